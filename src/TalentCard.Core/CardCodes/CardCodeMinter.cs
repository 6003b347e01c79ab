using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using TalentCard.Contracts.CardCodes;
using TalentCard.Core.Keys;

namespace TalentCard.Core.CardCodes;

/// <summary>Makes the codes that a card is shown by.</summary>
public sealed class CardCodeMinter
{
    private readonly SigningKeyRing ring;
    private readonly CardKeys keys;
    private readonly TimeProvider time;
    private readonly string issuer;

    internal CardCodeMinter(SigningKeyRing ring, CardKeys keys, IConfiguration configuration, TimeProvider time)
    {
        this.ring = ring;
        this.keys = keys;
        this.time = time;
        issuer = CardCodeServices.IssuerOf(configuration);
    }

    /// <summary>A code for the phone: lives 60 s, and no two are alike.</summary>
    /// <param name="handle">The card's handle, or a dependant's; 8 bytes.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <param name="relation">What the dependant is to the holder; null: it is the holder's.</param>
    public async ValueTask<CardCode> MintAsync(byte[] handle, CancellationToken cancel, string? relation = null)
    {
        var key = await ring.CurrentAsync(KeyPurpose.Cards, cancel);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var cti = RandomNumberGenerator.GetBytes(CardCodeItem.IdSize);
        return Sign(key, new CardClaims(issuer, now + CardCodeItem.MintedLife, now, cti, handle, CardCodeItem.Minted, relation));
    }

    /// <summary>A code for the plastic card: good to the end of the card's last day in Asia/Shanghai.</summary>
    /// <param name="handle">The card's handle, 8 bytes.</param>
    /// <param name="cti">The card's unchanging cti, 8 bytes.</param>
    /// <param name="validTo">The card's last day; not in the past.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async ValueTask<CardCode> PrintAsync(byte[] handle, byte[] cti, DateOnly validTo, CancellationToken cancel)
    {
        var key = await ring.CurrentAsync(KeyPurpose.Cards, cancel);
        var end = validTo.AddDays(1).StartOfDay();
        // A code never outlives the key that verifies it.
        var expiresAt = end < key.VerifiesUntil ? end : key.VerifiesUntil;
        return Sign(
            key,
            new CardClaims(
                issuer,
                expiresAt.ToUnixTimeSeconds(),
                time.GetUtcNow().ToUnixTimeSeconds(),
                cti,
                handle,
                CardCodeItem.Printed
            )
        );
    }

    private CardCode Sign(SigningKey key, CardClaims claims)
    {
        if (claims.Handle.Length != CardCodeItem.IdSize || claims.Cti.Length != CardCodeItem.IdSize)
            throw new ArgumentException("A handle and a cti have 8 bytes.", nameof(claims));
        Span<byte> kid = stackalloc byte[CardCodeItem.IdSize];
        Base64Url.DecodeFromChars(key.Kid, kid);
        var header = CardCodeItem.EncodeProtected(kid);
        var payload = CardCodeItem.EncodeClaims(claims);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(CardCodeItem.EncodeToBeSigned(header, payload), hash);
        Span<byte> signature = stackalloc byte[CardCodeItem.SignatureSize];
        keys.Sign(key, hash, signature);
        return new CardCode(
            Base45.Encode(CardCodeReader.Prefix, CardCodeItem.Encode(header, payload, signature)),
            DateTimeOffset.FromUnixTimeSeconds(claims.IssuedAt),
            DateTimeOffset.FromUnixTimeSeconds(claims.ExpiresAt)
        );
    }
}
