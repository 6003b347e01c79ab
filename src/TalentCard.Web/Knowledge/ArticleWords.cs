using Microsoft.Extensions.Localization;

namespace TalentCard.Web.Knowledge;

/// <summary>The knowledge base's codes in Chinese words, which are the keys of their translations.</summary>
internal static class ArticleWords
{
    public static readonly IReadOnlyDictionary<string, string> States = new Dictionary<string, string>
    {
        ["draft"] = "草稿",
        ["review"] = "待审核",
        ["published"] = "已发布",
        ["rejected"] = "审核未通过",
        ["withdrawn"] = "已撤下",
    };

    /// <summary>How a version's state looks.</summary>
    public static string Look(string state) =>
        state switch
        {
            "published" => "good",
            "draft" or "review" => "waiting",
            "rejected" => "bad",
            _ => "over",
        };

    /// <summary>From when to when, in words.</summary>
    public static string Valid(IStringLocalizer t, DateOnly from, DateOnly? to) =>
        to is { } end ? t["{0} 至 {1}", Display.Day(from), Display.Day(end)] : t["{0} 起", Display.Day(from)];
}
