namespace TalentCard.Core.CardCodes;

/// <summary>
/// Base45 (RFC 9285): two bytes become three characters of QR's alphanumeric set, a last single byte becomes two. Every
/// byte string has exactly one text, and the decoder takes no other.
/// </summary>
internal static class Base45
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private static readonly byte[] Values = CreateValues();

    /// <summary>The text of <paramref name="bytes"/> behind <paramref name="prefix"/>.</summary>
    public static string Encode(string prefix, ReadOnlySpan<byte> bytes) =>
        string.Create(
            prefix.Length + EncodedLength(bytes.Length),
            new EncodeState(prefix, bytes),
            static (text, state) =>
            {
                state.Prefix.CopyTo(text);
                Encode(state.Bytes, text[state.Prefix.Length..]);
            }
        );

    /// <summary>Decodes <paramref name="text"/>; null when it is no base45.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        var (triples, rest) = Math.DivRem(text.Length, 3);
        if (rest == 1)
            return null;
        var bytes = new byte[triples * 2 + rest / 2];
        for (var i = 0; i < triples; i++)
        {
            int c = ValueOf(text[i * 3]),
                d = ValueOf(text[i * 3 + 1]),
                e = ValueOf(text[i * 3 + 2]);
            var value = c + d * 45 + e * 2025;
            if ((c | d | e) >= Invalid || value > 0xffff)
                return null;
            bytes[i * 2] = (byte)(value >> 8);
            bytes[i * 2 + 1] = (byte)value;
        }
        if (rest == 2)
        {
            int c = ValueOf(text[^2]),
                d = ValueOf(text[^1]);
            var value = c + d * 45;
            if ((c | d) >= Invalid || value > 0xff)
                return null;
            bytes[^1] = (byte)value;
        }
        return bytes;
    }

    // No value of the alphabet has this bit, so the values of several characters can be tested at once.
    private const byte Invalid = 0x80;

    private static int ValueOf(char character) => character < Values.Length ? Values[character] : Invalid;

    private static int EncodedLength(int bytes) => bytes / 2 * 3 + bytes % 2 * 2;

    private static void Encode(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        var at = 0;
        for (var i = 0; i + 1 < bytes.Length; i += 2)
        {
            var (high, c) = Math.DivRem(bytes[i] << 8 | bytes[i + 1], 45);
            var (e, d) = Math.DivRem(high, 45);
            text[at++] = Alphabet[c];
            text[at++] = Alphabet[d];
            text[at++] = Alphabet[e];
        }
        if (bytes.Length % 2 == 1)
        {
            text[at++] = Alphabet[bytes[^1] % 45];
            text[at] = Alphabet[bytes[^1] / 45];
        }
    }

    private static byte[] CreateValues()
    {
        var values = new byte[128];
        values.AsSpan().Fill(Invalid);
        for (byte i = 0; i < Alphabet.Length; i++)
            values[Alphabet[i]] = i;
        return values;
    }

    private readonly ref struct EncodeState(string prefix, ReadOnlySpan<byte> bytes)
    {
        public string Prefix { get; } = prefix;

        public ReadOnlySpan<byte> Bytes { get; } = bytes;
    }
}
