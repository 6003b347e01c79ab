using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.OpenApi;
using TalentCard.Api.Versions;
using TalentCard.Contracts.Reports;
using TalentCard.Core.Reports;

namespace TalentCard.Api.Reports;

/// <summary>周通报、月排序、年度报告: drafted by the job, approved by a person.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var reports = routes.MapGroup("/api/v1/reports").RequireAuthorization(Policies.Office).WithTags("Reports");
        reports.MapGet("/", ListAsync).WithName("listReports").WithSummary("Lists reports, the last drafted first.");
        routes
            .MapGet("/api/v1/reports/{id:guid}", ReadAsync)
            .RequireAuthorization(Policies.ReportReader)
            .WithTags("Reports")
            .WithName("getReport")
            .WithSummary("Reads a report with its frozen figures; whoever is not of the office, one that was sent to them.")
            .Refuses(CommonProblems.NotFound);
        reports
            .MapPut("/{id:guid}/remark", RemarkAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("remarkReport")
            .WithSummary("Writes the office's words into a draft.")
            .Refuses(CommonProblems.NotFound, CommonProblems.PreconditionRequired, CommonProblems.Stale, ReportProblems.NotDraft);
        reports
            .MapPost("/{id:guid}/approve", ApproveAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("approveReport")
            .WithSummary("Approves a draft as it was read; not by whoever wrote its remark.")
            .Refuses(
                CommonProblems.NotFound,
                CommonProblems.PreconditionRequired,
                CommonProblems.Stale,
                ReportProblems.NotDraft,
                ReportProblems.SecondPerson
            );
        reports
            .MapPost("/{id:guid}/send", SendAsync)
            .RequireAuthorization(Policies.CityOffice)
            .WithName("sendReport")
            .WithSummary("Sends an approved report to the accounts of its list, once.")
            .Refuses(
                CommonProblems.NotFound,
                CommonProblems.PreconditionRequired,
                CommonProblems.Stale,
                ReportProblems.NotApproved
            );

        var layouts = routes.MapGroup("/api/v1/report-layouts").RequireAuthorization(Policies.CityOffice).WithTags("Reports");
        layouts
            .MapGet("/", LayoutsAsync)
            .WithName("listReportLayouts")
            .WithSummary("Lists how each kind of report is headed and whom it is sent to.");
        layouts
            .MapGet("/{kind}", LayoutAsync)
            .WithName("getReportLayout")
            .WithSummary("Reads how a kind of report is headed and whom it is sent to.")
            .Refuses(CommonProblems.NotFound);
        layouts
            .MapPut("/{kind}", ChangeLayoutAsync)
            .WithName("changeReportLayout")
            .WithSummary("Changes how a kind of report is headed and whom it is sent to; what is approved stays as it is.")
            .Refuses(CommonProblems.NotFound, CommonProblems.PreconditionRequired, CommonProblems.Stale);

        var rules = routes.MapGroup("/api/v1/ranking-rules").RequireAuthorization(Policies.CityOffice).WithTags("Reports");
        rules
            .MapGet("/", RulesAsync)
            .WithName("listRankingRules")
            .WithSummary("Lists what counties and parks were, are and will be ranked by, the newest first.");
        rules
            .MapPut("/{validFrom}", SetRuleAsync)
            .WithName("setRankingRule")
            .WithSummary("Sets the weights of reports whose last day is this one or later, tomorrow at the earliest.")
            .Refuses(ReportProblems.RankingInForce);
    }

    private static async Task<Ok<IReadOnlyList<RankingRule>>> RulesAsync(RankingRuleStore rules, CancellationToken cancel) =>
        TypedResults.Ok(await rules.ListAsync(cancel));

    private static async Task<Ok<RankingRule>> SetRuleAsync(
        DateOnly validFrom,
        RankingRuleRequest rule,
        RankingRuleStore rules,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await rules.SetAsync(validFrom, rule, actor, cancel));

    private static async Task<Ok<IReadOnlyList<ReportLayout>>> LayoutsAsync(
        ReportLayoutStore layouts,
        CancellationToken cancel
    ) => TypedResults.Ok(await layouts.ListAsync(cancel));

    private static async Task<Ok<ReportLayout>> LayoutAsync(
        [StringLength(20)] string kind,
        ReportLayoutStore layouts,
        CancellationToken cancel
    ) => TypedResults.Ok(await layouts.ReadAsync(kind, cancel));

    private static Task<Ok<ReportLayout>> ChangeLayoutAsync(
        [StringLength(20)] string kind,
        ReportLayoutChange change,
        IfMatch ifMatch,
        ReportLayoutStore layouts,
        Actor actor,
        CancellationToken cancel
    ) => layouts.ChangeAsync(kind, ifMatch.Version, change, actor, cancel).ThenReadAsync(() => layouts.ReadAsync(kind, cancel));

    private static async Task<Ok<Page<ReportSummary>>> ListAsync(
        [AsParameters] ReportQuery query,
        ReportStore reports,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await reports.ListAsync(query, actor, cancel));

    private static async Task<Ok<Report>> ReadAsync(Guid id, ReportStore reports, Actor actor, CancellationToken cancel) =>
        TypedResults.Ok(await reports.ReadAsync(id, actor, cancel));

    private static Task<Ok<Report>> RemarkAsync(
        Guid id,
        RemarkChange change,
        IfMatch ifMatch,
        ReportStore reports,
        Actor actor,
        CancellationToken cancel
    ) =>
        reports
            .RemarkAsync(id, ifMatch.Version, change.Remark.Trim(), actor, cancel)
            .ThenReadAsync(() => reports.ReadAsync(id, actor, cancel));

    private static Task<Ok<Report>> ApproveAsync(
        Guid id,
        IfMatch ifMatch,
        ReportStore reports,
        Actor actor,
        CancellationToken cancel
    ) => reports.ApproveAsync(id, ifMatch.Version, actor, cancel).ThenReadAsync(() => reports.ReadAsync(id, actor, cancel));

    private static Task<Ok<Report>> SendAsync(
        Guid id,
        IfMatch ifMatch,
        ReportStore reports,
        Actor actor,
        CancellationToken cancel
    ) => reports.SendAsync(id, ifMatch.Version, actor, cancel).ThenReadAsync(() => reports.ReadAsync(id, actor, cancel));
}
