using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using TalentCard.Workbooks;

namespace TalentCard.Web.PersonalData;

/// <summary>A talent's data as files.</summary>
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
        using (var workbook = new WorkbookWriter(file))
            foreach (var sheet in sheets)
                workbook.AddSheet(sheet.Title, sheet.Columns, sheet.Rows);
        return file.ToArray();
    }
}
