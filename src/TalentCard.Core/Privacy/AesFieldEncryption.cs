using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Privacy;

/// <summary>
/// AES-256-GCM (NIST SP 800-38D) with a key ring, and HMAC-SHA-256 for look-up. Layout of a cipher: a zero, one byte of key
/// number, 12 bytes of nonce, 16 bytes of tag, the rest; context and row are its additional data. Releases before wrote no zero
/// and bound the context alone (docs/adr/0057).
/// </summary>
internal sealed class AesFieldEncryption : IFieldEncryption
{
    private const byte Bound = 0;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly SortedList<byte, byte[]> keys = [];
    private readonly byte[] lookupKey;
    private readonly UnboundFields unbound;

    /// <summary>
    /// Reads <c>FieldEncryption:Keys:{1…255}</c> (base64 of 32 bytes each), of which the highest number encrypts,
    /// <c>FieldEncryption:LookupKey</c>, and <c>FieldEncryption:Unbound</c> (<see cref="UnboundFields"/>, <c>read</c> if unset).
    /// </summary>
    public AesFieldEncryption(IConfiguration configuration)
    {
        var section = configuration.GetSection("FieldEncryption");
        foreach (var key in section.GetSection("Keys").GetChildren())
            keys[byte.Parse(key.Key, System.Globalization.CultureInfo.InvariantCulture)] = ReadKey(key.Value);
        if (keys.Count == 0)
            throw new InvalidOperationException("FieldEncryption:Keys is not set.");
        if (keys.ContainsKey(Bound))
            throw new InvalidOperationException("FieldEncryption:Keys are numbered from 1 to 255.");
        lookupKey = ReadKey(section["LookupKey"]);
        if (!Enum.TryParse(section["Unbound"] ?? nameof(UnboundFields.Read), ignoreCase: true, out unbound))
            throw new InvalidOperationException("FieldEncryption:Unbound is write, read or refuse.");
    }

    public IReadOnlyList<int> Keys => [.. keys.Keys];

    public bool BindsRows => unbound != UnboundFields.Write;

    public byte[] Encrypt(ReadOnlySpan<byte> plain, string context, string row)
    {
        byte[] head = BindsRows ? [Bound, keys.Keys[^1]] : [keys.Keys[^1]];
        var result = new byte[head.Length + NonceSize + TagSize + plain.Length];
        head.CopyTo(result, 0);
        var body = result.AsSpan(head.Length);
        RandomNumberGenerator.Fill(body[..NonceSize]);
        using var aes = new AesGcm(keys.Values[^1], TagSize);
        aes.Encrypt(
            body[..NonceSize],
            plain,
            body[(NonceSize + TagSize)..],
            body.Slice(NonceSize, TagSize),
            AdditionalData(BindsRows, context, row)
        );
        return result;
    }

    public byte[] Decrypt(ReadOnlySpan<byte> cipher, string context, string row)
    {
        var bound = cipher is [Bound, ..];
        if (!bound && unbound == UnboundFields.Refuse)
            throw new CryptographicException("The field is not bound to its row.");
        var body = bound ? cipher[1..] : cipher;
        if (body.Length < 1 + NonceSize + TagSize || !keys.TryGetValue(body[0], out var key))
            throw new CryptographicException("Not a field of this key ring.");
        var plain = new byte[body.Length - 1 - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(
            body.Slice(1, NonceSize),
            body[(1 + NonceSize + TagSize)..],
            body.Slice(1 + NonceSize, TagSize),
            plain,
            AdditionalData(bound, context, row)
        );
        return plain;
    }

    public byte[] Hash(string value, string context) =>
        HMACSHA256.HashData(lookupKey, Encoding.UTF8.GetBytes($"{context}\0{value}"));

    private static byte[] AdditionalData(bool bound, string context, string row) =>
        Encoding.UTF8.GetBytes(bound ? $"{context}\0{row}" : context);

    private static byte[] ReadKey(string? base64)
    {
        var key = Convert.FromBase64String(
            base64 ?? throw new InvalidOperationException("FieldEncryption:LookupKey is not set.")
        );
        return key.Length == 32 ? key : throw new InvalidOperationException("A field encryption key has 32 bytes.");
    }
}

/// <summary>What becomes of fields that are bound to their column alone, as releases before wrote them.</summary>
internal enum UnboundFields
{
    /// <summary>They are still written, so that hosts of the release before can read them.</summary>
    Write,

    /// <summary>They are read and no longer written.</summary>
    Read,

    /// <summary>They are refused: db/upgrade has left none, and what comes back was put there.</summary>
    Refuse,
}

/// <summary>Registers field encryption.</summary>
public static class PrivacyServices
{
    /// <summary>
    /// Adds <see cref="IFieldEncryption"/> with the key ring of the configuration's <c>FieldEncryption</c>, and
    /// <see cref="ReencryptFields"/>.
    /// </summary>
    public static IServiceCollection AddFieldEncryption(this IServiceCollection services) =>
        services.AddSingleton<IFieldEncryption, AesFieldEncryption>().AddSingleton<ReencryptFields>();
}
