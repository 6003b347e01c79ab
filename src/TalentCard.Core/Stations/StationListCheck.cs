using TalentCard.Contracts.Stations;
using TalentCard.Core.Lists;

namespace TalentCard.Core.Stations;

/// <summary>What a list of stations is checked against.</summary>
/// <param name="Names">Names of the stations that there are.</param>
/// <param name="Divisions">Counties and parks, by code and by name.</param>
/// <param name="Disciplines">The disciplines.</param>
/// <param name="Today">Today in Asia/Shanghai.</param>
internal sealed record StationListFacts(
    IReadOnlySet<string> Names,
    ILookup<string, string> Divisions,
    IReadOnlyList<Discipline> Disciplines,
    DateOnly Today
);

/// <summary>Checks a list of stations cell by cell.</summary>
internal sealed class StationListCheck(StationListFacts facts) : ListCheck<StationRequest>(Columns)
{
    /// <summary>The headings, as the export writes them.</summary>
    public static readonly string[] Columns =
    [
        "站点名称",
        "类型",
        "批准日期",
        "批准文号",
        "设站单位",
        "所属县区",
        "研究领域",
        Contact,
    ];

    /// <summary>Headings that may be missing.</summary>
    public static readonly string[] Optional = [Contact];

    private const string Contact = "联系人";
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["科研流动站"] = "research_station",
        ["科研工作站"] = "workstation",
        ["创新实践基地"] = "innovation_base",
    };
    private readonly HashSet<string> seen = [];

    /// <inheritdoc />
    protected override StationRequest Read(ListRow row)
    {
        var name = Text(row, 0);
        if (name is { Length: < 2 })
            Wrong(row, 0, "too_short", "名称至少两个字，请核对。", "A name has two characters at least; check it.");
        else if (name is not null && facts.Names.Contains(PlainText.Key(name)))
            Wrong(
                row,
                0,
                StationProblems.NameTaken.Code,
                "已有同名的站点，请从名单中删除。",
                "There is a station of this name already; delete the row."
            );
        else if (name is not null && !seen.Add(PlainText.Key(name)))
            Wrong(
                row,
                0,
                "duplicate_in_file",
                "名单中有重复的站点，请删除其一。",
                "The list has this station twice; delete one of the rows."
            );
        var approvedOn = Day(row, 2);
        if (approvedOn > facts.Today)
            Wrong(row, 2, "day_ahead", "批准日期不能晚于今天，请核对。", "The approval cannot lie in the future; check the day.");
        var contact = row.Cells[7].IsBlank ? "" : Text(row, 7, 200);
        return new StationRequest(
            name ?? "",
            KindOf(row) ?? "",
            approvedOn ?? default,
            Text(row, 3) ?? "",
            Text(row, 4) ?? "",
            DivisionOf(row) ?? "",
            DisciplinesOf(row),
            contact ?? ""
        );
    }

    private string? KindOf(ListRow row) =>
        Value(row, 1) is not { } kind ? null
        : Kinds.TryGetValue(kind, out var code) ? code
        : Kinds.ContainsValue(kind) ? kind
        : Wrong(
            row,
            1,
            "unknown_kind",
            "类型应为科研流动站、科研工作站或创新实践基地。",
            "The kind is 科研流动站, 科研工作站 or 创新实践基地."
        );

    private string? DivisionOf(ListRow row) =>
        Value(row, 5) is not { } division
            ? null
            : facts.Divisions[PlainText.Key(division)].FirstOrDefault() ?? Wrong(row, 5, ListFindings.UnknownDivision);

    private string[] DisciplinesOf(ListRow row)
    {
        if (Value(row, 6) is not { } text)
            return [];
        var names = text.Split(
            ['、', '，', ',', '；', ';'],
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        var codes = Array.ConvertAll(
            names,
            name =>
                facts.Disciplines.FirstOrDefault(one => one.Code == name || PlainText.Key(one.Name) == PlainText.Key(name))?.Code
        );
        if (codes.Length is 0 or > 20 || codes.Contains(null))
            Wrong(
                row,
                6,
                "unknown_discipline",
                "研究领域按一级学科名称或代码填写，用顿号隔开，至多 20 个。",
                "Write names or codes of disciplines, 20 at most, with 、 between them."
            );
        return [.. codes.OfType<string>().Distinct()];
    }
}
