using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TalentCard.Contracts.Lists;

namespace TalentCard.Core.Lists;

/// <summary>Reads a list: xlsx or csv, told apart by content, with Chinese headings in any order.</summary>
internal static partial class ListReader
{
    /// <summary>The most rows that one list holds.</summary>
    public const int MaxRows = 10_000;

    // Far more than any column takes, and enough to see that it is too long.
    private const int MaxCellLength = 1000;

    /// <summary>Reads a list.</summary>
    /// <param name="file">xlsx or csv.</param>
    /// <param name="columns">Its headings.</param>
    /// <param name="optional">Those that may be missing.</param>
    /// <param name="withHidden">Whether rows that a filter hides are of the list.</param>
    /// <exception cref="RefusedException">It cannot be read as a list, or holds nothing or too much.</exception>
    public static ReadList Read(byte[] file, string[] columns, string[] optional, bool withHidden = false)
    {
        if (file.Length == 0)
            throw new RefusedException(ListProblems.EmptyList);
        var sheet =
            WorkbookReader.IsWorkbook(file) ? WorkbookReader.Read(file)
            : OldOffice.IsOne(file) ? throw new RefusedException(OldOffice.Problem(file))
            : CsvReader.Read(file);
        var headings = ListHeadings.Find(sheet, columns, optional);
        var list = new ReadList([], []);
        foreach (var (i, row) in sheet.Rows.Index())
        {
            var cells = Array.ConvertAll(headings.Places, place => Take(row, place));
            if (i < headings.Next)
            {
                // Not a title: it fills as many columns as a row of the list.
                if (i < headings.First && cells.Count(cell => !cell.IsBlank) > columns.Length / 2)
                    list.LeftOut.Add(new LeftOutRow(row.Number, LeftOutRow.Frame));
                continue;
            }
            if (Array.TrueForAll(cells, cell => cell.IsBlank))
                continue;
            if (IsFrame(row, cells, columns))
                list.LeftOut.Add(new LeftOutRow(row.Number, LeftOutRow.Frame));
            else if (row.Hidden && !withHidden)
                list.LeftOut.Add(new LeftOutRow(row.Number, LeftOutRow.Hidden));
            else if (list.Rows.Count == MaxRows)
                throw new RefusedException(ListProblems.TooManyRows);
            else
                list.Rows.Add(new ListRow(row.Number, cells));
        }
        return list.Rows.Count > 0 ? list : throw new RefusedException(ListProblems.EmptyList);
    }

    /// <summary>The day of a cell: a date, a number that is one, or a text that says one.</summary>
    public static DateOnly? ReadDate(ListCell cell) => ReadDate(cell.Text) ?? cell.Day;

    /// <summary>
    /// A day as people write it: 2026-12-31, 2026/12/31, 2026.12.31, 2026年12月31日 or 号, 20261231, 二〇二六年十二月三十一日. A time
    /// behind it falls away.
    /// </summary>
    public static DateOnly? ReadDate(string text)
    {
        // One space stays: it parts the day from the time.
        var plain = Numerals()
            .Replace(string.Join(' ', text.Normalize(NormalizationForm.FormKC).Split((char[]?)null, Blank)), ToDigits);
        var match = Written().Match(plain);
        return
            match.Success
            && DateOnly.TryParseExact(
                $"{match.Groups["y"]}-{match.Groups["m"]}-{match.Groups["d"]}",
                "yyyy-M-d",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
            ? day
            : null;
    }

    /// <summary>Whether a text says that something has no last day.</summary>
    public static bool SaysNoEnd(string text) => NoEnd().IsMatch(text);

    private const StringSplitOptions Blank = StringSplitOptions.RemoveEmptyEntries;

    // 二〇二六 digit by digit, 三十一 by its tens.
    private static string ToDigits(Match numeral)
    {
        const string Digits = "〇一二三四五六七八九";
        var text = numeral.Value.Replace('零', '〇');
        var ten = text.IndexOf('十', StringComparison.Ordinal);
        var digits = string.Concat(text.Where(c => c != '十').Select(c => Digits.IndexOf(c, StringComparison.Ordinal)));
        return ten < 0 ? digits : (ten == 0 ? "1" : "") + digits + (ten == text.Length - 1 ? "0" : "");
    }

    // Totals, signatures and notes around an official list, and its headings once more on the next page.
    private static bool IsFrame(SheetRow row, ListCell[] cells, string[] columns)
    {
        var filled = Enumerable.Range(0, cells.Length).Where(i => !cells[i].IsBlank).ToList();
        return filled.Count > 1 && filled.TrueForAll(i => ListHeadings.Say([ListHeadings.Heading(cells[i].Text)], columns[i]))
            || filled.Count <= columns.Length / 2
                && row.Cells.Any(cell => cell.Text.Length > 0 && Framing().IsMatch(PlainText.Compact(cell.Text)));
    }

    private static ListCell Take(SheetRow row, int place)
    {
        if (place < 0 || place >= row.Cells.Count)
            return new ListCell("");
        var cell = row.Cells[place];
        var text = PlainText.Visible(cell.Text).Trim();
        text = Storable(text.Length > MaxCellLength ? text[..MaxCellLength] : text);
        if (cell.Kind == CellKind.Text)
        {
            // A mark before a number says that it is a text.
            text = TextMark().Replace(text, "");
            if (ErrorText().IsMatch(text))
                return new ListCell(text, CellKind.Error);
        }
        return cell with { Text = text };
    }

    // What no database keeps becomes the replacement character, which the check finds.
    private static string Storable(string text) => string.Concat(text.EnumerateRunes()).Replace('\0', '\uFFFD');

    [GeneratedRegex("[〇零一二三四五六七八九十]+")]
    private static partial Regex Numerals();

    [GeneratedRegex(
        @"^(?:(?<y>\d{4}) ?[-/.、年‐‑–—−] ?(?<m>\d{1,2}) ?[-/.、月‐‑–—−] ?(?<d>\d{1,2}) ?[日号.]?(?:[T ] ?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
            + @"|(?<y>\d{4})(?<m>\d{2})(?<d>\d{2}))$"
    )]
    private static partial Regex Written();

    [GeneratedRegex(
        @"^(?:合计|总计|小计|共计|共\d+[人名]|制表|填表|填报|编制|审核|复核|审批|批准|经办|负责人|单位负责人|单位[((]?盖章|盖章|签字|签章"
            + @"|日期:|联系人:|联系电话:|备注|注\d?:|说明)"
    )]
    private static partial Regex Framing();

    [GeneratedRegex("长期|永久|无固定|不定期|至今|退休")]
    private static partial Regex NoEnd();

    [GeneratedRegex("^['`‘’](?=[0-9])")]
    private static partial Regex TextMark();

    [GeneratedRegex(@"^#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|GETTING_DATA)$")]
    private static partial Regex ErrorText();
}
