using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace TalentCard.Workbooks;

/// <summary>A cell that holds a formula and the value it last gave.</summary>
/// <param name="Text">The formula.</param>
/// <param name="Value">A text.</param>
internal sealed record Formula(string Text, string Value);

/// <summary>
/// Writes a sheet. Its headings are bold, stay in sight and filter the rows; columns are as wide as what they hold. Every text is
/// an inline string, which no spreadsheet program reads as a formula.
/// </summary>
internal sealed partial class SheetWriter : IDisposable
{
    /// <summary>Of what a sheet's part is written.</summary>
    public const string Namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    // Where an autofilter's arrow stands beside the heading.
    private const int Arrow = 3;

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private readonly XmlWriter xml;
    private readonly string[] letters;
    private int rows;

    /// <summary>Begins the sheet with its headings.</summary>
    /// <param name="part">Where to; it is closed at the end.</param>
    /// <param name="headings">One for each column.</param>
    /// <param name="first">The first rows, which tell how wide a column is.</param>
    public SheetWriter(Stream part, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<object?>> first)
    {
        xml = XmlWriter.Create(part, new XmlWriterSettings { CloseOutput = true, Encoding = WorkbookWriter.Utf8 });
        letters = [.. headings.Select((_, i) => Letters(i))];
        xml.WriteStartDocument(standalone: true);
        xml.WriteStartElement("worksheet", Namespace);
        xml.WriteRaw(
            """
            <sheetViews><sheetView workbookViewId="0">
            <pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>
            </sheetView></sheetViews>
            """
        );
        xml.WriteStartElement("cols");
        for (var i = 0; i < letters.Length; i++)
            WriteColumn(i, headings[i], first.Select(row => row[i]).FirstOrDefault(value => value is not null));
        xml.WriteEndElement();
        xml.WriteStartElement("sheetData");
        WriteRow(headings, CellStyles.Heading);
    }

    /// <summary>
    /// Writes a row. A number, a <see cref="DateOnly"/> and a <see cref="TimeOnly"/> stay what they are, a
    /// <see cref="DateTimeOffset"/> is the day and time in Asia/Shanghai, to the second; texts are one text; null is nothing.
    /// </summary>
    /// <param name="values">As many as there are headings.</param>
    public void WriteRow(IReadOnlyList<object?> values) => WriteRow(values, CellStyles.Text);

    /// <summary>Ends the sheet.</summary>
    public void Dispose()
    {
        xml.WriteEndElement();
        xml.WriteStartElement("autoFilter");
        xml.WriteAttributeString("ref", $"A1:{letters[^1]}{rows}");
        xml.WriteEndDocument();
        xml.Dispose();
    }

    /// <summary>
    /// The text without what XML has no place for: control characters, but not the ends of lines, and lone surrogates. What reads
    /// like the escape of a character (<c>_x000D_</c>) is escaped, so that it stays what it is.
    /// </summary>
    public static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
            if (rune.Value is (>= ' ' or '\n') and not (0xFFFD or 0xFFFE or 0xFFFF))
                printable.Append(rune.ToString());
        return Escape().Replace(printable.ToString(), "_x005F$0");
    }

    // A, …, Z, AA, …
    private static string Letters(int column) => (column < 26 ? "" : Letters(column / 26 - 1)) + (char)('A' + column % 26);

    // In characters of the font: a Chinese one is two wide.
    private void WriteColumn(int index, string heading, object? value)
    {
        var width = value switch
        {
            DateOnly => 12,
            DateTimeOffset => 20,
            TimeOnly => 8,
            int or long or double or decimal => 10,
            _ => 22,
        };
        xml.WriteStartElement("col");
        xml.WriteAttributeString("min", Number(index + 1));
        xml.WriteAttributeString("max", Number(index + 1));
        xml.WriteAttributeString("width", Number(Math.Max(width, heading.Sum(letter => letter < 0x2E80 ? 1 : 2) + Arrow)));
        xml.WriteAttributeString("customWidth", "1");
        xml.WriteEndElement();
    }

    private void WriteRow(IReadOnlyList<object?> values, int text)
    {
        rows++;
        xml.WriteStartElement("row");
        xml.WriteAttributeString("r", Number(rows));
        for (var i = 0; i < values.Count; i++)
            WriteCell(letters[i] + Number(rows), values[i], text);
        xml.WriteEndElement();
    }

    private void WriteCell(string reference, object? value, int text)
    {
        switch (value)
        {
            case null or "":
                break;
            case int or long or double or decimal:
                WriteCell(reference, CellStyles.Number, "n", Number(value));
                break;
            case DateOnly day:
                WriteCell(reference, CellStyles.Day, "n", Number(day.ToDateTime(TimeOnly.MinValue).ToOADate()));
                break;
            case DateTimeOffset at:
                // Excel would round a part of a second up, into another minute than the page shows.
                var local = TimeZoneInfo.ConvertTime(at, Zone).DateTime;
                var second = new DateTime(local.Ticks - local.Ticks % TimeSpan.TicksPerSecond);
                WriteCell(reference, CellStyles.Moment, "n", Number(second.ToOADate()));
                break;
            case TimeOnly time:
                WriteCell(reference, CellStyles.Time, "n", Number(time.ToTimeSpan().TotalDays));
                break;
            case Formula formula:
                WriteCell(reference, CellStyles.Text, "str", formula.Value, formula.Text);
                break;
            case IEnumerable<string> many:
                WriteCell(reference, text, "inlineStr", string.Join('、', many));
                break;
            default:
                WriteCell(reference, text, "inlineStr", value.ToString()!);
                break;
        }
    }

    private void WriteCell(string reference, int style, string type, string value, string? formula = null)
    {
        xml.WriteStartElement("c");
        xml.WriteAttributeString("r", reference);
        xml.WriteAttributeString("s", Number(style));
        xml.WriteAttributeString("t", type);
        if (formula is not null)
            xml.WriteElementString("f", formula);
        if (type == "inlineStr")
        {
            xml.WriteStartElement("is");
            xml.WriteStartElement("t");
            if (value.Length > 0 && (char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1])))
                xml.WriteAttributeString("xml", "space", null, "preserve");
            xml.WriteString(Printable(value));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        else
        {
            xml.WriteElementString("v", value);
        }
        xml.WriteEndElement();
    }

    private static string Number(object number) => Convert.ToString(number, CultureInfo.InvariantCulture)!;

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Escape();
}
