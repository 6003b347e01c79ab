using FsCheck.Fluent;
using TalentCard.Core.CardCodes;
using TalentCard.Core.Keys;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.CardCodes;

public sealed class ReadingCardCodes(CardCodeDesk desk) : IClassFixture<CardCodeDesk>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => desk.Clock.GetUtcNow();

    [Fact]
    public async Task A_minted_code_is_read_as_it_was_made()
    {
        var code = await desk.Minter.MintAsync(CardCodeDesk.Handle, Cancel);

        var reading = await desk.Reader.ReadAsync(code.Text, Now, Cancel);

        reading.Refusal.ShouldBeNull();
        reading.Handle.ShouldBe(CardCodeDesk.Handle);
        reading.Level.ShouldBe(1);
        (reading.IssuedAt, reading.ExpiresAt).ShouldBe((Now, Now.AddSeconds(60)));
        (code.IssuedAt, code.ExpiresAt).ShouldBe((reading.IssuedAt, reading.ExpiresAt));
    }

    [Theory]
    [InlineData("spouse", null)]
    [InlineData("cousin", "malformed")]
    public async Task A_dependants_code_says_what_they_are_to_the_holder(string relation, string? refusal)
    {
        var code = await desk.Minter.MintAsync(CardCodeDesk.Handle, Cancel, relation);

        var reading = await desk.Reader.ReadAsync(code.Text, Now, Cancel);

        reading.Refusal.ShouldBe(refusal);
        reading.Relation.ShouldBe(refusal is null ? relation : null);
    }

    [Fact]
    public async Task No_two_codes_are_alike()
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < 200; i++)
        {
            var code = await desk.Minter.MintAsync(CardCodeDesk.Handle, Cancel);
            ids.Add(Convert.ToHexString((await desk.Reader.ReadAsync(code.Text, Now, Cancel)).Cti)).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_printed_code_is_good_to_the_end_of_the_cards_last_day()
    {
        var code = await desk.Minter.PrintAsync(CardCodeDesk.Handle, CardCodeDesk.Cti, new DateOnly(2028, 2, 29), Cancel);
        var end = new DateTimeOffset(2028, 3, 1, 0, 0, 0, TimeSpan.FromHours(8));

        code.ExpiresAt.ShouldBe(end);
        var last = await desk.Reader.ReadAsync(code.Text, end.AddSeconds(-1), Cancel);
        last.Refusal.ShouldBeNull();
        (last.Level, Convert.ToHexString(last.Cti)).ShouldBe((0, Convert.ToHexString(CardCodeDesk.Cti)));
        (await desk.Reader.ReadAsync(code.Text, end.AddSeconds(16), Cancel)).Refusal.ShouldBe("expired_code");
    }

    [Fact]
    public async Task A_printed_code_never_outlives_its_key()
    {
        var key = await desk.Ring.CurrentAsync(KeyPurpose.Cards, Cancel);
        var code = await desk.Minter.PrintAsync(CardCodeDesk.Handle, CardCodeDesk.Cti, new DateOnly(2099, 1, 1), Cancel);

        code.ExpiresAt.ShouldBe(key.VerifiesUntil, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(-16, "from_the_future")]
    [InlineData(-15, null)]
    [InlineData(75, null)]
    [InlineData(76, "expired_code")]
    public async Task Clocks_may_differ_by_fifteen_seconds(int seconds, string? refusal)
    {
        var code = await desk.Minter.MintAsync(CardCodeDesk.Handle, Cancel);

        var reading = await desk.Reader.ReadAsync(code.Text, Now.AddSeconds(seconds), Cancel);

        reading.Refusal.ShouldBe(refusal);
        reading.Handle.ShouldBe(CardCodeDesk.Handle);
    }

    [Fact]
    public async Task No_single_altered_byte_is_accepted()
    {
        var code = await desk.Minter.MintAsync(CardCodeDesk.Handle, Cancel);
        var bytes = Base45.Decode(code.Text.AsSpan(CardCodeReader.Prefix.Length))!;
        for (var at = 0; at < bytes.Length; at++)
        {
            for (var mask = 1; mask < 256; mask += at % 2 == 0 ? 1 : 17)
            {
                var altered = (byte[])bytes.Clone();
                altered[at] ^= (byte)mask;
                var reading = await desk.Reader.ReadAsync(Base45.Encode(CardCodeReader.Prefix, altered), Now, Cancel);
                reading.Refusal.ShouldBeOneOf("malformed", "unknown_key", "bad_signature");
                reading.Handle.ShouldBeEmpty();
            }
        }
    }

    [Fact]
    public async Task No_single_altered_character_is_accepted()
    {
        var text = (await desk.Minter.MintAsync(CardCodeDesk.Handle, Cancel)).Text;
        for (var at = 0; at < text.Length; at++)
        {
            foreach (var other in "0AZ $:az\0é\u202e\ud800".Where(other => other != text[at]))
            {
                var altered = $"{text[..at]}{other}{text[(at + 1)..]}";
                (await desk.Reader.ReadAsync(altered, Now, Cancel)).Refusal.ShouldBeOneOf(
                    "malformed",
                    "unknown_key",
                    "bad_signature"
                );
            }
        }
    }

    [Fact]
    public void No_text_whatever_throws_or_is_accepted() =>
        Prop.ForAll<string, byte[]>(
                (text, bytes) =>
                {
                    foreach (
                        var scanned in new[]
                        {
                            text ?? "",
                            $"YC1:{text}",
                            Base45.Encode("YC1:", bytes ?? []),
                            Base45.Encode("YC1:", [0xd2, 0x84, .. bytes ?? []]),
                        }
                    )
                        Read(scanned).Refusal.ShouldBe("malformed");
                }
            )
            .ShouldHold();

    [Fact]
    public async Task No_splicing_of_genuine_codes_throws_or_is_accepted()
    {
        var texts = new List<string>();
        for (var i = 0; i < 4; i++)
            texts.Add((await desk.Minter.MintAsync(CardCodeDesk.Handle, Cancel)).Text);
        texts.Add((await desk.Minter.PrintAsync(CardCodeDesk.Handle, CardCodeDesk.Cti, new DateOnly(2028, 2, 29), Cancel)).Text);
        var genuine = texts.Select(text => Base45.Decode(text.AsSpan(CardCodeReader.Prefix.Length))!).ToArray();

        Prop.ForAll(
                Gen.Choose(0, int.MaxValue).ArrayOf(6).ToArbitrary(),
                numbers =>
                {
                    var spliced = Splice(genuine, numbers);
                    if (genuine.Any(bytes => bytes.AsSpan().SequenceEqual(spliced)))
                        return;
                    Read(Base45.Encode(CardCodeReader.Prefix, spliced))
                        .Refusal.ShouldBeOneOf("malformed", "unknown_key", "bad_signature");
                }
            )
            .ShouldHold(1000);
    }

    [Fact]
    public async Task Many_threads_make_and_read_at_once()
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 2000),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancel },
            async (_, cancel) =>
            {
                var code = await desk.Minter.MintAsync(CardCodeDesk.Handle, cancel);
                (await desk.Reader.ReadAsync(code.Text, Now, cancel)).Refusal.ShouldBeNull();
                var altered = $"{code.Text[..^1]}{(code.Text[^1] == '0' ? '1' : '0')}";
                (await desk.Reader.ReadAsync(altered, Now, cancel)).Refusal.ShouldNotBeNull();
            }
        );
    }

    private CardCodeReading Read(string text) => desk.Reader.ReadAsync(text, Now, Cancel).AsTask().GetAwaiter().GetResult();

    // The head of one code, the tail of another, and a byte or two that are of neither.
    private static byte[] Splice(byte[][] genuine, int[] numbers)
    {
        var (head, tail) = (genuine[numbers[0] % genuine.Length], genuine[numbers[1] % genuine.Length]);
        var cut = numbers[2] % (Math.Min(head.Length, tail.Length) + 1);
        byte[] spliced = [.. head[..cut], .. tail[cut..]];
        if (numbers[3] % 3 == 0)
            spliced[numbers[4] % spliced.Length] = (byte)numbers[5];
        if (numbers[3] % 5 == 0)
            spliced = spliced[..(numbers[4] % spliced.Length)];
        return spliced;
    }
}
