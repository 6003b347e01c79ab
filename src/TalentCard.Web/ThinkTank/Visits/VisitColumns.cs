using Microsoft.Extensions.Localization;
using TalentCard.Contracts.ThinkTank;

namespace TalentCard.Web.ThinkTank.Visits;

/// <summary>The columns of a list of visits.</summary>
internal static class VisitColumns
{
    public static IReadOnlyList<ListColumn<ServiceLog>> Of(IStringLocalizer t, IReadOnlyList<Speciality> tree) =>
        [
            new("日期", "day", row => row.VisitedOn)
            {
                Always = true,
                Class = "digits text-nowrap",
                Link = row => $"/office/think-tank/visits/{row.Id}",
            },
            new("专家", "expert", row => row.Expert),
            new("村或企业", "advisee", row => row.Advisee),
            new("地点", "place", row => row.Place) { Off = true },
            new("内容", "subject", row => tree.Names([row.Subject])),
            new("结果", "result", row => row.Result) { Off = true },
            new("村的评价", "rating", row => row.Rating) { Class = "digits" },
            new("村里的话", "word", row => row.Word) { Off = true },
            new("状态", "counts", row => t[row.Counts ? "有效" : "待确认"]) { Look = row => row.Counts ? "good" : "waiting" },
        ];
}
