using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using TalentCard.Api.Accounts;

namespace TalentCard.Api.Connect;

/// <summary>
/// Knows a sign-in that an authorization request has asked for (<c>prompt=login</c>, <c>max_age</c>) when the browser comes back:
/// the address to come back to carries a sealed note that names the session of before and the request. Another session satisfies
/// it, so that asking again ends no session by a mere link, and asks once.
/// </summary>
internal sealed class FreshSignIn(IDataProtectionProvider protection)
{
    /// <summary>The parameter with the note.</summary>
    public const string Parameter = "signed_in_after";

    private readonly IDataProtector protector = protection.CreateProtector("fresh sign-in");

    /// <summary>A note for a request that wants a sign-in after the session <paramref name="before"/>.</summary>
    public string Note(SignedIn? before, IReadOnlyDictionary<string, string> request) =>
        protector.Protect($"{before?.Session} {DigestOf(request)}");

    /// <summary>Whether <paramref name="now"/> was begun after this request had asked for it.</summary>
    public bool Is(SignedIn now, string? note, IReadOnlyDictionary<string, string> request)
    {
        if (string.IsNullOrEmpty(note))
            return false;
        try
        {
            var (session, digest) = protector.Unprotect(note).Split(' ') is [var first, var second] ? (first, second) : ("", "");
            return digest == DigestOf(request) && session != now.Session.ToString();
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static string DigestOf(IReadOnlyDictionary<string, string> request)
    {
        var lines = request.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }
}
