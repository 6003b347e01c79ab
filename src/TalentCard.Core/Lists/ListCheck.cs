using TalentCard.Contracts.Talents;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Stations;

/// <summary>Checks an uploaded list cell by cell; a pure function, run at the preview and once more at the commit.</summary>
/// <param name="columns">The headings.</param>
internal abstract class UploadedListCheck(string[] columns)
{
    private readonly List<ImportProblem> problems = [];

    /// <summary>What is wrong, by row and column.</summary>
    public IReadOnlyList<ImportProblem> Problems => problems;

    /// <summary>How many rows have a problem.</summary>
    public int BadRowCount => problems.Select(problem => problem.Row).Distinct().Count();

    /// <summary>A text of at most so many characters that must be there.</summary>
    protected string? Text(ListRow row, int column, int most = 100) =>
        Value(row, column) is not { } text ? null : text.Length <= most ? text : Sentence(row, column, ListFindings.TooLong);

    /// <summary>A day that must be there.</summary>
    protected DateOnly? Day(ListRow row, int column)
    {
        if (Value(row, column) is not { } text) return null;
        if (TalentList.ReadDate(text) is { } day && day.Year is >= 1950 and <= 2200) return day;
        Sentence(row, column, ListFindings.BadDate);
        return null;
    }

    /// <summary>A cell that must hold something, and no formula.</summary>
    protected string? Value(ListRow row, int column)
    {
        var cell = row.Cells[column];
        if (cell.Kind == CellKind.Formula) return Sentence(row, column, ListFindings.FormulaCell);
        if (cell.Text.Length == 0) return Sentence(row, column, ListFindings.MissingValue);
        return TalentFields.IsClean(cell.Text) ? cell.Text : Sentence(row, column, ListFindings.InvalidText);
    }

    /// <summary>Notes a problem that every list can have.</summary>
    protected string? Sentence(ListRow row, int column, string code) =>
        Wrong(row, column, code, ListFindings.Sentences[code].Zh, ListFindings.Sentences[code].En);

    /// <summary>Notes a problem.</summary>
    /// <returns>Null, the value of a wrong cell.</returns>
    protected string? Wrong(ListRow row, int column, string code, string zh, string en)
    {
        problems.Add(new ImportProblem(row.Number, columns[column], code, zh, en));
        return null;
    }
}
