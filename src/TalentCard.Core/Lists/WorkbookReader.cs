using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using TalentCard.Contracts.Lists;

namespace TalentCard.Core.Lists;

/// <summary>
/// Reads the first visible sheet of an xlsx (ECMA-376, transitional or strict). Written for this one purpose: it sees what a
/// cell is, a formula and an error among them, and never builds the document in memory (docs/adr/0060).
/// </summary>
internal static class WorkbookReader
{
    private static readonly string[] Xlsx = ["xlsx"];

    /// <summary>Whether the file is a zip archive, as every xlsx is.</summary>
    public static bool IsWorkbook(byte[] file) => file.AsSpan().StartsWith("PK\u0003\u0004"u8);

    /// <summary>Reads a file.</summary>
    /// <exception cref="RefusedException">It is no workbook, or unpacks to too much.</exception>
    public static Sheet Read(byte[] file)
    {
        try
        {
            using var package = new WorkbookPackage(file);
            return Read(package);
        }
        catch (Exception exception)
            when (exception
                    is InvalidDataException
                        or XmlException
                        or FormatException
                        or ArgumentException
                        or InvalidOperationException
                        or NotSupportedException
            )
        {
            throw new RefusedException(ListProblems.NotASpreadsheet);
        }
    }

    private static Sheet Read(WorkbookPackage package)
    {
        var book = package.Load(package.Book);
        var relations = package.Relations(package.Book).ToList();
        var sheets = (
            from sheet in book.Descendants()
            where sheet.Name.LocalName == "sheet"
            let id = sheet.Attributes().FirstOrDefault(one => one.Name is { LocalName: "id", NamespaceName.Length: > 0 })?.Value
            join relation in relations on id equals relation.Id
            where relation.Kind == "worksheet"
            orderby (string?)sheet.Attribute("state") is not (null or "visible")
            select (Name: (string?)sheet.Attribute("name") ?? "", Part: relation.Target)
        ).ToList();
        if (sheets.Count == 0)
            throw new InvalidDataException("no sheet");
        var from1904 = book.Descendants()
            .Any(element => element.Name.LocalName == "workbookPr" && (string?)element.Attribute("date1904") is "1" or "true");
        using var styles = package.OpenHeld(package.Related(package.Book, "styles"));
        var cells = new WorkbookCells(
            Strings(package.OpenHeld(package.Related(package.Book, "sharedStrings"))),
            DateFormats.Read(styles),
            from1904 ? 1462 : 0
        );
        using var reader = package.OpenStreamed(sheets[0].Part);
        return new Sheet(
            new SheetReader(cells).Read(reader),
            [.. Xlsx, sheets[0].Name],
            [.. sheets.Skip(1).Select(sheet => sheet.Name)]
        );
    }

    private static List<string> Strings(XmlReader? reader)
    {
        using var open = reader;
        var strings = new List<string>();
        while (reader is { EOF: false })
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "si")
                strings.Add(WorkbookCells.TextOf((XElement)XNode.ReadFrom(reader)));
            else
                reader.Read();
        }
        return strings;
    }
}

/// <summary>Reads the cells of a workbook.</summary>
/// <param name="strings">The shared strings.</param>
/// <param name="dates">The cell formats that show a number as a date.</param>
/// <param name="shift">Days between this workbook's first day and 30 December 1899.</param>
internal sealed class WorkbookCells(List<string> strings, HashSet<int> dates, int shift)
{
    /// <summary>What a cell is. One that makes no sense is <see cref="CellKind.Unreadable"/> and spoils no other.</summary>
    public ListCell Read(XElement c)
    {
        var value = Child(c, "v")?.Value ?? "";
        if (Child(c, "f") is not null)
            return new ListCell(value, CellKind.Formula);
        return (string?)c.Attribute("t") switch
        {
            "inlineStr" => new ListCell(Child(c, "is") is { } inline ? TextOf(inline) : ""),
            _ when value.Length == 0 => new ListCell(""),
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < strings.Count
                ? new ListCell(strings[index])
                : Unreadable,
            "str" => new ListCell(XmlConvert.DecodeName(value)),
            "b" => new ListCell(value is "1" or "true" ? "TRUE" : "FALSE", CellKind.Boolean),
            "e" => new ListCell(value, CellKind.Error),
            "d" => DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at)
                ? Date(DateOnly.FromDateTime(at))
                : Unreadable,
            _ => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
                ? Number(number, c)
                : Unreadable,
        };
    }

    // Rich text is in runs; how a word is pronounced (rPh) is no part of it. A character that XML has no place for is _xHHHH_.
    /// <summary>The text of a string item.</summary>
    public static string TextOf(XElement element) =>
        XmlConvert.DecodeName(
            string.Concat(
                element
                    .Descendants()
                    .Where(e => e.Name.LocalName == "t" && e.Parent!.Name.LocalName != "rPh")
                    .Select(e => e.Value)
            )
        );

    private static ListCell Unreadable => new("", CellKind.Unreadable);

    private static XElement? Child(XElement element, string name) =>
        element.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static ListCell Date(DateOnly day) =>
        new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), CellKind.Date, day);

    // The time falls away as it does in Excel: what is less than half a millisecond from midnight is the next day.
    private ListCell Number(double number, XElement c)
    {
        DateOnly? day = number + shift is >= 1 and < 2958466 ? DateOnly.FromDateTime(DateTime.FromOADate(number + shift)) : null;
        return day is { } date && int.TryParse((string?)c.Attribute("s"), out var style) && dates.Contains(style)
            ? Date(date)
            : new ListCell(number.ToString("0.##########", CultureInfo.InvariantCulture), CellKind.Number, day);
    }
}
