using System.Text.Json;
using System.Text.RegularExpressions;
using TalentCard.Testing;

namespace TalentCard.Web.Tests.Language;

/// <summary>
/// All that people read in Chinese: the texts of the pages, the refusals, what is found in lists, and the messages. One style of
/// brackets and spaces, and one word for one act.
/// </summary>
public sealed partial class WritingChinese
{
    private const string Han = @"[\u4e00-\u9fff]";

    // The word that is used, what it must not be called, and where that other word means something else.
    private static readonly (string Word, string Others, string? Except)[] Glossary =
    [
        ("核验", "查验|验卡", null),
        ("核销", "兑换|兑付", null),
        ("撤销", "撤回", null),
        ("提交", "递交|上报|呈报", null),
        ("审批", "批准|核准", "批准日期|批准文号|批准信息|^批准$"),
        ("退回", "驳回|打回", null),
        ("派单", "分派|转办|派出", null),
        ("答复", "回复", null),
        ("回访", "复访", null),
        ("办结", "结案|完结", null),
        ("挂失", "冻结|暂停使用", null),
        ("补发", "补办", null),
        ("注销", "吊销", null),
        ("续期", "续卡", null),
        ("陪同", "同行", null),
        ("逾期", "超期", null),
        ("更正", "改正", null),
        ("起始日期", "开始日期", null),
        ("截止日期", "结束日期", null),
        ("来电人", "咨询人", null),
        ("持卡人", "卡主", null),
        ("服务点", "网点", null),
        ("县区", "区县", null),
        ("登录", "登陆", null),
        ("账号", "帐号|帐户|账户", null),
        ("确认", "确定要", null),
    ];

    private static readonly IReadOnlyList<(string Text, string File)> Texts =
    [
        .. Files("src/TalentCard.Web", "*.en.json")
            .SelectMany(file =>
                JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!.Keys.Select(text => (text, file))
            ),
        .. Files("src/TalentCard.Contracts", "*Problems.cs")
            .Concat(Files("src/TalentCard.Contracts", "Verdicts.cs"))
            .Concat(Files("src/TalentCard.Core", "*Findings.cs"))
            .Concat(Files("src/TalentCard.Core", "*ListCheck.cs"))
            .Concat(Files("src/TalentCard.Api", "*Texts.cs"))
            .Concat(Files("src/TalentCard.Core", "message-kinds.json"))
            .SelectMany(file => Literal().Matches(File.ReadAllText(file)).Select(match => (match.Groups[1].Value, file))),
    ];

    [Theory]
    [InlineData($@"[(\[] ?{Han}|{Han} ?[)\]]|{Han} ?\(|\) ?{Han}", "brackets are full-width: （）")]
    [InlineData($@"{Han}\s*[,;:!?]|[,;:!?]\s*{Han}", "punctuation is full-width: ，；：！？")]
    [InlineData(@"\s[，。；：！？、（）《》“”]|[，。；：！？、（《]\s", "no space beside punctuation")]
    [InlineData($@"{Han}\s+{Han}", "no space between Chinese characters")]
    [InlineData($"{Han}[A-Za-z0-9]|[A-Za-z0-9]{Han}", "one space between Chinese and Latin letters or digits")]
    [InlineData(@"\S  \S", "one space, not two")]
    public void Keeps_one_style(string fault, string rule)
    {
        Texts.Count.ShouldBeGreaterThan(1800);
        Texts.Where(text => Regex.IsMatch(text.Text, fault)).Select(text => $"{text.Text} ({text.File})").ShouldBeEmpty(rule);
    }

    [Fact]
    public void Has_one_word_for_one_act() =>
        (
            from entry in Glossary
            from text in Texts
            let rest = entry.Except is null ? text.Text : Regex.Replace(text.Text, entry.Except, "")
            where Regex.IsMatch(rest, entry.Others)
            select $"{entry.Word}: {text.Text} ({text.File})"
        ).ShouldBeEmpty();

    [Fact]
    public void Uses_every_word_of_the_glossary() =>
        Glossary
            .Where(entry => !Texts.Any(text => text.Text.Contains(entry.Word, StringComparison.Ordinal)))
            .Select(entry => entry.Word)
            .ShouldBeEmpty();

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(Repository.PathOf(folder), pattern, SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal)
            );

    // A text with Chinese in it: no English sentence that names something Chinese, and no code of two signs.
    [GeneratedRegex(@"""((?![A-Z][a-z]+ [a-z])(?=[^""]{3})[^""\\\r\n]*[\u4e00-\u9fff][^""\\\r\n]*)""")]
    private static partial Regex Literal();
}
