using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace TalentCard.Api.Connect;

/// <summary>
/// Which tokens leave a row: codes, refresh tokens and pushed requests do, in one statement. Access and ID tokens carry all that
/// they say and leave none, so that issuing one costs a signature and no write.
/// </summary>
internal sealed class TokenRow : IOpenIddictServerHandler<GenerateTokenContext>
{
    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        context.CreateTokenEntry = false;
        if (context.TokenType is not (TokenTypeIdentifiers.AccessToken or TokenTypeIdentifiers.IdentityToken))
            context.Principal.SetTokenId(Guid.CreateVersion7().ToString());
        else
            // OpenIddict's own words for what `sid`, `client_id` and `azp` say.
            context.Principal.RemoveClaims(Claims.Private.AuthorizationId).RemoveClaims(Claims.Private.Presenter);
        return default;
    }
}

/// <summary>
/// Writes the row of a token once its payload is known, and gives the client 256 random bits that stand for it.
/// </summary>
internal sealed class StoredTokens(TokenStore tokens) : IOpenIddictServerHandler<GenerateTokenContext>
{
    public async ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (!context.PersistTokenPayload) return;
        var token = context.Principal;
        var reference = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await tokens.CreateAsync(new Token(
            Guid.Parse(token.GetTokenId()!), context.TokenType, context.ClientId!, Grant.IdOf(token),
            // The form in which OpenIddict looks it up.
            Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(reference))), context.Token!,
            token.GetCreationDate()!.Value, token.GetExpirationDate()!.Value, RedeemedAt: null), context.CancellationToken);
        context.Token = reference;
    }
}

/// <summary>
/// Every code, refresh token and pushed request is good once. OpenIddict lets refreshes that come at the same time all through;
/// here the second ends the grant, because nobody can tell a client's race from a theft, and a client can avoid the race.
/// </summary>
internal sealed class RedeemedOnce(TokenStore tokens, GrantStore grants) : IOpenIddictServerHandler<ProcessSignInContext>
{
    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        var request = context.Transaction
            .GetProperty<ProcessAuthenticationContext>(typeof(ProcessAuthenticationContext).FullName!);
        var used = request?.AuthorizationCodePrincipal ?? request?.RefreshTokenPrincipal ?? request?.RequestTokenPrincipal;
        if (used is null || await tokens.RedeemAsync(Guid.Parse(used.GetTokenId()!), context.CancellationToken)) return;
        if (Grant.IdOf(used) is { } grant) await grants.RevokeAsync(grant, CancellationToken.None);
        context.Reject(Errors.InvalidGrant, "the code or token was used before");
    }
}
