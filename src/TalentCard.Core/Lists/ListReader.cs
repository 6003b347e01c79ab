using System.Globalization;
using System.Text;
using TalentCard.Contracts.Talents;

namespace TalentCard.Core.Talents;

/// <summary>What a cell of an uploaded list holds.</summary>
internal enum CellKind
{
    Text,
    /// <summary>A number as such; more than 15 digits of it are lost.</summary>
    Number,
    /// <summary>A number shown as a date; the text is <c>yyyy-MM-dd</c>.</summary>
    Date,
    /// <summary>A formula; the text is what it last gave.</summary>
    Formula,
}

/// <summary>A cell as read.</summary>
internal readonly record struct ListCell(string Text, CellKind Kind = CellKind.Text);

/// <summary>A row as the spreadsheet program numbers it, with its cells from the first column on.</summary>
internal sealed record SheetRow(int Number, IReadOnlyList<ListCell> Cells);

/// <summary>A person of the list: the cells in the order of <see cref="TalentList.Columns"/>.</summary>
internal sealed record ListRow(int Number, ListCell[] Cells);

/// <summary>Reads the office's approved list: xlsx or csv, told apart by content, with Chinese headings in any order.</summary>
internal static class TalentList
{
    /// <summary>The most people that one list holds.</summary>
    public const int MaxRows = 10_000;

    /// <summary>The headings; only <see cref="Email"/> may be missing.</summary>
    public static readonly string[] Columns = ["姓名", "身份证号", "手机号", Email, "人才类别", "工作单位", "所属县区", "合同截止日期"];

    private const string Email = "电子邮箱";
    // A title or a note may stand above the headings.
    private const int RowsBeforeHeadings = 5;
    // Far more than any column takes, and enough to see that it is too long.
    private const int MaxCellLength = 1000;

    /// <summary>Reads the list.</summary>
    /// <exception cref="RefusedException">It cannot be read as a list, or holds nobody or too many.</exception>
    public static List<ListRow> Read(byte[] file) => Read(file, Columns, [Email]);

    /// <summary>Reads a list with other columns; the first is the one that its headings are known by.</summary>
    /// <exception cref="RefusedException">It cannot be read as a list, or holds nothing or too much.</exception>
    public static List<ListRow> Read(byte[] file, string[] columns, string[] optional)
    {
        if (file.Length == 0) throw new RefusedException(TalentProblems.EmptyList);
        var sheet = WorkbookReader.IsWorkbook(file) ? WorkbookReader.Read(file) : CsvReader.Read(file);
        using var rows = sheet.Where(row => row.Cells.Any(cell => cell.Text.Length > 0)).GetEnumerator();
        var places = FindHeadings(rows, columns, optional);
        var people = new List<ListRow>();
        while (rows.MoveNext())
        {
            var cells = Array.ConvertAll(places, place => Take(rows.Current, place));
            if (cells.All(cell => cell.Text.Length == 0 && cell.Kind != CellKind.Formula)) continue;
            if (people.Count == MaxRows) throw new RefusedException(TalentProblems.TooManyRows);
            people.Add(new ListRow(rows.Current.Number, cells));
        }
        return people.Count > 0 ? people : throw new RefusedException(TalentProblems.EmptyList);
    }

    /// <summary>A date cell, or text such as 2026-12-31, 2026/12/31, 2026.12.31 or 2026年12月31日.</summary>
    public static DateOnly? ReadDate(string text) =>
        DateOnly.TryParseExact(
            text.Normalize(NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal),
            ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : null;

    private static int[] FindHeadings(IEnumerator<SheetRow> rows, string[] columns, string[] optional)
    {
        for (var i = 0; i < RowsBeforeHeadings && rows.MoveNext(); i++)
        {
            var headings = rows.Current.Cells.Select(cell => Heading(cell.Text)).ToList();
            if (!headings.Contains(columns[0])) continue;
            var wrong = columns.Where(column => headings.Count(heading => heading == column) is var count
                && (count > 1 || (count == 0 && !optional.Contains(column)))).ToArray();
            return wrong.Length == 0 ? Array.ConvertAll(columns, headings.IndexOf) : throw Missing(wrong);
        }
        throw Missing([.. columns.Except(optional)]);
    }

    private static RefusedException Missing(string[] headings) =>
        new(TalentProblems.Headings, new Dictionary<string, string[]> { ["headings"] = headings });

    // Offices mark what must be filled in with an asterisk.
    private static string Heading(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).Trim('*');

    private static ListCell Take(SheetRow row, int place)
    {
        if (place < 0 || place >= row.Cells.Count) return new ListCell("");
        var cell = row.Cells[place];
        var text = cell.Text.Trim();
        return cell with { Text = text.Length > MaxCellLength ? text[..MaxCellLength] : text };
    }
}
