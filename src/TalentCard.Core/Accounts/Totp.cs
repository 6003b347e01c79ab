using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TalentCard.Core.Accounts;

/// <summary>
/// Time-based one-time passwords (RFC 6238): HMAC-SHA-1, six digits, 30-second steps, as authenticator apps expect.
/// </summary>
public static class Totp
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new key: 160 random bits.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(20);

    /// <summary>The six digits of the step in which <paramref name="at"/> lies.</summary>
    public static string CodeAt(byte[] key, DateTimeOffset at) => Code(key, StepOf(at));

    /// <summary>The step whose code this is, within one step of <paramref name="now"/> either way; null: a wrong code.</summary>
    public static long? Match(byte[] key, string code, DateTimeOffset now)
    {
        long? match = null;
        for (var step = StepOf(now) - 1; step <= StepOf(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Code(key, step)), Encoding.UTF8.GetBytes(code)))
                match = step;
        return match;
    }

    /// <summary>The key as people type it (RFC 4648, base32).</summary>
    public static string ToText(byte[] key)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < key.Length * 8; bit += 5)
        {
            var window = (key[bit / 8] << 8) | (bit / 8 + 1 < key.Length ? key[bit / 8 + 1] : 0);
            text.Append(Base32[(window >> (11 - bit % 8)) & 31]);
        }
        return text.ToString();
    }

    /// <summary>The <c>otpauth</c> address that an authenticator app reads from a QR code.</summary>
    public static string ToUri(byte[] key, string issuer, string userName) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(userName)}?secret={ToText(key)}&issuer={Uri.EscapeDataString(issuer)}";

    private static long StepOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 30;

    private static string Code(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
        // HMAC-SHA-1 is what RFC 6238 names and what authenticator apps read; HMAC needs no collision resistance.
#pragma warning disable CA5350
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var number = (BinaryPrimitives.ReadInt32BigEndian(hash[(hash[19] & 15)..]) & int.MaxValue) % 1_000_000;
        return number.ToString("D6", CultureInfo.InvariantCulture);
    }
}
