using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Stations;

namespace TalentCard.Web.Stations;

/// <summary>The columns of the list of requests to enter and leave.</summary>
internal static class RequestColumns
{
    public static IReadOnlyList<ListColumn<PostdocRequest>> Of(IStringLocalizer t) =>
        [
            new("姓名", "name", row => row.PostdocName) { Always = true },
            new("站点", "station", row => row.StationName) { Off = true },
            new("申请", "kind", row => t[StationWords.Requests.Of(row.Kind)]),
            new("日期", "day", row => row.Day) { Off = true, Class = "digits text-nowrap" },
            new("说明", "reason", row => row.Reason),
            new("提交人", "by", row => row.ProposedBy),
            new("提交时间", "at", row => row.ProposedAt) { Off = true, Class = "digits text-nowrap" },
            new("状态", "state", row => t[CodeWords.BatchStates.Of(row.State)]),
            new("审批人", "decidedBy", row => row.DecidedBy) { Off = true },
            new("审批时间", "decidedAt", row => row.DecidedAt) { Off = true, Class = "digits text-nowrap" },
            new("原因", "decisionReason", row => row.DecisionReason) { Off = true },
        ];
}
