using TalentCard.Contracts.PersonalData;

namespace TalentCard.Web.PersonalData;

/// <summary>The columns of talents' wishes to have their data erased.</summary>
internal static class ErasureColumns
{
    public static readonly IReadOnlyList<ListColumn<ErasureRequest>> All =
    [
        new("姓名", "name", row => row.Name) { Always = true },
        new("申请时间", "requested", row => row.RequestedAt) { Class = "digits text-nowrap" },
        new("状态", "state", row => row.State),
    ];
}
