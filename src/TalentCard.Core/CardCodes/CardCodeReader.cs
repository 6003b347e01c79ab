using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using TalentCard.Contracts.Redemptions;
using TalentCard.Core.Keys;

namespace TalentCard.Core.CardCodes;

/// <summary>What a scanned text turned out to be.</summary>
/// <param name="Refusal">
/// Null for a genuine code in its time, else <c>malformed</c>, <c>input_method</c>, <c>keyboard_layout</c>, <c>unknown_key</c>,
/// <c>bad_signature</c>, <c>expired_code</c> or <c>from_the_future</c>.
/// </param>
/// <param name="Handle">The card's handle; empty unless the signature is genuine.</param>
/// <param name="Cti">The code's own id; empty unless the signature is genuine.</param>
/// <param name="Level">0 printed, 1 minted.</param>
/// <param name="IssuedAt">When it was made.</param>
/// <param name="ExpiresAt">Until when it is good.</param>
/// <param name="Relation">What the dependant whose code it is is to the holder; null: it is the holder's.</param>
public sealed record CardCodeReading(
    string? Refusal,
    byte[] Handle,
    byte[] Cti,
    int Level,
    DateTimeOffset IssuedAt,
    DateTimeOffset ExpiresAt,
    string? Relation = null
)
{
    internal static CardCodeReading Refused(ProblemCode refusal) => new(refusal.Code, [], [], 0, default, default);
}

/// <summary>
/// Checks codes of levels 0 and 1; those bound to a device are <c>malformed</c> to it. Takes any text whatever and never throws
/// for one.
/// </summary>
public sealed class CardCodeReader
{
    internal const string Prefix = "YC1:";

    // A genuine text has about 160 characters; longer ones are not worth decoding.
    private const int MaxLength = 512;

    // How far the clocks of server and verifier may differ.
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(15);
    private readonly SigningKeyRing ring;
    private readonly CardKeys keys;
    private readonly string issuer;

    internal CardCodeReader(SigningKeyRing ring, CardKeys keys, IConfiguration configuration)
    {
        this.ring = ring;
        this.keys = keys;
        issuer = CardCodeServices.IssuerOf(configuration);
    }

    /// <summary>
    /// Reads what a scanner gave at <paramref name="now"/>: a code as <see cref="ScannedText"/> finds it, or why there is none.
    /// </summary>
    public async ValueTask<CardCodeReading> ReadScannedAsync(string text, DateTimeOffset now, CancellationToken cancel)
    {
        var code = ScannedText.Clean(text);
        var reading = await ReadAsync(code, now, cancel);
        return reading.Refusal == Verdicts.Malformed.Code ? CardCodeReading.Refused(ScannedText.CauseOf(code)) : reading;
    }

    /// <summary>Reads a code at <paramref name="now"/>; one code has one text.</summary>
    public async ValueTask<CardCodeReading> ReadAsync(string text, DateTimeOffset now, CancellationToken cancel)
    {
        if (Parse(text) is not { } item)
            return CardCodeReading.Refused(Verdicts.Malformed);
        // Another office's code, whoever signed it.
        if (item.Claims.Issuer != issuer)
            return CardCodeReading.Refused(Verdicts.UnknownKey);
        var key = await ring.FindAsync(KeyPurpose.Cards, Base64Url.EncodeToString(item.Kid), cancel);
        if (key is null)
            return CardCodeReading.Refused(Verdicts.UnknownKey);
        if (!IsGenuine(item, key))
            return CardCodeReading.Refused(Verdicts.BadSignature);

        var issuedAt = DateTimeOffset.FromUnixTimeSeconds(item.Claims.IssuedAt);
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(item.Claims.ExpiresAt);
        var refusal =
            issuedAt > now + Leeway ? Verdicts.FromTheFuture
            : expiresAt < now - Leeway ? Verdicts.ExpiredCode
            : null;
        return new CardCodeReading(
            refusal?.Code,
            item.Claims.Handle.ToArray(),
            item.Claims.Cti.ToArray(),
            item.Claims.Level,
            issuedAt,
            expiresAt,
            item.Claims.Relation
        );
    }

    private static CardCodeItem? Parse(string text)
    {
        // No base45 text ends in a space: the last of three characters is a letter at most, the last of two a digit.
        var trimmed = text.AsSpan().Trim(" \t\r\n");
        if (trimmed.Length > MaxLength || !trimmed.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        return Base45.Decode(trimmed[Prefix.Length..]) is { } bytes ? CardCodeItem.Parse(bytes) : null;
    }

    private bool IsGenuine(CardCodeItem item, SigningKey key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(CardCodeItem.EncodeToBeSigned(item.Protected.Span, item.Payload.Span), hash);
        return keys.Verify(key, hash, item.Signature.Span);
    }
}
