using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace TalentCard.Web.Card;

/// <summary>A talent's data as files. Every text is an inline string, which no spreadsheet program reads as a formula.</summary>
internal static class DataWorkbook
{
    /// <summary>JSON that people read as well: indented, Chinese as itself.</summary>
    public static readonly JsonSerializerOptions Json = new(TalentCardClient.Json)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>A workbook with a sheet for each list.</summary>
    public static byte[] Write(IReadOnlyList<DataSheet> sheets)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var all = new Sheets();
            foreach (var sheet in sheets)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(new SheetData(sheet.Rows.Prepend(sheet.Columns).Select(RowOf)));
                all.Append(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = (uint)all.ChildElements.Count + 1, Name = sheet.Title });
            }
            workbook.Workbook = new Workbook(all);
        }
        return file.ToArray();
    }

    private static Row RowOf(string[] texts) => new(texts.Select(Office.Exports.TextCell.Of));
}
