using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using TalentCard.Contracts;
using TalentCard.Web.Shell;

namespace TalentCard.Web.Office.Exports;

/// <summary>A column of a workbook.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Value">A row's cell: a number, a day, a moment, a text or nothing.</param>
internal sealed record WorkbookColumn<T>(string Heading, Func<T, object?> Value);

/// <summary>
/// Writes a list as a workbook, row by row as its pages are read, so that memory does not grow with it. Every text is an
/// inline string, which no spreadsheet program reads as a formula.
/// </summary>
internal static class Workbook
{
    /// <summary>The most rows that one workbook holds.</summary>
    public const int MaxRows = 50_000;

    /// <summary>Media type of a workbook.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Writes the list.</summary>
    /// <param name="file">Where to; it must seek.</param>
    /// <param name="name">Name of the sheet.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="read">Reads the page after a position; null is the first.</param>
    /// <returns>How many rows; null where there are more than <see cref="MaxRows"/>, and the file is of no use.</returns>
    public static async Task<int?> WriteAsync<T>(
        Stream file, string name, IReadOnlyList<WorkbookColumn<T>> columns, Func<string?, Task<Page<T>>> read)
    {
        using var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        var sheet = workbook.AddNewPart<WorksheetPart>();
        var rows = 0;
        using (var writer = OpenXmlWriter.Create(sheet))
        {
            writer.WriteStartElement(new Worksheet());
            WriteLayout(writer, columns.Count);
            writer.WriteStartElement(new SheetData());
            WriteRow(writer, columns.Select(column => (object?)column.Heading));
            string? after = null;
            do
            {
                var page = await read(after);
                rows += page.Items.Count;
                if (rows > MaxRows) return null;
                foreach (var item in page.Items) WriteRow(writer, columns.Select(column => column.Value(item)));
                after = page.Next;
            }
            while (after is not null);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        workbook.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(new Sheets(
            new Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = name.Length > 31 ? name[..31] : name }));
        return rows;
    }

    // The headings stay in sight, and columns are wide enough for a day and a name.
    private static void WriteLayout(OpenXmlWriter writer, int columns)
    {
        var headings = new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen };
        var view = new SheetView(headings) { WorkbookViewId = 0 };
        writer.WriteElement(new SheetViews(view));
        writer.WriteElement(new Columns(new Column { Min = 1, Max = (uint)columns, Width = 18, CustomWidth = true }));
    }

    private static void WriteRow(OpenXmlWriter writer, IEnumerable<object?> values)
    {
        writer.WriteStartElement(new Row());
        foreach (var value in values)
            writer.WriteElement(value is int or long or double or decimal
                ? new Cell { DataType = CellValues.Number, CellValue = new CellValue(Convert.ToString(value, CultureInfo.InvariantCulture)!) }
                : TextCell.Of(TextOf(value)));
        writer.WriteEndElement();
    }

    private static string TextOf(object? value) => value switch
    {
        DateOnly day => Display.Iso(day),
        DateTimeOffset at => Display.Minute(at),
        IEnumerable<string> many => string.Join('、', many),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
