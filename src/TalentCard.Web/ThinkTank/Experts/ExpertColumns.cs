using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Reference;
using TalentCard.Contracts.ThinkTank;

namespace TalentCard.Web.ThinkTank.Experts;

/// <summary>The columns of the list of experts.</summary>
internal static class ExpertColumns
{
    public static IReadOnlyList<ListColumn<Expert>> Of(
        IStringLocalizer t,
        IReadOnlyList<Speciality> tree,
        ReferenceData reference
    ) =>
        [
            new("姓名", "name", row => row.Name) { Always = true },
            new("职称", "title", row => row.Title) { Off = true },
            new("工作单位", "employer", row => row.Employer),
            new("专业", "specialities", row => tree.Names(row.Specialities)),
            new("所属县区", "division", row => reference.DivisionName(row.Division)),
            new("方言", "dialect", row => row.Dialect) { Off = true },
            new("结对 / 容量", "load") { Class = "digits text-nowrap" },
            new("结对", "paired", row => row.Paired) { Off = true, Class = "digits" },
            new("每年可结对数", "capacity", row => row.Capacity) { Off = true, Class = "digits" },
            new("可服务起始日", "availableFrom", row => row.AvailableFrom) { Off = true, Class = "digits text-nowrap" },
            new("可服务截止日", "availableTo", row => row.AvailableTo) { Off = true, Class = "digits text-nowrap" },
            new("状态", "state", row => t[row.Active ? "启用" : "停用"]) { Look = row => row.Active ? "good" : "over" },
        ];
}
