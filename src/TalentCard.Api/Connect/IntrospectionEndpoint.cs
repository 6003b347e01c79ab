using Microsoft.Extensions.Options;
using TalentCard.Api.Accounts;
using TalentCard.Core.Accounts;

namespace TalentCard.Api.Connect;

/// <summary>
/// <c>/connect/introspect</c> (RFC 7662) and <c>/connect/revoke</c> (RFC 7009). A client learns of and ends its own
/// tokens alone; of any other token it hears that there is none.
/// </summary>
internal sealed class IntrospectionEndpoint(
    ClientAuthentication authentication, GrantStore grants, UserStore users, SignInSession session, TokenReader tokens,
    IOptions<ConnectOptions> options)
{
    private static readonly Dictionary<string, object> Inactive = new() { ["active"] = false };

    /// <summary>Says whether a token is in force, and what it is.</summary>
    public async Task<IResult> IntrospectAsync(HttpContext context)
    {
        var (client, token) = await ReadAsync(context);
        if (client.SecretHash is null)
            throw new ConnectException("invalid_client", "a public client may not introspect", StatusCodes.Status401Unauthorized);
        return Results.Json(await OfAccessTokenAsync(client, token, context.RequestAborted)
            ?? await OfRefreshTokenAsync(client, token, context.RequestAborted)
            ?? Inactive);
    }

    /// <summary>Ends a token; a refresh token takes its grant and every access token of it along. Unknown tokens are no error.</summary>
    public async Task<IResult> RevokeAsync(HttpContext context)
    {
        var (client, text) = await ReadAsync(context);
        if (await grants.FindRefreshTokenAsync(text, context.RequestAborted) is { } refreshToken)
        {
            CheckOwner(refreshToken.ClientId);
            await grants.RevokeAsync(refreshToken.Grant.Id, context.RequestAborted);
        }
        else if (await tokens.ReadAccessTokenAsync(text, context.RequestAborted) is { } accessToken)
        {
            CheckOwner(accessToken.GetPayloadValue<string>("client_id"));
            await grants.RevokeAccessTokenAsync(accessToken.Id, accessToken.ValidTo, context.RequestAborted);
        }
        return Results.Ok();

        void CheckOwner(string owner)
        {
            if (owner != client.ClientId) throw new ConnectException("invalid_grant", "the token was issued to another client");
        }
    }

    private async Task<(Client, string)> ReadAsync(HttpContext context)
    {
        var parameters = await ConnectParameters.ReadPostAsync(context);
        var client = await authentication.AuthenticateAsync(context, parameters);
        return (client, parameters.Required("token"));
    }

    private async Task<Dictionary<string, object>?> OfAccessTokenAsync(Client client, string text, CancellationToken cancellationToken)
    {
        if (await tokens.ReadAccessTokenAsync(text, cancellationToken) is not { } token
            || token.GetPayloadValue<string>("client_id") != client.ClientId) return null;
        var answer = new Dictionary<string, object> { ["active"] = true, ["token_type"] = "Bearer" };
        foreach (var claim in (string[])["scope", "client_id", "sub", "aud", "iss", "exp", "iat", "nbf", "jti", "roles", "partner_id"])
            if (token.TryGetPayloadValue<object>(claim, out var value)) answer[claim] = value;
        return answer;
    }

    private async Task<Dictionary<string, object>?> OfRefreshTokenAsync(Client client, string text, CancellationToken cancellationToken)
    {
        if (await grants.FindRefreshTokenAsync(text, cancellationToken) is not { Live: true } token || token.ClientId != client.ClientId
            || await users.FindAsync(token.UserId, cancellationToken) is not { } user
            || !user.IsUsable(session.IsDemo) || user.SecurityStamp != token.SecurityStamp) return null;
        return new()
        {
            ["active"] = true,
            ["scope"] = string.Join(' ', token.Scopes),
            ["client_id"] = token.ClientId,
            ["sub"] = token.UserId.ToString(),
            ["iss"] = options.Value.Issuer,
            ["iat"] = token.IssuedAt.ToUnixTimeSeconds(),
            ["exp"] = token.TokenExpiresAt.ToUnixTimeSeconds(),
        };
    }
}
