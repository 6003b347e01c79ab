using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.Cose;
using TalentCard.Core.CardCodes;
using TalentCard.Core.Keys;

namespace TalentCard.Core.Tests.CardCodes;

/// <summary>Our COSE against .NET's own (System.Security.Cryptography.Cose), which knows nothing of ours.</summary>
public sealed class CheckingCodesByTheLibrary(CardCodeDesk desk) : IClassFixture<CardCodeDesk>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_code_of_ours_is_genuine_to_the_library_and_says_the_same()
    {
        var (key, bytes) = (await KeyAsync(), await MintedAsync());

        var message = CoseMessage.DecodeSign1(bytes);

        message.VerifyEmbedded((ECDsa)key.Key).ShouldBeTrue();
        var item = CardCodeItem.Parse(bytes)!;
        message.Content!.Value.ToArray().ShouldBe(item.Payload.ToArray());
        message.ProtectedHeaders[CoseHeaderLabel.Algorithm].GetValueAsInt32().ShouldBe(-7);
        Base64Url.EncodeToString(message.ProtectedHeaders[CoseHeaderLabel.KeyIdentifier].GetValueAsBytes()).ShouldBe(key.Kid);
        message.UnprotectedHeaders.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_code_of_the_librarys_is_genuine_to_us()
    {
        var signed = await SignedByTheLibraryAsync((_, _) => { });

        var reading = await ReadAsync(signed);

        reading.Refusal.ShouldBeNull();
        reading.Handle.ShouldBe(CardCodeDesk.Handle);
        reading.Cti.ShouldBe(CardCodeDesk.Cti);
    }

    [Fact]
    public async Task What_the_library_takes_beside_the_one_form_is_malformed_to_us()
    {
        var key = (ECDsa)(await KeyAsync()).Key;
        foreach (
            var other in new[]
            {
                await SignedByTheLibraryAsync((head, _) => head.Add(CoseHeaderLabel.ContentType, CoseHeaderValue.FromInt32(61))),
                await SignedByTheLibraryAsync((_, tail) => tail.Add(CoseHeaderLabel.ContentType, CoseHeaderValue.FromInt32(61))),
                // Without the tag, and with a length that is longer than it need be.
                (await MintedAsync())[1..],
                Lengthened(await MintedAsync()),
            }
        )
        {
            CoseMessage.DecodeSign1(other).VerifyEmbedded(key).ShouldBeTrue();
            (await ReadAsync(other)).Refusal.ShouldBe("malformed");
        }
    }

    [Fact]
    public async Task What_is_altered_neither_takes()
    {
        var (key, genuine) = ((ECDsa)(await KeyAsync()).Key, await MintedAsync());
        for (var at = 0; at < genuine.Length; at++)
        {
            var altered = (byte[])genuine.Clone();
            altered[at] ^= 1;
            Takes(altered, key).ShouldBeFalse();
            (await ReadAsync(altered)).Refusal.ShouldBeOneOf("malformed", "unknown_key", "bad_signature");
        }
    }

    private static bool Takes(byte[] bytes, ECDsa key)
    {
        try
        {
            return CoseMessage.DecodeSign1(bytes).VerifyEmbedded(key);
        }
        catch (Exception exception) when (exception is CryptographicException or InvalidOperationException)
        {
            return false;
        }
    }

    // The protected header's length as a byte of its own (0x4d is 0x58 0x0d): the same to the signature.
    private static byte[] Lengthened(byte[] bytes) => [.. bytes[..2], 0x58, (byte)(bytes[2] - 0x40), .. bytes[3..]];

    private ValueTask<SigningKey> KeyAsync() => desk.Ring.CurrentAsync(KeyPurpose.Cards, Cancel);

    private async Task<byte[]> MintedAsync() =>
        Base45.Decode((await desk.Minter.MintAsync(CardCodeDesk.Handle, Cancel)).Text.AsSpan(CardCodeReader.Prefix.Length))!;

    private ValueTask<CardCodeReading> ReadAsync(byte[] bytes) =>
        desk.Reader.ReadAsync(Base45.Encode(CardCodeReader.Prefix, bytes), desk.Clock.GetUtcNow(), Cancel);

    private async Task<byte[]> SignedByTheLibraryAsync(Action<CoseHeaderMap, CoseHeaderMap> more)
    {
        var (key, now) = (await KeyAsync(), desk.Clock.GetUtcNow().ToUnixTimeSeconds());
        var claims = new CardClaims(
            "huainan",
            now + CardCodeItem.MintedLife,
            now,
            CardCodeDesk.Cti,
            CardCodeDesk.Handle,
            CardCodeItem.Minted
        );
        var (head, tail) = (new CoseHeaderMap(), new CoseHeaderMap());
        head.Add(CoseHeaderLabel.KeyIdentifier, CoseHeaderValue.FromBytes(Base64Url.DecodeFromChars(key.Kid)));
        more(head, tail);
        return CoseSign1Message.SignEmbedded(
            CardCodeItem.EncodeClaims(claims),
            new CoseSigner((ECDsa)key.Key, HashAlgorithmName.SHA256, head, tail)
        );
    }
}
