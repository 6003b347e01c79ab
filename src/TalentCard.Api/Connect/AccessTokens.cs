using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace TalentCard.Api.Connect;

/// <summary>
/// An access token that comes back to its issuer, for userinfo, introspection or revocation, is for the Api, and neither it nor
/// its grant has ended. Tokens with a row were judged by it.
/// </summary>
internal sealed class LiveAccessTokens(GrantStore grants) : IOpenIddictServerHandler<ValidateTokenContext>
{
    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        var token = context.Principal!;
        if (!token.HasTokenType(TokenTypeIdentifiers.AccessToken))
            return;
        var live =
            token.HasAudience(SecurityServices.Audience)
            && token.GetClaim(Claims.JwtId) is { } jti
            && await grants.IsLiveAsync(jti, Grant.IdOf(token), context.CancellationToken);
        if (!live)
            context.Reject(Errors.InvalidToken, "the access token is expired, revoked or not for this server");
    }
}

/// <summary>
/// Revocation (RFC 7009): an access token ends alone, a refresh token takes its grant and every token of it along.
/// </summary>
internal sealed class RevokedTokens(GrantStore grants) : IOpenIddictServerHandler<HandleRevocationRequestContext>
{
    public async ValueTask HandleAsync(HandleRevocationRequestContext context)
    {
        var token = context.GenericTokenPrincipal!;
        if (token.HasTokenType(TokenTypeIdentifiers.AccessToken))
            await grants.RevokeAccessTokenAsync(
                token.GetClaim(Claims.JwtId)!,
                token.GetExpirationDate()!.Value,
                context.CancellationToken
            );
        else if (Grant.IdOf(token) is { } grant)
            await grants.RevokeAsync(grant, context.CancellationToken);
    }
}
