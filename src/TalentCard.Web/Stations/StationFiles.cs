using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Stations;
using TalentCard.Web.Api;
using TalentCard.Web.Office;
using TalentCard.Web.Shell;

namespace TalentCard.Web.Stations;

/// <summary>Files that the stations' pages hand out: attached documents, and the filtered list as a workbook.</summary>
internal static class StationFiles
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static readonly string[] DocumentTypes = ["application/pdf", "image/jpeg", "image/png"];

    // The columns that an import reads come first, by the same names.
    private static readonly string[] Headings =
    [
        "站点", "姓名", "研究领域", "博士毕业院校", "站内导师", "高校导师", "协议编号", "进站日期", "期满日期", "状态", "开题", "中期考核", "考核结果", "离站日期",
        "出站去向", "已拨经费（元）",
    ];

    public static void MapStationFiles(this IEndpointRouteBuilder routes)
    {
        Map(routes.MapGroup("/office/stations"), "office");
        Map(routes.MapGroup("/stations"), "station_manager");
    }

    private static void Map(RouteGroupBuilder group, string role)
    {
        group.RequireAuthorization(new AuthorizeAttribute { Roles = role });
        group.MapGet("/postdocs.xlsx", ExportAsync);
        group.MapGet("/postdocs/{id:guid}/documents/{document:guid}", DocumentAsync);
    }

    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult>> DocumentAsync(
        Guid id, Guid document, TalentCardClient api, HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            using var file = await api.DownloadAsync($"api/v1/postdocs/{id}/documents/{document}", cancellationToken);
            var type = file.Content.Headers.ContentType?.MediaType;
            if (type is null || !DocumentTypes.Contains(type)) return TypedResults.StatusCode(StatusCodes.Status502BadGateway);
            // Saved, not opened; where it is opened all the same, without scripts and without this origin.
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
            var disposition = file.Content.Headers.ContentDisposition;
            return TypedResults.File(await file.Content.ReadAsByteArrayAsync(cancellationToken), type, disposition?.FileNameStar ?? disposition?.FileName ?? "document");
        }
        catch (ApiProblemException refused)
        {
            return TypedResults.StatusCode(refused.Problem.Status);
        }
    }

    private static async Task<FileContentHttpResult> ExportAsync(
        HttpContext context, TalentCardClient api, IStringLocalizer words, TimeProvider time, CancellationToken cancellationToken)
    {
        var query = new PostdocQuery(context.Request.Query);
        var disciplines = await api.GetAsync<IReadOnlyList<Discipline>>("api/v1/stations/disciplines", cancellationToken);
        var rows = new List<Postdoc>();
        string? after = null;
        do
        {
            var page = await query.ListAsync(api, after, 200, cancellationToken);
            rows.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(new SheetData(
                [RowOf([.. Headings.Select(heading => (object)words[heading].Value)]), .. rows.Select(row => RowOf(Cells(row, disciplines, words)))]));
            workbook.Workbook = new Workbook(new Sheets(new Sheet { Id = workbook.GetIdOfPart(sheet), SheetId = 1, Name = words["博士后"].Value }));
        }
        return TypedResults.File(file.ToArray(), Xlsx, $"{words["博士后"].Value}-{Display.Iso(time.Today())}.xlsx");
    }

    private static object[] Cells(Postdoc one, IReadOnlyList<Discipline> disciplines, IStringLocalizer words) =>
    [
        one.StationName, one.Name, disciplines.NameOf(one.Discipline), one.University, one.Mentor, one.UniversityMentor ?? "", one.AgreementNumber,
        Display.Iso(one.EnteredOn), Display.Iso(one.PlannedEnd), words[StationWords.States.Of(one.State)].Value, DayOf(one.ProposalOn), DayOf(one.MidtermOn),
        one.MidtermResult is null ? "" : words[StationWords.Results.Of(one.MidtermResult)].Value, DayOf(one.LeftOn),
        one.Destination is null ? "" : words[StationWords.Destinations.Of(one.Destination)].Value, one.Paid,
    ];

    private static string DayOf(DateOnly? day) => day is { } one ? Display.Iso(one) : "";

    // Every text is an inline string, which no spreadsheet program reads as a formula.
    private static Row RowOf(object[] values) => new(values.Select(value => value is decimal number
        ? new Cell { DataType = CellValues.Number, CellValue = new CellValue(number) }
        : new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(Printable((string)value))) }));

    // XML has no place for control characters and lone surrogates.
    private static string Printable(string text) => string.Concat(text.EnumerateRunes().Where(rune =>
        rune.Value >= ' ' && rune != System.Text.Rune.ReplacementChar && rune.Value is not (0xFFFE or 0xFFFF)));
}
