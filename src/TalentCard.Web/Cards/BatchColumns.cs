using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Cards;

namespace TalentCard.Web.Cards;

/// <summary>The columns of the list of batches of cards.</summary>
internal static class BatchColumns
{
    public static IReadOnlyList<ListColumn<CardBatch>> Of(IStringLocalizer t) =>
        [
            new("名称", "name", row => row.Name) { Always = true, Link = row => $"/office/batches/{row.Id}" },
            new("人数", "people", row => row.TalentCount) { Class = "text-md-end digits" },
            new("提交人", "proposed", row => row.CreatedBy),
            new("提交时间", "proposedAt", row => row.CreatedAt) { Off = true, Class = "digits text-nowrap" },
            new("审批人", "decided", row => row.DecidedBy),
            new("审批时间", "decidedAt", row => row.DecidedAt) { Off = true, Class = "digits text-nowrap" },
            new("状态", "state", row => t[CodeWords.BatchStates.Of(row.State)]) { Look = row => CodeWords.Look(row.State) },
            new("退回原因", "reason", row => row.Reason) { Off = true },
        ];
}
