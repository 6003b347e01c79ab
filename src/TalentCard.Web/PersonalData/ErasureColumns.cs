using Microsoft.Extensions.Localization;
using TalentCard.Contracts.PersonalData;

namespace TalentCard.Web.PersonalData;

/// <summary>The columns of talents' wishes to have their data erased.</summary>
internal static class ErasureColumns
{
    public static IReadOnlyList<ListColumn<ErasureRequest>> Of(IStringLocalizer t) =>
        [
            new("姓名", "name", row => row.Name) { Always = true },
            new("申请时间", "requested", row => row.RequestedAt) { Class = "digits text-nowrap" },
            new("状态", "state", row => t[CodeWords.BatchStates.Of(row.State)]),
            new("处理人", "by", row => row.DecidedBy) { Off = true },
            new("处理时间", "decided", row => row.DecidedAt) { Off = true, Class = "digits text-nowrap" },
            new("处理意见", "decision", row => row.Decision) { Off = true },
        ];
}
