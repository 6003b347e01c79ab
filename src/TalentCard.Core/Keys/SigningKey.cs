using System.Buffers.Text;
using System.Security.Cryptography;

namespace TalentCard.Core.Keys;

/// <summary>What a signing key is for; its lower-case name stands in <c>signing_keys.purpose</c>.</summary>
public enum KeyPurpose
{
    /// <summary>ID tokens: RSA 2048, RS256, which every OpenID Connect client reads (Core, section 15.1).</summary>
    Tokens,

    /// <summary>Access tokens: P-256, ES256, signed at a tenth of the cost.</summary>
    AccessTokens,

    /// <summary>Card codes: P-256, ES256.</summary>
    Cards,

    /// <summary>Statements of the ledgers' closed days: P-256, ES256.</summary>
    Ledgers,
}

/// <summary>A key of the ring. Times are UTC; each "until" is exclusive.</summary>
/// <param name="Kid">base64url of the first 8 bytes of the SHA-256 of the key's SubjectPublicKeyInfo (DER).</param>
/// <param name="Key">
/// The key itself, an <see cref="RSA"/> or an <see cref="ECDsa"/>, shared by everyone in the process: never dispose of it.
/// It holds the private part only where the key could still sign when it was loaded.
/// </param>
/// <param name="SignsFrom">When it begins to sign. It is published before.</param>
/// <param name="SignsUntil">When its successor signs in its place.</param>
/// <param name="VerifiesUntil">When nothing that it signed can be live any more. What it signs must not live longer.</param>
public sealed record SigningKey(
    string Kid,
    AsymmetricAlgorithm Key,
    DateTimeOffset SignsFrom,
    DateTimeOffset SignsUntil,
    DateTimeOffset VerifiesUntil
)
{
    internal static AsymmetricAlgorithm Create(KeyPurpose purpose) =>
        purpose switch
        {
            KeyPurpose.Tokens => RSA.Create(2048),
            KeyPurpose.AccessTokens or KeyPurpose.Cards or KeyPurpose.Ledgers => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
        };

    internal static AsymmetricAlgorithm Import(KeyPurpose purpose, byte[]? pkcs8, byte[] publicKey)
    {
        AsymmetricAlgorithm key = purpose == KeyPurpose.Tokens ? RSA.Create() : ECDsa.Create();
        if (pkcs8 is null)
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
        else
            key.ImportPkcs8PrivateKey(pkcs8, out _);
        return key;
    }

    internal static string KidOf(ReadOnlySpan<byte> publicKey) =>
        Base64Url.EncodeToString(SHA256.HashData(publicKey).AsSpan(0, 8));
}
