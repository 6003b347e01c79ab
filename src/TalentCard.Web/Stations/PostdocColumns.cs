using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Stations;

namespace TalentCard.Web.Stations;

/// <summary>The columns of a list of postdocs; those that an import reads bear the same names.</summary>
internal static class PostdocColumns
{
    public static IReadOnlyList<ListColumn<Postdoc>> Of(
        IStringLocalizer t,
        IReadOnlyList<Discipline> disciplines,
        DateOnly today
    ) =>
        [
            new("姓名", "name", row => row.Name) { Always = true },
            new("站点", "station", row => row.StationName),
            new("研究领域", "discipline", row => disciplines.NameOf(row.Discipline)) { Off = true },
            new("博士毕业院校", "university", row => row.University) { Off = true },
            new("站内导师", "mentor", row => row.Mentor),
            new("高校导师", "universityMentor", row => row.UniversityMentor) { Off = true },
            new("协议编号", "agreement", row => row.AgreementNumber) { Off = true },
            new("在站期间", "period") { Class = "digits text-nowrap" },
            new("进站日期", "entered", row => row.EnteredOn) { Off = true, Class = "digits text-nowrap" },
            new("期满日期", "plannedEnd", row => row.PlannedEnd) { Off = true, Class = "digits text-nowrap" },
            new("开题", "proposal", row => row.ProposalOn) { Class = "digits text-nowrap" },
            new("中期考核", "midterm", row => row.MidtermOn) { Class = "digits text-nowrap" },
            new("考核结果", "result", row => row.MidtermResult is { } result ? t[StationWords.Results.Of(result)] : null)
            {
                Off = true,
            },
            new("状态", "state", row => t[StationWords.States.Of(row.StateOn(today))]),
            new("离站日期", "left", row => row.LeftOn) { Off = true, Class = "digits text-nowrap" },
            new("出站去向", "destination", row => row.Destination is { } to ? t[StationWords.Destinations.Of(to)] : null)
            {
                Off = true,
            },
            new("已拨经费（元）", "paid", row => row.Paid) { Off = true, Class = "text-md-end digits" },
        ];
}
