using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace TalentCard.Api.Accounts;

/// <summary>
/// The browsers on which an account has signed in, by a sealed cookie of theirs. It opens nothing: on a known device wrong
/// passwords of elsewhere do not count (OWASP Authentication Cheat Sheet, device cookies).
/// </summary>
internal sealed class KnownDevices(IDataProtectionProvider protection, IConfiguration configuration)
{
    // People who share a counter's PC.
    private const int MostAccounts = 12;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);
    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector("known device")
        .ToTimeLimitedDataProtector();
    private readonly bool secure = configuration["Connect:Issuer"]?.StartsWith("https:", StringComparison.Ordinal) ?? true;

    private string Cookie => secure ? "__Host-talentcard-device" : "talentcard-device";

    /// <summary>The device's number, if the account has signed in on it; null: an unknown one.</summary>
    public string? Of(HttpContext context, Guid user) =>
        Read(context) is [var device, .. var accounts] && accounts.Contains(user.ToString()) ? device : null;

    /// <summary>Remembers that the account has signed in here.</summary>
    public void Remember(HttpContext context, Guid user)
    {
        var (device, accounts) = Read(context) is [var known, .. var others] ? (known, others) : (Guid.NewGuid().ToString(), []);
        string[] all = [device, user.ToString(), .. accounts.Where(other => other != user.ToString()).Take(MostAccounts - 1)];
        context.Response.Cookies.Append(
            Cookie,
            protector.Protect(string.Join(' ', all), Lifetime),
            new CookieOptions
            {
                HttpOnly = true,
                Secure = secure,
                SameSite = SameSiteMode.Lax,
                Path = "/",
                MaxAge = Lifetime,
            }
        );
    }

    private string[]? Read(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Cookie] is { } text ? protector.Unprotect(text).Split(' ') : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
