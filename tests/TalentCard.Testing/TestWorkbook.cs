using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace TalentCard.Testing;

/// <summary>A formula in a <see cref="TestWorkbook"/>.</summary>
/// <param name="Expression">Without the equals sign.</param>
/// <param name="Value">What it last gave.</param>
public sealed record Formula(string Expression, string Value);

/// <summary>Writes small xlsx files as raw parts, so that a test can say exactly what a cell is.</summary>
public static class TestWorkbook
{
    /// <summary>A workbook of one sheet.</summary>
    /// <param name="rows">Cells: text, <see cref="double"/>, <see cref="DateOnly"/>, <see cref="Formula"/> or null.</param>
    /// <param name="date1904">Count days as old Macintosh files do.</param>
    public static byte[] Create(IEnumerable<object?[]> rows, bool date1904 = false)
    {
        var strings = new List<string>();
        var sheet = new StringBuilder();
        foreach (var (row, i) in rows.Select((row, i) => (row, i + 1)))
        {
            sheet.Append(CultureInfo.InvariantCulture, $"<row r=\"{i}\">");
            for (var column = 0; column < row.Length; column++)
                sheet.Append(Cell(row[column], $"{(char)('A' + column)}{i}", strings, date1904));
            sheet.Append("</row>");
        }
        return Zip(
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
            (
                "xl/workbook.xml",
                $"""
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
                <workbookPr date1904="{(
                    date1904 ? 1 : 0
                )}"/><sheets><sheet name="名单" sheetId="1" r:id="rId7"/></sheets></workbook>
                """
            ),
            (
                "xl/_rels/workbook.xml.rels",
                """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
                <Relationship Id="rId8" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
                <Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>
                </Relationships>
                """
            ),
            (
                "xl/styles.xml",
                """
                <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>
                <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/></cellXfs></styleSheet>
                """
            ),
            (
                "xl/sharedStrings.xml",
                $"""
                <sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{string.Concat(strings)}</sst>
                """
            ),
            (
                "xl/worksheets/sheet1.xml",
                $"""
                <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>
                """
            )
        );
    }

    /// <summary>A zip archive of texts.</summary>
    public static byte[] Zip(params (string Path, string Text)[] parts)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (path, text) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(path).Open());
                writer.Write(text);
            }
        }
        return bytes.ToArray();
    }

    private static string Cell(object? value, string reference, List<string> strings, bool date1904) =>
        value switch
        {
            null => "",
            string text => Shared(text, reference, strings),
            double number => $"<c r=\"{reference}\"><v>{number.ToString("R", CultureInfo.InvariantCulture)}</v></c>",
            DateOnly date =>
                $"<c r=\"{reference}\" s=\"{1 + date.Day % 2}\"><v>{date.ToDateTime(TimeOnly.MinValue).ToOADate() - (date1904 ? 1462 : 0)}</v></c>",
            Formula formula =>
                $"<c r=\"{reference}\" t=\"str\"><f>{SecurityElement.Escape(formula.Expression)}</f><v>{formula.Value}</v></c>",
            _ => throw new ArgumentException("not a cell", nameof(value)),
        };

    // Every other string is of rich runs with a reading above, as some programs write it.
    private static string Shared(string text, string reference, List<string> strings)
    {
        var plain = SecurityElement.Escape(text);
        strings.Add(
            strings.Count % 2 == 0
                ? $"<si><t xml:space=\"preserve\">{plain}</t></si>"
                : $"<si><r><t xml:space=\"preserve\">{plain}</t></r><rPh><t>pinyin</t></rPh></si>"
        );
        return $"<c r=\"{reference}\" t=\"s\"><v>{strings.Count - 1}</v></c>";
    }
}
