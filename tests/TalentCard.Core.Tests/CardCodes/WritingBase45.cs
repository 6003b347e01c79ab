using System.Text;
using FsCheck.Fluent;
using TalentCard.Core.CardCodes;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.CardCodes;

/// <summary>The examples of RFC 9285, and what holds for every input.</summary>
public sealed class WritingBase45
{
    [Theory]
    [InlineData("AB", "BB8")]
    [InlineData("Hello!!", "%69 VD92EX0")]
    [InlineData("base-45", "UJCLQE7W581")]
    [InlineData("ietf!", "QED8WEX0")]
    [InlineData("", "")]
    public void The_examples_of_the_RFC_hold_both_ways(string plain, string text)
    {
        Base45.Encode("", Encoding.ASCII.GetBytes(plain)).ShouldBe(text);
        Base45.Decode(text).ShouldBe(Encoding.ASCII.GetBytes(plain));
    }

    [Fact]
    public void The_largest_values_fit_and_larger_ones_are_refused()
    {
        Base45.Decode("FGW").ShouldBe([0xff, 0xff]);
        Base45.Decode("GGW").ShouldBeNull();
        Base45.Decode("U5").ShouldBe([0xff]);
        Base45.Decode("V5").ShouldBeNull();
        Base45.Decode(":::").ShouldBeNull();
    }

    [Theory]
    [InlineData("A")]
    [InlineData("AAAA")]
    [InlineData("bb8")]
    [InlineData("BB8\n")]
    [InlineData("BB=")]
    public void What_is_no_base45_is_refused(string text) => Base45.Decode(text).ShouldBeNull();

    [Fact]
    public void Every_byte_string_comes_back() =>
        Prop.ForAll<byte[]>(bytes => Base45.Decode(Base45.Encode("", bytes)).ShouldBe(bytes)).ShouldHold();

    [Fact]
    public void Every_text_that_decodes_is_the_one_text_of_its_bytes() =>
        Prop.ForAll<string>(text =>
            {
                if (text is not null && Base45.Decode(text) is { } bytes)
                    Base45.Encode("", bytes).ShouldBe(text);
            })
            .ShouldHold();
}
