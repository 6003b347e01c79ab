using System.Text.RegularExpressions;
using TalentCard.Contracts.Reference;

namespace TalentCard.Core.Talents;

/// <summary>A person of a list whose cells are all good.</summary>
internal sealed record CheckedPerson(
    string Name, string IdNumber, string Phone, string? Email, string Tier, string Employer, string Division, DateOnly ContractEnd);

/// <summary>Checks a list cell by cell; a pure function, run at the preview and once more at the commit.</summary>
/// <param name="reference">Tiers and divisions that exist.</param>
/// <param name="isTalent">Whether the ID number belongs to a talent already.</param>
/// <param name="today">Today in Asia/Shanghai.</param>
internal sealed partial class ListCheck(ReferenceData reference, Predicate<string> isTalent, DateOnly today)
{
    private readonly Dictionary<string, int> seen = [];
    private readonly List<ListFinding> findings = [];
    private readonly List<CheckedPerson> people = [];

    /// <summary>What is wrong, by row and column.</summary>
    public IReadOnlyList<ListFinding> Findings => findings;

    /// <summary>The people of the good rows.</summary>
    public IReadOnlyList<CheckedPerson> People => people;

    /// <summary>How many rows have a problem.</summary>
    public int BadRowCount => findings.Select(finding => finding.Row).Distinct().Count();

    /// <summary>The ID number of a row in the form that it is hashed in.</summary>
    public static string IdNumberOf(ListRow row) => TalentFields.Compact(row.Cells[1].Text).ToUpperInvariant();

    /// <summary>Checks every row.</summary>
    public void Run(IEnumerable<ListRow> rows)
    {
        foreach (var row in rows)
        {
            var before = findings.Count;
            var person = Check(row);
            if (findings.Count == before) people.Add(person);
        }
    }

    // Values that are missing here have a finding, and the person is not kept.
    private CheckedPerson Check(ListRow row) => new(
        Text(row, 0, TalentFields.MaxName)!,
        IdNumber(row)!,
        Parse(row, 2, TalentFields.Phone, ListFindings.BadPhone)!,
        row.Cells[3] is { Text: "", Kind: not CellKind.Formula } ? null : Parse(row, 3, TalentFields.Email, ListFindings.BadEmail),
        Parse(row, 4, TierOf, ListFindings.UnknownTier)!,
        Text(row, 5, TalentFields.MaxEmployer)!,
        Parse(row, 6, DivisionOf, ListFindings.UnknownDivision)!,
        ContractEnd(row));

    private string? IdNumber(ListRow row)
    {
        if (Value(row, 1) is null) return null;
        var number = IdNumberOf(row);
        // 3.40403E+17 is what a spreadsheet program writes into csv for a number of 18 digits.
        if (row.Cells[1].Kind == CellKind.Number || ScientificNumber().IsMatch(number)) return Wrong(row, 1, ListFindings.IdNumberAsNumber);
        var problem = Talents.IdNumber.Check(number, today) switch
        {
            IdNumberFault.Format => ListFindings.IdNumberFormat,
            IdNumberFault.BirthDate => ListFindings.IdNumberBirthDate,
            IdNumberFault.Checksum => ListFindings.IdNumberChecksum,
            _ when isTalent(number) => ListFindings.AlreadyATalent,
            _ => null,
        };
        if (problem is not null) return Wrong(row, 1, problem);
        return seen.TryAdd(number, row.Number) ? number : Wrong(row, 1, ListFindings.DuplicateInFile, seen[number]);
    }

    private DateOnly ContractEnd(ListRow row)
    {
        if (Value(row, 7) is not { } text) return default;
        if (TalentList.ReadDate(text) is not { } day) Wrong(row, 7, ListFindings.BadDate);
        else if (!TalentFields.IsContractEnd(day, today)) Wrong(row, 7, ListFindings.DateOutOfRange);
        else return day;
        return default;
    }

    private string? Text(ListRow row, int column, int maxLength)
    {
        if (Value(row, column) is not { } text) return null;
        return text.Length <= maxLength ? text : Wrong(row, column, ListFindings.TooLong);
    }

    private string? Parse(ListRow row, int column, Func<string, string?> read, string problem)
    {
        if (Value(row, column) is not { } text) return null;
        return read(text) ?? Wrong(row, column, problem);
    }

    private string? Value(ListRow row, int column)
    {
        var cell = row.Cells[column];
        if (cell.Kind == CellKind.Formula) return Wrong(row, column, ListFindings.FormulaCell);
        if (cell.Text.Length == 0) return Wrong(row, column, ListFindings.MissingValue);
        return TalentFields.IsClean(cell.Text) ? cell.Text : Wrong(row, column, ListFindings.InvalidText);
    }

    private string? Wrong(ListRow row, int column, string code, int? other = null)
    {
        findings.Add(new ListFinding(row.Number, TalentList.Columns[column], code, other));
        return null;
    }

    // "A", "A类" or the tier's own name.
    private string? TierOf(string text)
    {
        var word = TalentFields.Compact(text);
        return reference.Tiers.FirstOrDefault(tier => tier.Code.Equals(word.TrimEnd('类'), StringComparison.OrdinalIgnoreCase) || TalentFields.Compact(tier.Name) == word)?.Code;
    }

    private string? DivisionOf(string text)
    {
        var word = TalentFields.Compact(text);
        return reference.Divisions.FirstOrDefault(division => TalentFields.Compact(division.Name) == word || division.Code == word)?.Code;
    }

    [GeneratedRegex(@"^[0-9](\.[0-9]+)?E\+?[0-9]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex ScientificNumber();
}
