using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using TalentCard.Core.Accounts;

namespace TalentCard.Api.Accounts;

/// <summary>What a challenge is for: an answer to one is none to another.</summary>
internal enum PasskeyPurpose
{
    /// <summary>To add a passkey.</summary>
    Add,

    /// <summary>To sign in by a passkey alone.</summary>
    SignIn,

    /// <summary>To sign in by a passkey after the password.</summary>
    SecondFactor,
}

/// <summary>
/// Keeps a passkey's challenge in the browser that asked for it: one sealed cookie of a few minutes. The first answer uses the
/// challenge up, on whatever host, and whatever copies there are of the cookie.
/// </summary>
internal sealed class PasskeyChallenges(IDataProtectionProvider protection, PasskeyStore passkeys, IConfiguration configuration)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly bool secure = configuration["Connect:Issuer"]?.StartsWith("https:", StringComparison.Ordinal) ?? true;

    private string Name => secure ? "__Host-talentcard-passkey" : "talentcard-passkey";

    /// <summary>Leaves a challenge in the browser, in the place of the one before.</summary>
    /// <param name="context">The request.</param>
    /// <param name="purpose">What it is for.</param>
    /// <param name="state">The challenge and whom it is for, as Identity's handler says it.</param>
    public void Leave(HttpContext context, PasskeyPurpose purpose, string state) =>
        context.Response.Cookies.Append(Name, Protector(purpose).Protect(state, Lifetime), Options(Lifetime));

    /// <summary>Takes the browser's challenge; null: it has none for this, or it was answered before.</summary>
    public async Task<string?> TakeAsync(HttpContext context, PasskeyPurpose purpose)
    {
        try
        {
            if (context.Request.Cookies[Name] is not { } cookie)
                return null;
            context.Response.Cookies.Delete(Name, Options(null));
            var state = Protector(purpose).Unprotect(cookie);
            return await passkeys.UseChallengeAsync(state, context.RequestAborted) ? state : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Protector(PasskeyPurpose purpose) =>
        protection.CreateProtector("passkey challenge", purpose.ToString()).ToTimeLimitedDataProtector();

    private CookieOptions Options(TimeSpan? lifetime) =>
        new()
        {
            HttpOnly = true,
            Secure = secure,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            MaxAge = lifetime,
            IsEssential = true,
        };
}
