using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Redemptions;
using TalentCard.Web.Api;
using TalentCard.Web.Shell;

namespace TalentCard.Web.Office.Redemptions;

/// <summary>
/// The filtered ledger as a workbook. Rows go from the Api's pages straight into the sheet, so that memory does not grow
/// with them. Every text is an inline string, which no spreadsheet program reads as a formula.
/// </summary>
internal static class RedemptionExport
{
    /// <summary>The most rows that one workbook holds.</summary>
    public const int MaxRows = 50_000;

    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const int PageSize = 200;

    private static readonly string[] Headings =
    [
        "时间", "服务事项", "持卡人", "人才类别", "所属县区", "合作单位", "服务点", "经办人", "陪同人数", "出示方式", "撤销时间", "撤销原因", "星级", "评价内容",
    ];

    public static async Task<Results<FileStreamHttpResult, RedirectHttpResult>> DownloadAsync(
        HttpContext context, TalentCardClient api, IStringLocalizer words, TimeProvider time, CancellationToken cancellationToken)
    {
        var filter = RedemptionFilter.Of(context.Request.Query);
        // A package wants to seek; the file goes with its handle.
        var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 81920,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            if (!await WriteAsync(file, filter, api, words, cancellationToken))
            {
                await file.DisposeAsync();
                return TypedResults.Redirect(OfficeCalls.Filtered(filter.At("/office/redemptions"), ("done", "too-many")));
            }
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
        file.Position = 0;
        return TypedResults.File(file, Xlsx, $"{words["核销记录"].Value}-{Display.Day(time.Today())}.xlsx");
    }

    // False where there are more rows than a workbook takes.
    private static async Task<bool> WriteAsync(
        Stream file, RedemptionFilter filter, TalentCardClient api, IStringLocalizer words, CancellationToken cancellationToken)
    {
        using var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        var sheet = workbook.AddNewPart<WorksheetPart>();
        var rows = 0;
        using (var writer = OpenXmlWriter.Create(sheet))
        {
            writer.WriteStartElement(new Worksheet());
            writer.WriteStartElement(new SheetData());
            WriteRow(writer, [.. Headings.Select(heading => (object)words[heading].Value)]);
            string? after = null;
            do
            {
                var page = await filter.ListAsync(api, after, PageSize, cancellationToken);
                rows += page.Items.Count;
                if (rows > MaxRows) return false;
                foreach (var item in page.Items) WriteRow(writer, Cells(item, words));
                after = page.Next;
            }
            while (after is not null);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        workbook.Workbook = new Workbook(new Sheets(
            new Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = words["核销记录"].Value }));
        return true;
    }

    private static object[] Cells(RedemptionItem item, IStringLocalizer words) =>
    [
        Display.Minute(item.RedeemedAt), item.BenefitName, item.MaskedName, item.Tier, item.DivisionName, item.PartnerName,
        item.ServicePointName, item.OperatorName, item.Companions, words[OfficeWords.Levels.Of(item.Level.ToString(CultureInfo.InvariantCulture))].Value,
        item.ReversedAt is { } at ? Display.Minute(at) : "", item.ReversalReason ?? "",
        item.Score ?? (object)"", item.Comment ?? "",
    ];

    private static void WriteRow(OpenXmlWriter writer, object[] values)
    {
        writer.WriteStartElement(new Row());
        foreach (var value in values)
            writer.WriteElement(value is int number
                ? new Cell { DataType = CellValues.Number, CellValue = new CellValue(number) }
                : new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(Printable((string)value))) });
        writer.WriteEndElement();
    }

    // XML has no place for control characters and lone surrogates.
    private static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value >= ' ' && rune != Rune.ReplacementChar && rune.Value is not (0xFFFE or 0xFFFF)) printable.Append(rune.ToString());
        return printable.ToString();
    }
}
