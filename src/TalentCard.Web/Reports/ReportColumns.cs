using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Reports;

namespace TalentCard.Web.Reports;

/// <summary>The columns of the list of reports.</summary>
internal static class ReportColumns
{
    public static IReadOnlyList<ListColumn<ReportSummary>> Of(IStringLocalizer t) =>
        [
            new("类型", "kind", row => t[ReportWords.Kinds.Of(row.Kind)]) { Always = true },
            new("期号", "number", row => BulletinText.Number(row)) { Off = true, Class = "digits" },
            new("期间", "period") { Class = "digits" },
            new("起始日期", "firstDay", row => row.FirstDay) { Off = true, Class = "digits" },
            new("截止日期", "lastDay", row => row.LastDay) { Off = true, Class = "digits" },
            new("状态", "state", row => t[ReportWords.States.Of(row.State)]) { Look = row => ReportWords.Look(row.State) },
            new("起草时间", "made", row => row.MadeAt) { Class = "digits" },
            new("审批人", "approved", row => row.ApprovedBy),
            new("审批时间", "approvedAt", row => row.ApprovedAt) { Off = true, Class = "digits" },
            new("发出时间", "sent", row => row.SentAt) { Off = true, Class = "digits" },
        ];
}
