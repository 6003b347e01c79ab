using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Organisations;
using TalentCard.Contracts.Reference;

namespace TalentCard.Web.Organisations;

/// <summary>The columns of the list of organisations.</summary>
internal static class OrganisationColumns
{
    public static IReadOnlyList<ListColumn<Organisation>> Of(IStringLocalizer t, ReferenceData reference) =>
        [
            new("统一社会信用代码", "creditCode", row => row.CreditCode) { Class = "digits" },
            new("单位名称", "name", row => row.Name) { Always = true },
            new("英文名称", "nameEn", row => row.NameEn) { Off = true },
            new("类型", "kind", row => t[OrganisationWords.Kinds.Of(row.Kind)]),
            new("所属产业", "industry", row => row.Industry),
            new("所属县区", "division", row => row.Division is { } code ? reference.DivisionName(code) : null),
            new("规模", "scale", row => row.Scale is { } scale ? t[OrganisationWords.Scales.Of(scale)] : null),
            new("人才数", "talents", row => row.Talents) { Class = "text-md-end digits" },
            new("状态", "state", row => t[OrganisationWords.States.Of(row.State)])
            {
                Look = row => row.State == "active" ? "good" : "over",
            },
        ];
}
