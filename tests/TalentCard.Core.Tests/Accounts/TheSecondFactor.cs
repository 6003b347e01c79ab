using TalentCard.Core.Accounts;

namespace TalentCard.Core.Tests.Accounts;

public sealed class TheSecondFactor
{
    private static readonly byte[] Key = "12345678901234567890"u8.ToArray();

    // RFC 6238, appendix B, whose eight digits end in these six.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Gives_the_codes_of_the_RFC(long seconds, string code) =>
        Totp.CodeAt(Key, DateTimeOffset.FromUnixTimeSeconds(seconds)).ShouldBe(code);

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void Takes_a_code_of_half_a_minute_either_way(int offset, bool taken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1111111111);
        (Totp.Match(Key, Totp.CodeAt(Key, now.AddSeconds(offset)), now) is not null).ShouldBe(taken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("05047")]
    [InlineData("0504711")]
    public void Takes_nothing_of_another_length(string code) =>
        Totp.Match(Key, code, DateTimeOffset.FromUnixTimeSeconds(1111111111)).ShouldBeNull();

    [Fact]
    public void Is_typed_in_base32() => Totp.ToText(Key).ShouldBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}
