using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using TalentCard.Contracts.Lists;

namespace TalentCard.Core.Lists;

/// <summary>
/// Reads the first sheet of an xlsx (ECMA-376, transitional or strict) as a stream of rows. Written for this one purpose:
/// it sees formulas, tells a number from a date, never builds the document in memory, and unpacks no more than a list needs.
/// </summary>
internal static partial class WorkbookReader
{
    // 10,000 people are about 8 MB of XML.
    private const int MaxUnpacked = 40 * 1024 * 1024;
    private const int MaxColumns = 100;

    /// <summary>Whether the file is a zip archive, as every xlsx is.</summary>
    public static bool IsWorkbook(byte[] file) => file.AsSpan().StartsWith("PK\u0003\u0004"u8);

    public static IEnumerable<SheetRow> Read(byte[] file)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
            return [.. new Workbook(zip).Rows()];
        }
        catch (Exception exception)
            when (exception
                    is InvalidDataException
                        or XmlException
                        or FormatException
                        or OverflowException
                        or ArgumentException
                        or InvalidOperationException
                        or NotSupportedException
            )
        {
            throw new RefusedException(ListProblems.NotASpreadsheet);
        }
    }

    private sealed class Workbook(ZipArchive zip)
    {
        private int unpacked;

        public IEnumerable<SheetRow> Rows()
        {
            var book = Load("xl/workbook.xml");
            var shift = Descendants(book, "workbookPr").Any(e => (string?)e.Attribute("date1904") is "1" or "true") ? 1462 : 0;
            var first = Descendants(book, "sheet").FirstOrDefault() ?? throw new InvalidDataException("no sheet");
            var id = first
                .Attributes()
                .First(attribute => attribute.Name.LocalName == "id" && attribute.Name.NamespaceName.Length > 0)
                .Value;
            var target =
                Descendants(Load("xl/_rels/workbook.xml.rels"), "Relationship")
                    .First(relation => (string?)relation.Attribute("Id") == id)
                    .Attribute("Target")
                    ?.Value
                ?? throw new InvalidDataException("no sheet");
            var dates = DateStyles();
            var strings = SharedStrings();
            return Sheet(target.StartsWith('/') ? target[1..] : $"xl/{target}", strings, dates, shift);
        }

        private IEnumerable<SheetRow> Sheet(string path, List<string> strings, HashSet<int> dates, int shift)
        {
            using var reader = Open(path) ?? throw new InvalidDataException("no sheet");
            var (number, people) = (0, 0);
            List<ListCell>? cells = null;
            while (!reader.EOF)
            {
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "row")
                {
                    if (cells?.Count > 0)
                        yield return new SheetRow(number, cells);
                    // Rows beyond the limit are refused by the list; what follows need not be read.
                    if (cells?.Count > 0 && ++people > ListReader.MaxRows + 10)
                        yield break;
                    number = reader.GetAttribute("r") is { } r ? int.Parse(r, CultureInfo.InvariantCulture) : number + 1;
                    cells = [];
                }
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "c" && cells is not null)
                    Place(cells, (XElement)XNode.ReadFrom(reader), strings, dates, shift);
                else
                    reader.Read();
            }
            if (cells?.Count > 0)
                yield return new SheetRow(number, cells);
        }

        private static void Place(List<ListCell> cells, XElement c, List<string> strings, HashSet<int> dates, int shift)
        {
            var column = (string?)c.Attribute("r") is { } reference ? ColumnOf(reference) : cells.Count;
            if (column >= MaxColumns || column < cells.Count)
                return;
            while (cells.Count < column)
                cells.Add(new ListCell(""));
            cells.Add(Cell(c, strings, dates, shift));
        }

        private static ListCell Cell(XElement c, List<string> strings, HashSet<int> dates, int shift)
        {
            var value = Child(c, "v")?.Value ?? "";
            if (Child(c, "f") is not null)
                return new ListCell(value, CellKind.Formula);
            switch ((string?)c.Attribute("t"))
            {
                case "s":
                    return new ListCell(strings[int.Parse(value, CultureInfo.InvariantCulture)]);
                case "inlineStr":
                    return new ListCell(Child(c, "is") is { } inline ? TextOf(inline) : "");
                case "str" or "b" or "e":
                    return new ListCell(value);
                case "d":
                    return new ListCell(value.Split('T')[0]);
            }
            if (value.Length == 0)
                return new ListCell("");
            var number = double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);
            var isDate = (int?)c.Attribute("s") is { } style && dates.Contains(style) && number + shift is >= 1 and < 2958466;
            return isDate
                ? new ListCell(
                    DateTime.FromOADate(number + shift).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    CellKind.Date
                )
                : new ListCell(number.ToString("0.##########", CultureInfo.InvariantCulture), CellKind.Number);
        }

        // The cell formats that show a number as a date.
        private HashSet<int> DateStyles()
        {
            using var reader = Open("xl/styles.xml");
            if (reader is null)
                return [];
            var styles = XElement.Load(reader);
            var custom = Descendants(styles, "numFmt")
                .ToLookup(
                    format => (int)format.Attribute("numFmtId")!,
                    format => Quoted().Replace((string?)format.Attribute("formatCode") ?? "", "")
                );
            return
            [
                .. Descendants(styles, "cellXfs")
                    .Take(1)
                    .Elements()
                    .Select((format, i) => (Format: (int?)format.Attribute("numFmtId") ?? 0, i))
                    .Where(style =>
                        style.Format is >= 14 and <= 22 or >= 27 and <= 36 or >= 50 and <= 58
                        || custom[style.Format].Any(code => code.Contains('y', StringComparison.OrdinalIgnoreCase))
                    )
                    .Select(style => style.i),
            ];
        }

        private List<string> SharedStrings()
        {
            var strings = new List<string>();
            using var reader = Open("xl/sharedStrings.xml");
            while (reader is { EOF: false })
            {
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "si")
                    strings.Add(TextOf((XElement)XNode.ReadFrom(reader)));
                else
                    reader.Read();
            }
            return strings;
        }

        private XElement Load(string path)
        {
            using var reader = Open(path) ?? throw new InvalidDataException(path);
            return XElement.Load(reader);
        }

        private XmlReader? Open(string path)
        {
            if (zip.GetEntry(path) is not { } entry)
                return null;
            using var packed = entry.Open();
            var plain = new MemoryStream();
            var buffer = new byte[81920];
            for (int read; (read = packed.Read(buffer)) > 0; plain.Write(buffer, 0, read))
                if ((unpacked += read) > MaxUnpacked)
                    throw new RefusedException(ListProblems.UnpacksTooLarge);
            plain.Position = 0;
            return XmlReader.Create(plain, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        }

        private static IEnumerable<XElement> Descendants(XElement element, string name) =>
            element.DescendantsAndSelf().Where(e => e.Name.LocalName == name);

        private static XElement? Child(XElement element, string name) =>
            element.Elements().FirstOrDefault(e => e.Name.LocalName == name);

        // Rich text is in runs; how a word is pronounced (rPh) is no part of it.
        private static string TextOf(XElement element) =>
            string.Concat(
                element
                    .Descendants()
                    .Where(e => e.Name.LocalName == "t" && e.Parent!.Name.LocalName != "rPh")
                    .Select(e => e.Value)
            );

        // "BC12" is column 54.
        private static int ColumnOf(string reference)
        {
            var column = 0;
            foreach (var letter in reference.TakeWhile(char.IsAsciiLetterUpper))
                column = Math.Min(column * 26 + letter - 'A' + 1, 100_000);
            return column - 1;
        }
    }

    // What in a number format is text: quoted, escaped, or in brackets.
    [GeneratedRegex(
        """
            "[^"]*"|\\.|\[[^\]]*\]
            """
    )]
    private static partial Regex Quoted();
}
