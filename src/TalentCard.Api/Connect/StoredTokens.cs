using System.Buffers.Text;
using System.Security.Claims;
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
/// Writes the row of a token once its payload is known, and gives the client 256 random bits that stand for it. What it is
/// given for, a code or a refresh token, is used up in the same statement.
/// </summary>
internal sealed class StoredTokens(TokenStore tokens, RedeemedOnce once) : IOpenIddictServerHandler<GenerateTokenContext>
{
    public async ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (!context.PersistTokenPayload)
            return;
        var token = context.Principal;
        var reference = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var row = new Token(
            Guid.Parse(token.GetTokenId()!),
            context.TokenType,
            context.ClientId!,
            Grant.IdOf(token),
            // The form in which OpenIddict looks it up.
            Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(reference))),
            context.Token!,
            token.GetCreationDate()!.Value,
            token.GetExpirationDate()!.Value,
            RedeemedAt: null
        );
        if (RedeemedOnce.UsedIn(context.Transaction) is not { } used)
            await tokens.CreateAsync(row, context.CancellationToken);
        else if (!await tokens.RedeemAsync(Guid.Parse(used.GetTokenId()!), row, context.CancellationToken))
            await once.EndAsync(context, used);
        context.Token = reference;
    }
}

/// <summary>
/// Every code, refresh token and pushed request is good once. OpenIddict lets refreshes that come at the same time all through;
/// here the second ends the grant, because nobody can tell a client's race from a theft, and a client can avoid the race.
/// </summary>
internal sealed class RedeemedOnce(TokenStore tokens) : IOpenIddictServerHandler<ProcessSignInContext>
{
    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        // Otherwise StoredTokens does, with the row of the token that is given for it.
        if (context.GenerateAuthorizationCode || context.GenerateRefreshToken)
            return;
        if (
            UsedIn(context.Transaction) is { } used
            && !await tokens.RedeemAsync(Guid.Parse(used.GetTokenId()!), context.CancellationToken)
        )
            await EndAsync(context, used);
    }

    /// <summary>The code, refresh token or pushed request that a request uses up, or null.</summary>
    public static ClaimsPrincipal? UsedIn(OpenIddictServerTransaction transaction)
    {
        var request = transaction.GetProperty<ProcessAuthenticationContext>(typeof(ProcessAuthenticationContext).FullName!);
        return request?.AuthorizationCodePrincipal ?? request?.RefreshTokenPrincipal ?? request?.RequestTokenPrincipal;
    }

    /// <summary>Ends the grant of what comes a second time.</summary>
    public async Task EndAsync(BaseValidatingContext context, ClaimsPrincipal used)
    {
        if (Grant.IdOf(used) is { } grant)
            await tokens.RevokeByAuthorizationIdAsync(grant.ToString(), CancellationToken.None);
        context.Reject(Errors.InvalidGrant, "the code or token was used before");
    }
}
