using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Reports;
using TalentCard.Web.Exports;

namespace TalentCard.Web.Reports;

/// <summary>A report as files.</summary>
internal static class ReportFiles
{
    public static void MapReportFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/office/reports/{id:guid}/report.docx", DocumentAsync).RequireAuthorization(Policies.ReportReader);
        routes.MapGroup("/office").RequireAuthorization(Policies.Office).MapExport("/reports.xlsx", ListAsync);
        routes.MapGet("/office/reports/{id:guid}/report.xlsx", WorkbookAsync).RequireAuthorization(Policies.Office);
    }

    private static Task<Results<FileStreamHttpResult, RedirectHttpResult>> ListAsync(Export export) =>
        export.SendAsync<ReportQuery, ReportSummary>(
            export.Words["通报"],
            "reports",
            "/office/reports",
            export.Api.Reports.ListReportsAsync,
            ReportColumns.Of(export.Words)
        );

    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult>> DocumentAsync(
        Guid id,
        TalentCardClient api,
        CancellationToken cancel
    )
    {
        try
        {
            var report = await api.Reports.GetReportAsync(id, cancel);
            return TypedResults.File(
                await BulletinDocument.WriteAsync(report),
                BulletinDocument.ContentType,
                $"{report.Masthead}{BulletinText.Number(report.Summary)}.docx"
            );
        }
        catch (ApiProblemException refused)
        {
            return TypedResults.StatusCode(refused.Problem.Status);
        }
    }

    // The tables of the bulletin below each other: a row a cell with its number.
    private static async Task<Results<FileStreamHttpResult, RedirectHttpResult, StatusCodeHttpResult>> WorkbookAsync(
        Guid id,
        HttpContext context,
        TalentCardClient api,
        IStringLocalizer words,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        Report report;
        try
        {
            report = await api.Reports.GetReportAsync(id, cancel);
        }
        catch (ApiProblemException refused)
        {
            return TypedResults.StatusCode(refused.Problem.Status);
        }
        List<(string Part, string Name, string Figure, decimal Count)> rows = [];
        foreach (var part in BulletinText.Parts(report))
        {
            if (part.Table is not { } table)
                continue;
            foreach (var row in table.Rows)
            {
                // The row's name is its only cell with letters; what was not counted is a dash.
                var name = row.First(cell => cell.Any(char.IsLetter));
                rows.AddRange(
                    table
                        .Heads.Zip(row)
                        .Where(cell => IsNumber(cell.Second))
                        .Select(cell =>
                            (part.Heading, name, cell.First, decimal.Parse(cell.Second, CultureInfo.InvariantCulture))
                        )
                );
            }
        }
        var sent = await new Export(context, api, words, time).SendAsync<(
            string Part,
            string Name,
            string Figure,
            decimal Count
        )>(
            $"{report.Masthead}{BulletinText.Number(report.Summary)}",
            "report",
            $"/office/reports/{id}",
            [
                new("部分", "part", row => row.Part),
                new("名称", "name", row => row.Name),
                new("指标", "figure", row => row.Figure),
                new("数量", "count", row => row.Count),
            ],
            rows
        );
        return sent.Result is FileStreamHttpResult file ? file : (RedirectHttpResult)sent.Result;
    }

    private static bool IsNumber(string cell) =>
        decimal.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
