using System.Text;

namespace TalentCard.Core.Lists;

/// <summary>Checks a list cell by cell; a pure function, run at the preview and once more at the commit.</summary>
/// <param name="columns">The headings.</param>
/// <typeparam name="T">What a good row says.</typeparam>
internal abstract class ListCheck<T>(string[] columns)
{
    private readonly List<ListFinding> findings = [];
    private readonly List<T> items = [];

    /// <summary>What is wrong, by row and column.</summary>
    public IReadOnlyList<ListFinding> Findings => findings;

    /// <summary>What the good rows say.</summary>
    public IReadOnlyList<T> Items => items;

    /// <summary>Checks every row.</summary>
    /// <returns>What was found, and what the commit is to write.</returns>
    /// <param name="rows">The rows.</param>
    /// <param name="write">Writes what the rows say, of the import of this id.</param>
    public CheckedList Run(IEnumerable<ListRow> rows, Func<IReadOnlyList<T>, Guid, Task> write)
    {
        foreach (var row in rows)
        {
            var before = findings.Count;
            var item = Read(row);
            if (findings.Count == before)
                items.Add(item);
        }
        return new CheckedList(findings, import => write(items, import));
    }

    /// <summary>Reads a row. Values that are missing have a finding, and the row is not kept.</summary>
    protected abstract T Read(ListRow row);

    /// <summary>A text of at most so many characters that must be there.</summary>
    protected string? Text(ListRow row, int column, int most = 100) =>
        Value(row, column) is not { } text ? null
        : row.Cells[column].Kind == CellKind.Date ? Wrong(row, column, ListFindings.DateCell)
        : text.Length <= most ? text
        : Wrong(row, column, ListFindings.TooLong);

    /// <summary>The name of a person, which must be there and is no number.</summary>
    protected string? Name(ListRow row, int column, int most = 100) =>
        Text(row, column, most) is not { } name ? null
        : row.Cells[column].Kind != CellKind.Number && name.EnumerateRunes().Any(Rune.IsLetter) ? name
        : Wrong(row, column, ListFindings.NumberCell);

    /// <summary>A text that must be there and that <paramref name="read"/> can make something of.</summary>
    protected string? Parse(ListRow row, int column, Func<string, string?> read, string code) =>
        Value(row, column) is not { } text ? null : read(text) ?? Wrong(row, column, code);

    /// <summary>A day that must be there, from 1950 to 2200.</summary>
    protected DateOnly? Day(ListRow row, int column)
    {
        if (Value(row, column) is not { } text)
            return null;
        if (ListReader.ReadDate(row.Cells[column]) is { Year: >= 1950 and <= 2200 } day)
            return day;
        Wrong(row, column, ListReader.SaysNoEnd(text) ? ListFindings.NoEndDate : ListFindings.BadDate);
        return null;
    }

    /// <summary>A cell that must hold a text, a number or a date: in the form that it is kept in.</summary>
    protected string? Value(ListRow row, int column)
    {
        var cell = row.Cells[column];
        var wrong = cell.Kind switch
        {
            CellKind.Formula => ListFindings.FormulaCell,
            CellKind.Error => ListFindings.ErrorCell,
            CellKind.Boolean => ListFindings.BooleanCell,
            CellKind.Merged => ListFindings.MergedCell,
            CellKind.Unreadable => ListFindings.UnreadableCell,
            _ when cell.Text.Length == 0 => ListFindings.MissingValue,
            _ when !PlainText.IsClean(cell.Text) => ListFindings.InvalidText,
            _ => null,
        };
        return wrong is null ? PlainText.Normal(cell.Text) : Wrong(row, column, wrong);
    }

    /// <summary>Notes a problem that any list can have.</summary>
    /// <returns>Null, the value of a wrong cell.</returns>
    protected string? Wrong(ListRow row, int column, string code, int? other = null) =>
        Note(new ListFinding(row.Number, columns[column], code, other));

    /// <summary>Notes a problem of this list alone.</summary>
    /// <returns>Null, the value of a wrong cell.</returns>
    protected string? Wrong(ListRow row, int column, string code, string zh, string en) =>
        Note(new ListFinding(row.Number, columns[column], code, Zh: zh, En: en));

    private string? Note(ListFinding finding)
    {
        findings.Add(finding);
        return null;
    }
}

/// <summary>A list that was checked.</summary>
/// <param name="Findings">What is wrong, by row and column.</param>
/// <param name="WriteAsync">Writes all of it, of the import of the id given, in the transaction of the check.</param>
internal sealed record CheckedList(IReadOnlyList<ListFinding> Findings, Func<Guid, Task> WriteAsync)
{
    /// <summary>How many rows have a problem.</summary>
    public int BadRowCount => Findings.Select(finding => finding.Row).Distinct().Count();
}
