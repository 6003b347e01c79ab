using System.Globalization;
using TalentCard.Web.Language;

namespace TalentCard.Web.Tests.Language;

/// <summary>English tells one from many; Chinese does not.</summary>
public sealed class CountingInEnglish
{
    [Theory]
    [InlineData("en", 0, "0 cards changed")]
    [InlineData("en", 1, "1 card changed")]
    [InlineData("en", 2, "2 cards changed")]
    [InlineData("zh-CN", 1, "已办理 1 张卡")]
    public void A_count_goes_with_its_word(string language, int count, string text)
    {
        CultureInfo.CurrentUICulture = new(language);
        new Texts()["已办理 {0} 张卡", count].Value.ShouldBe(text);
    }
}
