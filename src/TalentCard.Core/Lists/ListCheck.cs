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
        : text.Length <= most ? text
        : Wrong(row, column, ListFindings.TooLong);

    /// <summary>A text that must be there and that <paramref name="read"/> can make something of.</summary>
    protected string? Parse(ListRow row, int column, Func<string, string?> read, string code) =>
        Value(row, column) is not { } text ? null : read(text) ?? Wrong(row, column, code);

    /// <summary>A day that must be there.</summary>
    protected DateOnly? Day(ListRow row, int column)
    {
        if (Value(row, column) is not { } text)
            return null;
        if (ListReader.ReadDate(text) is { Year: >= 1950 and <= 2200 } day)
            return day;
        Wrong(row, column, ListFindings.BadDate);
        return null;
    }

    /// <summary>A cell that must hold something, and no formula.</summary>
    protected string? Value(ListRow row, int column)
    {
        var cell = row.Cells[column];
        if (cell.Kind == CellKind.Formula)
            return Wrong(row, column, ListFindings.FormulaCell);
        if (cell.Text.Length == 0)
            return Wrong(row, column, ListFindings.MissingValue);
        return PlainText.IsClean(cell.Text) ? cell.Text : Wrong(row, column, ListFindings.InvalidText);
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
