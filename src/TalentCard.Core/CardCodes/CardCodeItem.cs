using System.Formats.Cbor;

namespace TalentCard.Core.CardCodes;

/// <summary>
/// What a code says: CWT claims (RFC 8392). Times are seconds since 1970. A relation stands in a dependant's code alone, whose
/// handle is theirs.
/// </summary>
internal readonly record struct CardClaims(
    string Issuer,
    long ExpiresAt,
    long IssuedAt,
    ReadOnlyMemory<byte> Cti,
    ReadOnlyMemory<byte> Handle,
    int Level,
    string? Relation = null
);

/// <summary>
/// A minted or printed code as a tagged COSE_Sign1 (RFC 9052). Its encoding is deterministic: definite lengths, shortest
/// integers, keys in canonical order, nothing beside, so that one content has one form and every other form is refused.
/// </summary>
internal sealed record CardCodeItem(
    ReadOnlyMemory<byte> Protected,
    ReadOnlyMemory<byte> Payload,
    ReadOnlyMemory<byte> Signature,
    CardClaims Claims
)
{
    /// <summary>Level of a printed code.</summary>
    public const int Printed = 0;

    /// <summary>Level of a minted code.</summary>
    public const int Minted = 1;

    /// <summary>Length in bytes of kid, cti and handle.</summary>
    public const int IdSize = 8;

    /// <summary>Length in bytes of an ES256 signature, r and s.</summary>
    public const int SignatureSize = 64;

    /// <summary>How long a minted code lives, in seconds.</summary>
    public const int MintedLife = 60;

    private const CborTag Sign1 = (CborTag)18;
    private const int MaxIssuer = 64;
    private const long MaxTime = 253402300799; // the end of the year 9999, the last that DateTimeOffset knows

    // {1: -7, 4: h'…8 bytes'}
    private static ReadOnlySpan<byte> ProtectedPrefix => [0xa2, 0x01, 0x26, 0x04, 0x48];

    /// <summary>The 8 bytes that name the signing key.</summary>
    public ReadOnlySpan<byte> Kid => Protected.Span[ProtectedPrefix.Length..];

    /// <summary>Reads an item; null for everything that is not exactly one. Never throws.</summary>
    public static CardCodeItem? Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var reader = new CborReader(bytes, CborConformanceMode.Canonical);
            if (reader.PeekState() != CborReaderState.Tag || reader.ReadTag() != Sign1 || reader.ReadStartArray() != 4)
                return null;
            var header = reader.ReadDefiniteLengthByteString();
            if (header.Length != ProtectedPrefix.Length + IdSize || !header.Span.StartsWith(ProtectedPrefix))
                return null;
            if (reader.ReadStartMap() != 0)
                return null;
            reader.ReadEndMap();
            var payload = reader.ReadDefiniteLengthByteString();
            var signature = reader.ReadDefiniteLengthByteString();
            reader.ReadEndArray();
            if (reader.BytesRemaining != 0 || signature.Length != SignatureSize || ParseClaims(payload) is not { } claims)
                return null;
            return new CardCodeItem(header, payload, signature, claims);
        }
        catch (Exception exception) when (exception is CborContentException or InvalidOperationException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Encodes a signed item.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature)
    {
        var writer = NewWriter();
        writer.WriteTag(Sign1);
        writer.WriteStartArray(4);
        writer.WriteByteString(header);
        writer.WriteStartMap(0);
        writer.WriteEndMap();
        writer.WriteByteString(payload);
        writer.WriteByteString(signature);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>The protected header that names the key.</summary>
    public static byte[] EncodeProtected(ReadOnlySpan<byte> kid) => [.. ProtectedPrefix, .. kid];

    /// <summary>The payload with these claims.</summary>
    public static byte[] EncodeClaims(CardClaims claims)
    {
        var writer = NewWriter();
        writer.WriteStartMap(claims.Relation is null ? 6 : 7);
        writer.WriteInt32(Claim.Issuer);
        writer.WriteTextString(claims.Issuer);
        writer.WriteInt32(Claim.ExpiresAt);
        writer.WriteInt64(claims.ExpiresAt);
        writer.WriteInt32(Claim.IssuedAt);
        writer.WriteInt64(claims.IssuedAt);
        writer.WriteInt32(Claim.Cti);
        writer.WriteByteString(claims.Cti.Span);
        writer.WriteInt32(Claim.Handle);
        writer.WriteByteString(claims.Handle.Span);
        writer.WriteInt32(Claim.Level);
        writer.WriteInt32(claims.Level);
        if (claims.Relation is not null)
        {
            writer.WriteInt32(Claim.Relation);
            writer.WriteTextString(claims.Relation);
        }
        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>What is signed: the Sig_structure (RFC 9052, section 4.4) without external data.</summary>
    public static byte[] EncodeToBeSigned(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        var writer = NewWriter();
        writer.WriteStartArray(4);
        writer.WriteTextString("Signature1");
        writer.WriteByteString(header);
        writer.WriteByteString([]);
        writer.WriteByteString(payload);
        writer.WriteEndArray();
        return writer.Encode();
    }

    // One a thread, and emptied for each use. Its own checks of order would sort what is in order already.
    [ThreadStatic]
    private static CborWriter? threadWriter;

    private static CborWriter NewWriter()
    {
        threadWriter ??= new CborWriter(CborConformanceMode.Lax, initialCapacity: 256);
        threadWriter.Reset();
        return threadWriter;
    }

    private static CardClaims? ParseClaims(ReadOnlyMemory<byte> payload)
    {
        var reader = new CborReader(payload, CborConformanceMode.Canonical);
        var size = reader.ReadStartMap();
        if (size is not (6 or 7) || reader.ReadInt32() != Claim.Issuer)
            return null;
        var issuer = reader.ReadTextString();
        if (reader.ReadInt32() != Claim.ExpiresAt)
            return null;
        var expiresAt = reader.ReadInt64();
        if (reader.ReadInt32() != Claim.IssuedAt)
            return null;
        var issuedAt = reader.ReadInt64();
        if (reader.ReadInt32() != Claim.Cti)
            return null;
        var cti = reader.ReadDefiniteLengthByteString();
        if (reader.ReadInt32() != Claim.Handle)
            return null;
        var handle = reader.ReadDefiniteLengthByteString();
        if (reader.ReadInt32() != Claim.Level)
            return null;
        var level = reader.ReadInt32();
        if (size == 7 && reader.ReadInt32() != Claim.Relation)
            return null;
        var relation = size == 7 ? reader.ReadTextString() : null;
        reader.ReadEndMap();
        var wellFormed =
            reader.BytesRemaining == 0
            && issuer.Length is > 0 and <= MaxIssuer
            && issuedAt is >= 0 and <= MaxTime
            && expiresAt is >= 0 and <= MaxTime
            && cti.Length == IdSize
            && handle.Length == IdSize
            && relation is (null or "spouse" or "child" or "parent")
            && level switch
            {
                Minted => expiresAt == issuedAt + MintedLife,
                Printed => expiresAt > issuedAt,
                _ => false,
            };
        return wellFormed ? new CardClaims(issuer, expiresAt, issuedAt, cti, handle, level, relation) : null;
    }

    // Registered claims (RFC 8392) and three of our own from the private range.
    private static class Claim
    {
        public const int Issuer = 1;
        public const int ExpiresAt = 4;
        public const int IssuedAt = 6;
        public const int Cti = 7;
        public const int Handle = -70001;
        public const int Level = -70002;
        public const int Relation = -70007;
    }
}
