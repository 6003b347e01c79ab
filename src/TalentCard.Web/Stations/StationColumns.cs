using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Reference;
using TalentCard.Contracts.Stations;

namespace TalentCard.Web.Stations;

/// <summary>The columns of the list of stations; those that an import reads bear the same names.</summary>
internal static class StationColumns
{
    public static IReadOnlyList<ListColumn<Station>> Of(
        IStringLocalizer t,
        ReferenceData reference,
        IReadOnlyList<Discipline> disciplines
    ) =>
        [
            new("站点名称", "name", row => row.Name) { Always = true },
            new("类型", "kind", row => t[StationWords.Kinds.Of(row.Kind)]),
            new("批准日期", "approved", row => row.ApprovedOn) { Class = "digits text-nowrap" },
            new("批准文号", "document", row => row.ApprovalDocument) { Off = true },
            new("设站单位", "host", row => row.Host) { Off = true },
            new("所属县区", "division", row => row.Division is { } division ? reference.DivisionName(division) : null),
            new("研究领域", "disciplines", row => row.Disciplines.Select(disciplines.NameOf)) { Off = true },
            new("联系人", "contact", row => row.Contact) { Off = true },
            new("在站人数", "residents", row => row.InResidence) { Class = "digits" },
        ];
}
