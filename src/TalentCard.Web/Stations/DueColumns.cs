using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Stations;

namespace TalentCard.Web.Stations;

/// <summary>The columns of the list of what falls due.</summary>
internal static class DueColumns
{
    public static IReadOnlyList<ListColumn<DueStep>> Of(IStringLocalizer t, string root) =>
        [
            new("期限", "due", row => row.Due) { Class = "digits text-nowrap" },
            new("剩余天数", "left", row => row.DaysLeft),
            new("环节", "step", row => t[StationWords.Steps.Of(row.Kind)]),
            new("姓名", "name", row => row.PostdocName) { Always = true, Link = row => $"{root}/postdocs/{row.PostdocId}" },
            new("站点", "station", row => row.StationName),
        ];
}
