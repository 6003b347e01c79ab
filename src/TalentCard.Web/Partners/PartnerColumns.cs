using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Partners;
using TalentCard.Contracts.Reference;

namespace TalentCard.Web.Partners;

/// <summary>The columns of the lists of partners and of all their service points.</summary>
internal static class PartnerColumns
{
    public static IReadOnlyList<ListColumn<Partner>> Of(IStringLocalizer t, ReferenceData reference) =>
        [
            new("名称", "name", row => row.Name) { Always = true },
            new("英文名称", "nameEn", row => row.NameEn) { Off = true },
            new("类型", "kind", row => reference.KindName(row.Kind)),
            new("所属县区", "division", row => reference.DivisionName(row.Division)),
            new("服务点", "points", row => row.ServicePoints) { Class = "text-md-end digits" },
            new("联系人", "contact", row => row.Contact),
            new("状态", "state", row => t[row.Active ? "启用" : "停用"]) { Look = row => row.Active ? "good" : "over" },
        ];

    public static IReadOnlyList<ListColumn<ServicePoint>> OfServicePoints(IStringLocalizer t, ReferenceData reference) =>
        [
            new("合作单位", "partner", row => row.PartnerName),
            new("名称", "name", row => row.Name),
            new("英文名称", "nameEn", row => row.NameEn),
            new("类型", "kind", row => reference.KindName(row.Kind)),
            new("所属县区", "division", row => reference.DivisionName(row.Division)),
            new("地址", "address", row => row.Address),
            new("英文地址", "addressEn", row => row.AddressEn),
            new("状态", "state", row => t[row.Active ? "启用" : "停用"]),
        ];
}
