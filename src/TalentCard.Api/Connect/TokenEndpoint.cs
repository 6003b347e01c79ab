using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using TalentCard.Api.Accounts;
using TalentCard.Core.Accounts;

namespace TalentCard.Api.Connect;

/// <summary><c>/connect/token</c>: authorization_code, refresh_token and client_credentials.</summary>
internal sealed class TokenEndpoint(
    ClientAuthentication authentication, GrantStore grants, UserStore users, SignInSession session, TokenIssuer issuer)
{
    /// <summary>Answers a token request.</summary>
    /// <exception cref="ConnectException">As RFC 6749, section 5.2, names it.</exception>
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var parameters = await ConnectParameters.ReadPostAsync(context);
        var client = await authentication.AuthenticateAsync(context, parameters);
        var grantType = parameters.Required("grant_type");
        if (grantType is not ("authorization_code" or "refresh_token" or "client_credentials"))
            throw new ConnectException("unsupported_grant_type", "this server does not have that grant type");
        if (!client.GrantTypes.Contains(grantType))
            throw new ConnectException("unauthorized_client", "the client may not use that grant type");
        return Results.Json(grantType switch
        {
            "authorization_code" => await RedeemAsync(client, parameters, context.RequestAborted),
            "refresh_token" => await RefreshAsync(client, parameters, context.RequestAborted),
            _ => await ActForItselfAsync(client, parameters, context.RequestAborted),
        });
    }

    private async Task<TokenAnswer> RedeemAsync(Client client, ConnectParameters parameters, CancellationToken cancellationToken)
    {
        var code = parameters.Required("code");
        var redirectUri = parameters.Required("redirect_uri");
        var verifier = parameters.Required("code_verifier");
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(verifier)));
        var redeemed = await grants.RedeemCodeAsync(code, client.ClientId, redirectUri, challenge, cancellationToken);
        if (redeemed is null)
        {
            await grants.RevokeIfRedeemedAsync(code, cancellationToken);
            throw new ConnectException("invalid_grant", "the code is unknown, expired, used, or was issued to another request");
        }
        var user = await UserOfAsync(redeemed.Grant, cancellationToken);
        var refreshToken = redeemed.Scopes.Contains(Scopes.OfflineAccess) && client.GrantTypes.Contains("refresh_token")
            ? await grants.IssueRefreshTokenAsync(redeemed.Grant, cancellationToken)
            : null;
        return await issuer.IssueAsync(redeemed.Grant, user, redeemed.Scopes, redeemed.Nonce, refreshToken, cancellationToken);
    }

    /// <summary>
    /// Rotates a refresh token. Whoever comes second with the same token ends the grant, even by an instant: the server
    /// cannot tell a client's race from a theft, and a client can avoid the race.
    /// </summary>
    private async Task<TokenAnswer> RefreshAsync(Client client, ConnectParameters parameters, CancellationToken cancellationToken)
    {
        var text = parameters.Required("refresh_token");
        var token = await grants.FindRefreshTokenAsync(text, cancellationToken);
        if (token is null || token.ClientId != client.ClientId) throw NotLive();
        if (token.Used) throw await ReusedAsync(token.Grant);
        if (!token.Live) throw NotLive();
        var user = await UserOfAsync(token.Grant, cancellationToken);
        var scopes = parameters["scope"] is { } asked ? Scopes.Parse(asked) : token.Scopes;
        if (!scopes.All(token.Scopes.Contains)) throw new ConnectException("invalid_scope", "the grant does not hold one of the scopes");
        var next = await grants.RotateAsync(text, cancellationToken) ?? throw await ReusedAsync(token.Grant);
        // Roles taken away since the sign-in take their scopes with them.
        return await issuer.IssueAsync(token.Grant, user, Scopes.AllowedFor(user, scopes), null, next, cancellationToken);

        async Task<ConnectException> ReusedAsync(Grant grant)
        {
            await grants.RevokeAsync(grant.Id, CancellationToken.None);
            return NotLive();
        }

        static ConnectException NotLive() => new("invalid_grant", "the refresh token is unknown, expired, used or revoked");
    }

    private async Task<TokenAnswer> ActForItselfAsync(Client client, ConnectParameters parameters, CancellationToken cancellationToken)
    {
        // Without a secret anybody could act for the client.
        if (client.SecretHash is null) throw new ConnectException("unauthorized_client", "the client may not use that grant type");
        string[] personal = [Scopes.OpenId, Scopes.Profile, Scopes.OfflineAccess];
        var allowed = client.Scopes.Except(personal).ToArray();
        var scopes = parameters["scope"] is { } asked ? Scopes.Parse(asked) : allowed;
        if (!scopes.All(allowed.Contains)) throw new ConnectException("invalid_scope", "the client may not ask for one of the scopes");
        return await issuer.IssueAsync(client, scopes, cancellationToken);
    }

    private async Task<User> UserOfAsync(Grant grant, CancellationToken cancellationToken)
    {
        var user = await users.FindAsync(grant.UserId, cancellationToken);
        if (user is not null && user.IsUsable(session.IsDemo) && user.SecurityStamp == grant.SecurityStamp) return user;
        await grants.RevokeAsync(grant.Id, cancellationToken);
        throw new ConnectException("invalid_grant", "the user's sign-in is no longer valid");
    }
}
