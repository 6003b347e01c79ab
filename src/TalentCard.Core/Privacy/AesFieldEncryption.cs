using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Privacy;

/// <summary>
/// AES-256-GCM (NIST SP 800-38D) with a key ring, and HMAC-SHA-256 for look-up. Layout of a cipher: one byte of key
/// number, 12 bytes of nonce, 16 bytes of tag, the rest.
/// </summary>
internal sealed class AesFieldEncryption : IFieldEncryption
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly Dictionary<byte, byte[]> keys = [];
    private readonly byte current;
    private readonly byte[] lookupKey;

    /// <summary>
    /// Reads <c>FieldEncryption:Keys:{1…255}</c> (base64 of 32 bytes each), of which the highest number encrypts, and
    /// <c>FieldEncryption:LookupKey</c>.
    /// </summary>
    public AesFieldEncryption(IConfiguration configuration)
    {
        var section = configuration.GetSection("FieldEncryption");
        foreach (var key in section.GetSection("Keys").GetChildren())
            keys[byte.Parse(key.Key, System.Globalization.CultureInfo.InvariantCulture)] = ReadKey(key.Value);
        if (keys.Count == 0)
            throw new InvalidOperationException("FieldEncryption:Keys is not set.");
        current = keys.Keys.Max();
        lookupKey = ReadKey(section["LookupKey"]);
    }

    public byte[] Encrypt(ReadOnlySpan<byte> plain, string context)
    {
        var result = new byte[1 + NonceSize + TagSize + plain.Length];
        result[0] = current;
        var nonce = result.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys[current], TagSize);
        aes.Encrypt(
            nonce,
            plain,
            result.AsSpan(1 + NonceSize + TagSize),
            result.AsSpan(1 + NonceSize, TagSize),
            Encoding.UTF8.GetBytes(context)
        );
        return result;
    }

    public byte[] Decrypt(ReadOnlySpan<byte> cipher, string context)
    {
        if (cipher.Length < 1 + NonceSize + TagSize || !keys.TryGetValue(cipher[0], out var key))
            throw new CryptographicException("Not a field of this key ring.");
        var plain = new byte[cipher.Length - 1 - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(
            cipher.Slice(1, NonceSize),
            cipher[(1 + NonceSize + TagSize)..],
            cipher.Slice(1 + NonceSize, TagSize),
            plain,
            Encoding.UTF8.GetBytes(context)
        );
        return plain;
    }

    public byte[] Hash(string value, string context) =>
        HMACSHA256.HashData(lookupKey, Encoding.UTF8.GetBytes($"{context}\0{value}"));

    private static byte[] ReadKey(string? base64)
    {
        var key = Convert.FromBase64String(
            base64 ?? throw new InvalidOperationException("FieldEncryption:LookupKey is not set.")
        );
        return key.Length == 32 ? key : throw new InvalidOperationException("A field encryption key has 32 bytes.");
    }
}

/// <summary>Registers field encryption.</summary>
public static class PrivacyServices
{
    /// <summary>Adds <see cref="IFieldEncryption"/> with the key ring of the configuration's <c>FieldEncryption</c>.</summary>
    public static IServiceCollection AddFieldEncryption(this IServiceCollection services) =>
        services.AddSingleton<IFieldEncryption, AesFieldEncryption>();
}
