using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.ThinkTank;
using TalentCard.Web.Exports;
using TalentCard.Web.ThinkTank.Advisees;
using TalentCard.Web.ThinkTank.Experts;
using TalentCard.Web.ThinkTank.Requests;
using TalentCard.Web.ThinkTank.Visits;

namespace TalentCard.Web.ThinkTank;

using Answer = Task<Results<FileStreamHttpResult, RedirectHttpResult>>;

/// <summary>The lists of the think tank as workbooks.</summary>
internal static class ThinkTankExports
{
    public static void MapThinkTankExports(this IEndpointRouteBuilder routes)
    {
        var office = routes.MapGroup("/office/think-tank").RequireAuthorization(Policies.Office);
        office.MapExport("/experts.xlsx", ExpertsAsync);
        office.MapExport("/advisees.xlsx", AdviseesAsync);
        office.MapExport("/visits.xlsx", VisitsAsync);
        office.MapExport("/requests.xlsx", RequestsAsync);
        office.MapExport("/scores.xlsx", ScoresAsync);
    }

    private static async Answer ExpertsAsync(Export export) =>
        await export.SendAsync<ExpertQuery, Expert>(
            export.Words["智库专家"],
            "experts",
            "/office/think-tank/experts",
            export.Api.ThinkTank.ListExpertsAsync,
            ExpertColumns.Of(export.Words, await TreeAsync(export), await export.Api.ReferenceAsync(export.Aborted))
        );

    private static async Answer AdviseesAsync(Export export) =>
        await export.SendAsync<AdviseeQuery, Advisee>(
            export.Words["托管村和企业"],
            "advisees",
            "/office/think-tank/advisees",
            export.Api.ThinkTank.ListAdviseesAsync,
            AdviseeColumns.Of(export.Words, await TreeAsync(export), await export.Api.ReferenceAsync(export.Aborted))
        );

    private static async Answer VisitsAsync(Export export) =>
        await export.SendAsync<ServiceLogQuery, ServiceLog>(
            export.Words["服务记录"],
            "service_logs",
            "/office/think-tank/visits",
            export.Api.ThinkTank.ListServiceLogsAsync,
            VisitColumns.Of(export.Words, await TreeAsync(export))
        );

    private static async Answer RequestsAsync(Export export) =>
        await export.SendAsync<HelpRequestQuery, HelpRequest>(
            export.Words["求助"],
            "help_requests",
            "/office/think-tank/requests",
            export.Api.ThinkTank.ListHelpRequestsAsync,
            RequestColumns.Of(export.Words, await TreeAsync(export))
        );

    private static async Answer ScoresAsync(Export export)
    {
        var year = export.FromQuery<ScoreFilter>().Year ?? export.Time.Today().Year;
        var scores = await export.Api.ThinkTank.ListExpertScoresAsync(year, export.Aborted);
        return await export.SendAsync(
            export.Words["年度评分"],
            "expert_scores",
            "/office/think-tank/scores",
            ScoreColumns.All,
            scores
        );
    }

    private static Task<IReadOnlyList<Speciality>> TreeAsync(Export export) => export.Api.SpecialitiesAsync(export.Aborted);
}
