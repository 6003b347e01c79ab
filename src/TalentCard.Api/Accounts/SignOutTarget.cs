using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace TalentCard.Api.Accounts;

/// <summary>
/// Carries the address to go to after signing out through the page that asks first, so that nobody can put in another.
/// </summary>
internal sealed class SignOutTarget(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("sign-out target");

    /// <summary>The address as it travels through the form.</summary>
    public string? Protect(string? address) => address is null ? null : protector.Protect(address);

    /// <summary>The address; null: there was none, or not one of ours.</summary>
    public string? Unprotect(string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : protector.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
