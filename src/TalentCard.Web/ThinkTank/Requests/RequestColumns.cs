using Microsoft.Extensions.Localization;
using TalentCard.Contracts.ThinkTank;

namespace TalentCard.Web.ThinkTank.Requests;

/// <summary>The columns of the list of requests for help.</summary>
internal static class RequestColumns
{
    public static IReadOnlyList<ListColumn<HelpRequest>> Of(IStringLocalizer t, IReadOnlyList<Speciality> tree) =>
        [
            new("求助内容", "text", row => row.Text) { Always = true, Link = row => $"/office/think-tank/requests/{row.Id}" },
            new("村或企业", "advisee", row => row.Advisee),
            new("需求", "need", row => tree.Names([row.Need])),
            new("状态", "state", row => t[ThinkTankWords.RequestStates.Of(row.State)])
            {
                Look = row => ThinkTankWords.Look(row.State),
            },
            new("专家", "expert", row => row.Expert),
            new("结果", "outcome", row => row.Outcome) { Off = true },
            new("时间", "at", row => row.CreatedAt) { Class = "digits text-nowrap" },
        ];
}
