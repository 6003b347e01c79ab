using System.Text.RegularExpressions;
using TalentCard.Contracts.Lists;

namespace TalentCard.Core.Lists;

/// <summary>Where a sheet has the columns of a list.</summary>
/// <param name="Places">Index of each column's cells; -1 for one that is missing.</param>
/// <param name="First">How many rows of the sheet stand above the headings.</param>
/// <param name="Next">How many stand above the first row of the list.</param>
internal sealed partial record ListHeadings(int[] Places, int First, int Next)
{
    // Titles and notes may stand above the headings.
    private const int RowsToLookAt = 20;

    // Enough to see what was taken for headings.
    private const int Shown = 30;

    // Lists that were made for an earlier release are read as they are.
    private static readonly Dictionary<string, string> FormerNames = new() { ["证件号码"] = "身份证号" };

    /// <summary>Finds the row, or the two rows, that hold the most of the headings.</summary>
    /// <exception cref="RefusedException">A heading is missing or stands twice; it says what was found instead.</exception>
    public static ListHeadings Find(Sheet sheet, string[] columns, string[] optional)
    {
        if (sheet.Rows.Count == 0)
            throw new RefusedException(
                sheet.Others.Length == 0 ? ListProblems.EmptyList : ListProblems.EmptySheet,
                new Dictionary<string, string[]> { ["sheets"] = sheet.Others }
            );
        var (names, first, next) = Enumerable
            .Range(0, Math.Min(sheet.Rows.Count, RowsToLookAt))
            .SelectMany(i =>
                new[] { (Names: Names(sheet, i, 1), First: i, Next: i + 1), (Names: Names(sheet, i, 2), First: i, Next: i + 2) }
            )
            .MaxBy(found => columns.Count(column => found.Names.Exists(name => Say(name, column))));
        var wrong = columns
            .Where(column =>
                names.Count(name => Say(name, column)) is var count && (count > 1 || (count == 0 && !optional.Contains(column)))
            )
            .ToArray();
        return wrong.Length == 0
            ? new ListHeadings(Array.ConvertAll(columns, column => names.FindIndex(name => Say(name, column))), first, next)
            : throw new RefusedException(
                ListProblems.Headings,
                new Dictionary<string, string[]>
                {
                    ["headings"] = wrong,
                    ["found"] = [.. names.Select(name => name[0]).Where(name => name.Length is > 0 and <= 40).Take(Shown)],
                    ["sheets"] = sheet.Others,
                    ["source"] = sheet.Source,
                }
            );
    }

    /// <summary>Whether one of the names means the column.</summary>
    public static bool Say(IReadOnlyCollection<string> names, string column) =>
        names.Contains(column) || (FormerNames.TryGetValue(column, out var former) && names.Contains(former));

    // Offices mark what must be filled in with an asterisk, and say in brackets how.
    /// <summary>A heading as it is compared.</summary>
    public static string Heading(string text) => Note().Replace(PlainText.Compact(text).Trim('*'), "").Trim('*');

    // What each column may be called. Headings in two lines are one below the other, or one word broken in two.
    private static List<string[]> Names(Sheet sheet, int first, int lines)
    {
        var upper = sheet.Rows[first].Cells;
        var lower = lines == 2 && first + 1 < sheet.Rows.Count ? sheet.Rows[first + 1].Cells : [];
        return
        [
            .. Enumerable
                .Range(0, Math.Max(upper.Count, lower.Count))
                .Select(i => (Upper: Text(upper, i), Lower: Text(lower, i)))
                .Select(pair =>
                    lines == 1 ? new[] { Heading(pair.Upper) }
                    : pair.Lower.Length == 0 ? [Heading(pair.Upper)]
                    : new[] { Heading(pair.Lower), Heading(pair.Upper + pair.Lower), Heading(pair.Upper) }
                ),
        ];
    }

    private static string Text(IReadOnlyList<ListCell> row, int place) => place < row.Count ? row[place].Text : "";

    [GeneratedRegex(@"\([^()]*\)$")]
    private static partial Regex Note();
}
