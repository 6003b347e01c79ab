using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TalentCard.Api.Security;
using TalentCard.Core.Keys;

namespace TalentCard.Api.Connect;

/// <summary>Reads tokens that this server signed.</summary>
internal sealed class TokenReader(SigningKeyRing keys, GrantStore grants, IOptions<ConnectOptions> options, TimeProvider time)
{
    private static readonly JsonWebTokenHandler Tokens = new();

    /// <summary>An access token in force; null: not ours, expired, revoked, or no access token.</summary>
    public async Task<JsonWebToken?> ReadAccessTokenAsync(string text, CancellationToken cancellationToken)
    {
        var token = await ReadAsync(text, "at+jwt", cancellationToken);
        return token is not null && token.Audiences.Contains(SecurityServices.Audience)
            && time.GetUtcNow() >= token.ValidFrom && time.GetUtcNow() < token.ValidTo
            && await grants.IsLiveAsync(token.Id, GrantOf(token), cancellationToken)
            ? token
            : null;
    }

    /// <summary>An ID token of ours, however old: a hint who wants to sign out. Null: not ours.</summary>
    public Task<JsonWebToken?> ReadIdTokenAsync(string text, CancellationToken cancellationToken) => ReadAsync(text, "JWT", cancellationToken);

    /// <summary>The grant that a token belongs to; null: it is a client's own.</summary>
    public static Guid? GrantOf(JsonWebToken token) =>
        token.TryGetPayloadValue<string>(TokenIssuer.GrantClaim, out var text) && Guid.TryParse(text, out var id) ? id : null;

    /// <summary>A key of the ring as the tokens' library takes it.</summary>
    public static RsaSecurityKey ToSecurityKey(SigningKey key) => new((RSA)key.Key)
    {
        KeyId = key.Kid,
        // The ring owns the key and may drop it; a cached provider would go on using it.
        CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
    };

    private async Task<JsonWebToken?> ReadAsync(string text, string type, CancellationToken cancellationToken)
    {
        var result = await Tokens.ValidateTokenAsync(text, new TokenValidationParameters
        {
            ValidIssuer = options.Value.Issuer,
            IssuerSigningKeys = [.. (await keys.VerifyingAsync(KeyPurpose.Tokens, cancellationToken)).Select(ToSecurityKey)],
            ValidTypes = [type],
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            // The callers judge both, by the host's clock.
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        return result.IsValid ? (JsonWebToken)result.SecurityToken : null;
    }
}
