namespace TalentCard.Core.Tests.CardCodes;

/// <summary>What becomes of a good code between a scanner and the text field.</summary>
public sealed class ReadingWhatScannersType(CardCodeDesk desk) : IClassFixture<CardCodeDesk>
{
    // What each key of the American layout writes where the computer reads by another one, with and without Shift.
    private const string American = "1234567890;:QAZWMYqazwmy";
    private const string French = "&é\"'(-è_çàmMAQWZ?Yaqwz,y";
    private const string German = "1234567890öÖQAYWMZqaywmz";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("]Q1", "")]
    [InlineData("", "\r\n")]
    [InlineData("\u0002", "\u0003")]
    [InlineData("", "\u001d")]
    [InlineData("\ufeff", "")]
    [InlineData(" \u200b]Q3 ", "\t ")]
    public async Task It_is_read_whatever_the_scanner_puts_around_it(string before, string after) =>
        (await RefusalAsync(code => before + code + after)).ShouldBeNull();

    [Fact]
    public async Task It_is_read_when_CapsLock_turned_every_letter() =>
        (await RefusalAsync(code => code.ToLowerInvariant())).ShouldBeNull();

    [Fact]
    public async Task It_is_read_in_wide_letters_and_with_a_Chinese_colon()
    {
        (await RefusalAsync(code => code.Replace(':', '：'))).ShouldBeNull();
        (
            await RefusalAsync(code => string.Concat(code.Select(one => one == ' ' ? '\u3000' : (char)(one + 0xfee0))))
        ).ShouldBeNull();
    }

    [Fact]
    public async Task A_Chinese_input_method_that_composed_letters_is_named() =>
        (await RefusalAsync(code => $"一次1：{code[4..20]}，{code[20..]}")).ShouldBe("input_method");

    [Theory]
    [InlineData(French)]
    [InlineData(German)]
    public async Task Another_keyboards_layout_is_named(string layout) =>
        (
            await RefusalAsync(code =>
                string.Concat(code.Select(one => American.IndexOf(one) is >= 0 and var at ? layout[at] : one))
            )
        ).ShouldBe("keyboard_layout");

    [Theory]
    [InlineData("")]
    [InlineData("\ufeff\u0002")]
    [InlineData("]Q1")]
    [InlineData("https://example.com/")]
    [InlineData("YC1:")]
    [InlineData("\ud800YC1:")]
    public async Task Anything_else_is_no_code(string text) => (await RefusalAsync(_ => text)).ShouldBe("malformed");

    private async Task<string?> RefusalAsync(Func<string, string> type)
    {
        var code = await desk.Minter.MintAsync(CardCodeDesk.Handle, Cancel);
        return (await desk.Reader.ReadScannedAsync(type(code.Text), desk.Clock.GetUtcNow(), Cancel)).Refusal;
    }
}
