using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TalentCard.Api.Security;

/// <summary>
/// Remembers for up to a minute that a token was found valid: a counter sends the same one with every scan, and its
/// signature does not have to be checked each time. A remembered token ends when it expires; a key that is
/// withdrawn is believed for a minute longer.
/// </summary>
internal sealed class CachingTokenHandler : JsonWebTokenHandler, IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private readonly MemoryCache valid = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    public void Dispose() => valid.Dispose();

    public override async Task<TokenValidationResult> ValidateTokenAsync(
        string token,
        TokenValidationParameters validationParameters
    )
    {
        if (valid.TryGetValue(token, out TokenValidationResult? known))
            return known!;
        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt)
            return result;
        var left = jwt.ValidTo - DateTime.UtcNow;
        if (left > TimeSpan.Zero)
            valid.Set(
                token,
                result,
                new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = left < Longest ? left : Longest }
            );
        return result;
    }
}
