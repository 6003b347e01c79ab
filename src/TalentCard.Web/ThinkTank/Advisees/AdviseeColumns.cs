using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Reference;
using TalentCard.Contracts.ThinkTank;

namespace TalentCard.Web.ThinkTank.Advisees;

/// <summary>The columns of the list of villages and firms.</summary>
internal static class AdviseeColumns
{
    public static IReadOnlyList<ListColumn<Advisee>> Of(
        IStringLocalizer t,
        IReadOnlyList<Speciality> tree,
        ReferenceData reference
    ) =>
        [
            new("名称", "name", row => row.Name) { Always = true },
            new("类型", "kind", row => t[ThinkTankWords.Kinds.Of(row.Kind)]),
            new("重点村", "key", row => t[row.IsKey ? "是" : "否"]) { Off = true },
            new("所属县区", "division", row => reference.DivisionName(row.Division)),
            new("需求", "needs", row => tree.Names(row.Needs)),
            new("产业", "produce", row => row.Produce),
            new("方言", "dialect", row => row.Dialect) { Off = true },
            new("结对专家", "expert", row => row.Expert),
            new("状态", "state", row => t[row.Active ? "启用" : "停用"])
            {
                Off = true,
                Look = row => row.Active ? "good" : "over",
            },
        ];
}
