using System.Security.Cryptography;
using System.Text;

namespace TalentCard.Api.Connect;

/// <summary>A system that may ask for tokens; a row of <c>clients</c>.</summary>
internal sealed record Client(
    string ClientId,
    string Name,
    string? SecretHash,
    string[] GrantTypes,
    string[] RedirectUris,
    string[] PostLogoutRedirectUris,
    string[] Scopes,
    Guid? PartnerId,
    bool IsThirdParty,
    bool RequiresPkce
)
{
    /// <summary>
    /// What is stored of a secret. Secrets are long and random, made by machines for machines, so that there is nothing to
    /// guess and a slow hash would only slow every token request down.
    /// </summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether <paramref name="hash"/> is that of <paramref name="secret"/>, in constant time.</summary>
    public static bool IsHashOf(string secret, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(HashOf(secret)));
}
