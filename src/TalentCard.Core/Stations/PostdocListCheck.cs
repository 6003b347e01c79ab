using TalentCard.Contracts.Stations;
using TalentCard.Core.Lists;

namespace TalentCard.Core.Stations;

/// <summary>What a list of postdocs is checked against.</summary>
/// <param name="Stations">The stations that the caller sees, by name.</param>
/// <param name="Mentors">Active mentors: station, place and name to id.</param>
/// <param name="Disciplines">The disciplines.</param>
/// <param name="Rules">Every rule, the newest first.</param>
/// <param name="Known">Station, name and day of entry of everyone there is.</param>
internal sealed record PostdocListFacts(
    IReadOnlyDictionary<string, Guid> Stations,
    IReadOnlyDictionary<(Guid Station, string Place, string Name), Guid> Mentors,
    IReadOnlyList<Discipline> Disciplines,
    IReadOnlyList<PostdocRule> Rules,
    IReadOnlySet<(Guid Station, string Name, DateOnly EnteredOn)> Known
);

/// <summary>Checks a list of postdocs cell by cell and by the rules.</summary>
internal sealed class PostdocListCheck(PostdocListFacts facts) : ListCheck<EntryProposal>(Columns)
{
    /// <summary>The headings, as the export writes them.</summary>
    public static readonly string[] Columns =
    [
        "姓名",
        Station,
        "研究领域",
        "博士毕业院校",
        "站内导师",
        SecondMentor,
        "协议编号",
        "进站日期",
        "期满日期",
    ];

    /// <summary>Headings that may be missing: a manager's list is of their own station.</summary>
    public static readonly string[] Optional = [Station, SecondMentor];

    private const string Station = "站点";
    private const string SecondMentor = "高校导师";
    private readonly HashSet<(Guid, string, DateOnly)> seen = [];

    /// <inheritdoc />
    protected override EntryProposal Read(ListRow row)
    {
        var name = Name(row, 0) ?? "";
        var station = StationOf(row);
        var discipline = Value(row, 2) is { } field
            ? facts.Disciplines.FirstOrDefault(one => one.Code == field || PlainText.Key(one.Name) == PlainText.Key(field))?.Code
                ?? Wrong(
                    row,
                    2,
                    "unknown_discipline",
                    "没有此研究领域，请按一级学科名称或代码填写。",
                    "There is no such discipline; write its name or code."
                )
            : null;
        var mentor = MentorOf(row, 4, station, "station");
        Guid? second = row.Cells[5].IsBlank ? null : MentorOf(row, 5, station, "university");
        var (enteredOn, plannedEnd) = (Day(row, 7), Day(row, 8));
        if (enteredOn is { } from && plannedEnd is { } to)
        {
            var rule = facts.Rules.FirstOrDefault(one => one.ValidFrom <= from) ?? facts.Rules[^1];
            if (new Residence(rule, from).CheckEntry(to) is { } refusal)
                Wrong(row, 8, refusal.Code, refusal.Zh, refusal.En);
            if (station is { } id)
            {
                if (facts.Known.Contains((id, PlainText.Key(name), from)))
                    Wrong(row, 0, PostdocProblems.Twice.Code, PostdocProblems.Twice.Zh, PostdocProblems.Twice.En);
                else if (!seen.Add((id, PlainText.Key(name), from)))
                    Wrong(
                        row,
                        0,
                        "duplicate_in_file",
                        "名单中有重复的人员，请删除其一。",
                        "The list has this person twice; delete one of the rows."
                    );
            }
        }
        return new EntryProposal(
            station ?? default,
            name,
            discipline ?? "",
            Text(row, 3) ?? "",
            mentor ?? default,
            second,
            Text(row, 6) ?? "",
            enteredOn ?? default,
            plannedEnd ?? default,
            "批量导入"
        );
    }

    private Guid? StationOf(ListRow row)
    {
        if (row.Cells[1].IsBlank && facts.Stations.Count == 1)
            return facts.Stations.Values.Single();
        if (Value(row, 1) is not { } name)
            return null;
        if (facts.Stations.TryGetValue(PlainText.Key(name), out var id))
            return id;
        Wrong(
            row,
            1,
            "unknown_station",
            "没有此站点，请按系统中的站点名称填写。",
            "There is no such station; write its name as the system has it."
        );
        return null;
    }

    private Guid? MentorOf(ListRow row, int column, Guid? station, string place)
    {
        if (Value(row, column) is not { } name || station is not { } id)
            return null;
        if (facts.Mentors.TryGetValue((id, place, PlainText.Key(name)), out var mentor))
            return mentor;
        Wrong(
            row,
            column,
            "unknown_mentor",
            "该站没有这位在招导师，请先在站点页面添加。",
            "The station has no such active mentor; add them on the station's page first."
        );
        return null;
    }
}
