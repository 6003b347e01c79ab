using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Knowledge;
using TalentCard.Web.Hotline;

namespace TalentCard.Web.Knowledge;

/// <summary>The columns of the list of articles.</summary>
internal static class ArticleColumns
{
    public static IReadOnlyList<ListColumn<ArticleSummary>> Of(IStringLocalizer t) =>
        [
            new("条目标题", "title", row => row.Title) { Always = true },
            new("类型", "kind", row => t[HotlineWords.Kinds.Of(row.Kind)]) { Off = true },
            new("版本", "version", row => row.Version) { Off = true, Class = "digits" },
            new("状态", "state", row => t[ArticleWords.States.Of(row.State)]),
            new("公开", "public", row => t[row.Public ? "是" : "否"]) { Off = true },
            new("有效期", "valid") { Class = "digits" },
            new("生效日期", "validFrom", row => row.ValidFrom) { Off = true, Class = "digits" },
            new("失效日期", "validTo", row => row.ValidTo) { Off = true, Class = "digits" },
            new("复核日期", "stale", row => row.StaleOn) { Off = true, Class = "digits" },
            new("引用次数", "used", row => row.UsedCount) { Class = "digits text-md-end" },
            new("最近修改", "updated", row => row.UpdatedAt) { Off = true, Class = "digits" },
        ];
}
