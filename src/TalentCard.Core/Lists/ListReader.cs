using System.Globalization;
using System.Text;
using TalentCard.Contracts.Lists;

namespace TalentCard.Core.Lists;

/// <summary>Reads a list: xlsx or csv, told apart by content, with Chinese headings in any order.</summary>
internal static class ListReader
{
    /// <summary>The most rows that one list holds.</summary>
    public const int MaxRows = 10_000;

    // A title or a note may stand above the headings.
    private const int RowsBeforeHeadings = 5;

    // Far more than any column takes, and enough to see that it is too long.
    private const int MaxCellLength = 1000;

    /// <summary>Reads a list.</summary>
    /// <param name="file">xlsx or csv.</param>
    /// <param name="columns">Its headings; the first is the one that they are known by.</param>
    /// <param name="optional">Those that may be missing.</param>
    /// <exception cref="RefusedException">It cannot be read as a list, or holds nothing or too much.</exception>
    public static List<ListRow> Read(byte[] file, string[] columns, string[] optional)
    {
        if (file.Length == 0)
            throw new RefusedException(ListProblems.EmptyList);
        var sheet = WorkbookReader.IsWorkbook(file) ? WorkbookReader.Read(file) : CsvReader.Read(file);
        using var rows = sheet.Where(row => row.Cells.Any(cell => cell.Text.Length > 0)).GetEnumerator();
        var places = FindHeadings(rows, columns, optional);
        var found = new List<ListRow>();
        while (rows.MoveNext())
        {
            var cells = Array.ConvertAll(places, place => Take(rows.Current, place));
            if (cells.All(cell => cell.Text.Length == 0 && cell.Kind != CellKind.Formula))
                continue;
            if (found.Count == MaxRows)
                throw new RefusedException(ListProblems.TooManyRows);
            found.Add(new ListRow(rows.Current.Number, cells));
        }
        return found.Count > 0 ? found : throw new RefusedException(ListProblems.EmptyList);
    }

    /// <summary>A date cell, or text such as 2026-12-31, 2026/12/31, 2026.12.31 or 2026年12月31日.</summary>
    public static DateOnly? ReadDate(string text) =>
        DateOnly.TryParseExact(
            text.Normalize(NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal),
            ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date
            : null;

    private static int[] FindHeadings(IEnumerator<SheetRow> rows, string[] columns, string[] optional)
    {
        for (var i = 0; i < RowsBeforeHeadings && rows.MoveNext(); i++)
        {
            var headings = rows.Current.Cells.Select(cell => Heading(cell.Text)).ToList();
            if (!headings.Contains(columns[0]))
                continue;
            var wrong = columns
                .Where(column =>
                    headings.Count(heading => heading == column) is var count
                    && (count > 1 || (count == 0 && !optional.Contains(column)))
                )
                .ToArray();
            return wrong.Length == 0 ? Array.ConvertAll(columns, headings.IndexOf) : throw Missing(wrong);
        }
        throw Missing([.. columns.Except(optional)]);
    }

    private static RefusedException Missing(string[] headings) =>
        new(ListProblems.Headings, new Dictionary<string, string[]> { ["headings"] = headings });

    // Offices mark what must be filled in with an asterisk.
    private static string Heading(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).Trim('*');

    private static ListCell Take(SheetRow row, int place)
    {
        if (place < 0 || place >= row.Cells.Count)
            return new ListCell("");
        var cell = row.Cells[place];
        var text = cell.Text.Trim();
        return cell with { Text = text.Length > MaxCellLength ? text[..MaxCellLength] : text };
    }
}
