using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TalentCard.Api.Security;
using TalentCard.Core.Accounts;
using TalentCard.Core.Audit;
using TalentCard.Core.Keys;

namespace TalentCard.Api.Connect;

/// <summary>The token endpoint's answer (RFC 6749, section 5.1).</summary>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("scope")] string Scope,
    [property: JsonPropertyName("id_token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? IdToken = null,
    [property: JsonPropertyName("refresh_token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RefreshToken = null);

/// <summary>Signs access tokens (RFC 9068) and ID tokens with the key ring's current key, RS256.</summary>
internal sealed class TokenIssuer(SigningKeyRing keys, IOptions<ConnectOptions> options, TimeProvider time)
{
    /// <summary>Claim that names a token's grant.</summary>
    public const string GrantClaim = "sid";
    private static readonly JsonWebTokenHandler Tokens = new();

    /// <summary>Tokens of a grant.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="user">Its user, read afresh.</param>
    /// <param name="scopes">Scopes of this access token, of those of the grant.</param>
    /// <param name="nonce">The client's nonce of the authorization request.</param>
    /// <param name="refreshToken">The refresh token to hand over.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<TokenAnswer> IssueAsync(
        Grant grant, User user, string[] scopes, string? nonce, string? refreshToken, CancellationToken cancellationToken)
    {
        var credentials = await CredentialsAsync(cancellationToken);
        var claims = new Dictionary<string, object>
        {
            ["sub"] = user.Id.ToString(),
            ["name"] = user.DisplayName,
            ["roles"] = user.Roles,
            ["auth_time"] = grant.AuthTime.ToUnixTimeSeconds(),
            [GrantClaim] = grant.Id.ToString(),
        };
        AddIfKnown(claims, "partner_id", user.PartnerId);
        AddIfKnown(claims, "service_point_id", user.ServicePointId);
        AddIfKnown(claims, "talent_id", user.TalentId);
        AddIfKnown(claims, "station_id", user.StationId);
        AddIfKnown(claims, "department_id", user.DepartmentId);
        var accessToken = AccessToken(credentials, grant.ClientId, scopes, claims);
        var idToken = scopes.Contains(Scopes.OpenId) ? IdToken(credentials, grant, user, scopes, nonce, accessToken) : null;
        return Answer(accessToken, scopes) with { IdToken = idToken, RefreshToken = refreshToken };
    }

    /// <summary>The token of a client that acts for itself.</summary>
    public async Task<TokenAnswer> IssueAsync(Client client, string[] scopes, CancellationToken cancellationToken)
    {
        var claims = new Dictionary<string, object>
        {
            ["sub"] = $"client:{client.ClientId}",
            ["name"] = client.Name,
            ["roles"] = new[] { Roles.PartnerSystem },
        };
        AddIfKnown(claims, "partner_id", client.PartnerId);
        return Answer(AccessToken(await CredentialsAsync(cancellationToken), client.ClientId, scopes, claims), scopes);
    }

    private string AccessToken(SigningCredentials credentials, string clientId, string[] scopes, Dictionary<string, object> claims)
    {
        claims["client_id"] = clientId;
        claims["scope"] = string.Join(' ', scopes);
        claims["jti"] = GrantStore.NewSecret();
        return Create(credentials, SecurityServices.Audience, "at+jwt", ConnectOptions.AccessTokenLifetime, claims);
    }

    private string IdToken(SigningCredentials credentials, Grant grant, User user, string[] scopes, string? nonce, string accessToken)
    {
        var claims = new Dictionary<string, object>
        {
            ["sub"] = user.Id.ToString(),
            ["auth_time"] = grant.AuthTime.ToUnixTimeSeconds(),
            ["at_hash"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)).AsSpan(0, 16)),
            [GrantClaim] = grant.Id.ToString(),
        };
        if (nonce is not null) claims["nonce"] = nonce;
        if (scopes.Contains(Scopes.Profile))
        {
            claims["name"] = user.DisplayName;
            claims["preferred_username"] = user.UserName;
            claims["roles"] = user.Roles;
        }
        return Create(credentials, grant.ClientId, "JWT", ConnectOptions.IdTokenLifetime, claims);
    }

    private string Create(
        SigningCredentials credentials, string audience, string type, TimeSpan lifetime, Dictionary<string, object> claims)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return Tokens.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Value.Issuer,
            Audience = audience,
            TokenType = type,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            Claims = claims,
            SigningCredentials = credentials,
        });
    }

    private async ValueTask<SigningCredentials> CredentialsAsync(CancellationToken cancellationToken)
    {
        var key = await keys.CurrentAsync(KeyPurpose.Tokens, cancellationToken);
        return new SigningCredentials(TokenReader.ToSecurityKey(key), SecurityAlgorithms.RsaSha256);
    }

    private static TokenAnswer Answer(string accessToken, string[] scopes) =>
        new(accessToken, "Bearer", (int)ConnectOptions.AccessTokenLifetime.TotalSeconds, string.Join(' ', scopes));

    private static void AddIfKnown(Dictionary<string, object> claims, string name, Guid? id)
    {
        if (id is { } known) claims[name] = known.ToString();
    }
}
