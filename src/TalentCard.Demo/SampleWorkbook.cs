using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace TalentCard.Demo;

/// <summary>Writes a sample list as xlsx, with text, dates, numbers and formulas as Excel and WPS save them.</summary>
internal static class SampleWorkbook
{
    private const uint TextStyle = 1;
    private const uint DateStyle = 2;
    private const uint HeadingStyle = 3;

    /// <summary>A cell that holds a formula and the value it last gave.</summary>
    internal sealed record Formula(string Text, string Value);

    /// <summary>The file of one sheet: the headings, then rows of text, dates, numbers and formulas.</summary>
    public static byte[] Create(string[] headings, IEnumerable<object[]> rows)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            document.ChangeIdOfPart(workbook, "workbook");
            workbook.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = Styles();
            workbook.AddNewPart<WorksheetPart>("sheet1").Worksheet = new Worksheet(
                new Columns(headings.Select((_, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = 22, CustomWidth = true })),
                new SheetData([RowOf(1, headings, HeadingStyle), .. rows.Select((row, i) => RowOf((uint)i + 2, row, TextStyle))]));
            workbook.Workbook = new Workbook(new Sheets(new Sheet { Id = "sheet1", SheetId = 1, Name = "人才名单" }));
        }
        FixTimes(file);
        return file.ToArray();
    }

    private static Row RowOf(uint number, object[] values, uint textStyle) =>
        new(values.Select((value, i) => CellOf($"{(char)('A' + i)}{number}", value, textStyle))) { RowIndex = number };

    private static Cell CellOf(string reference, object value, uint textStyle) => value switch
    {
        DateOnly date => new Cell
        {
            CellReference = reference,
            StyleIndex = DateStyle,
            CellValue = new CellValue(date.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture)),
        },
        decimal number => new Cell
        {
            CellReference = reference,
            CellValue = new CellValue(number.ToString(CultureInfo.InvariantCulture)),
        },
        Formula formula => new Cell
        {
            CellReference = reference,
            DataType = CellValues.String,
            CellFormula = new CellFormula(formula.Text),
            CellValue = new CellValue(formula.Value),
        },
        _ => new Cell
        {
            CellReference = reference,
            StyleIndex = textStyle,
            DataType = CellValues.InlineString,
            InlineString = new InlineString(new Text((string)value)),
        },
    };

    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true, FontId = 1, ApplyFont = true }));

    // The zip's entries carry the time of writing; the same list shall give the same bytes.
    private static void FixTimes(MemoryStream file)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true);
        foreach (var entry in zip.Entries) entry.LastWriteTime = new DateTimeOffset(2022, 6, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
