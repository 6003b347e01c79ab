using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using TalentCard.Client;
using TalentCard.Contracts;
using TalentCard.Web.Api;

namespace TalentCard.Web.Tests;

public sealed partial class SayingWhatIsWrong(TalentCardWeb web) : IClassFixture<TalentCardWeb>
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Every_rule_of_a_field_has_words_of_the_pages(string language)
    {
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        var texts = web.Services.GetRequiredService<IStringLocalizer>();
        var said = typeof(ListQuery)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetProperties())
            .SelectMany(property => property.GetCustomAttributes<ValidationAttribute>())
            // It says what is wrong with each element.
            .Where(rule => rule is not EachAttribute)
            .Select(rule => rule.FormatErrorMessage("Member"))
            .Distinct()
            .ToList();
        said.Count.ShouldBeGreaterThan(20);
        foreach (var error in said)
        {
            var words = InWords(error, texts);
            words.ShouldNotContain("Member", Case.Sensitive, error);
            words.ShouldNotBe(texts["请核对此项"], error);
            if (language == "zh-CN")
                Latin().IsMatch(words).ShouldBeFalse($"{error}: {words}");
        }
    }

    [Theory]
    [InlineData("something that nobody has put into words", "请核对此项")]
    [InlineData("[2]: required", "请填写此项")]
    [InlineData("within 09:00-12:00, 14:00-17:30", "可选 09:00-12:00, 14:00-17:30")]
    [InlineData("HN-2022-0001", "HN-2022-0001")]
    [InlineData("请选择承办单位", "请选择承办单位")]
    public void What_the_Api_says_of_a_field_is_said_in_Chinese(string error, string words)
    {
        CultureInfo.CurrentUICulture = new CultureInfo("zh-CN");
        InWords(error, web.Services.GetRequiredService<IStringLocalizer>()).ShouldBe(words);
    }

    private static string InWords(string error, IStringLocalizer texts) =>
        new ApiProblem(400, "invalid_request", "", "", new Dictionary<string, string[]> { ["member"] = [error] })
            .InWords(texts)
            .For("member")
            .ShouldHaveSingleItem();

    [GeneratedRegex("[A-Za-z]")]
    private static partial Regex Latin();
}
