using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Audit;

namespace TalentCard.Api.Audit;

/// <summary>Who saw or changed what, and that nothing was altered.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").RequireAuthorization(Policies.Audit).WithTags("Audit");
        group
            .MapGet("/audit-events", ListAsync)
            .WithName("listAuditEvents")
            .WithSummary("Lists the audit trail, newest first; the look becomes a row of it.");
        group
            .MapGet("/ledger-days", ListDaysAsync)
            .WithName("listLedgerDays")
            .WithSummary("Lists the closed days of the ledgers, the last first.");
        group
            .MapGet("/ledger-days/{day}", GetDayAsync)
            .WithName("getLedgerDay")
            .WithSummary("Gives the signed statement of a closed day of the ledgers.")
            .Refuses(CommonProblems.NotFound);
    }

    private static async Task<Ok<Page<AuditEntry>>> ListAsync(
        [AsParameters] AuditQuery query,
        AuditStore audit,
        Actor caller,
        CancellationToken cancel
    ) => TypedResults.Ok(await audit.ListAsync(query, caller, cancel));

    private static async Task<Ok<Page<LedgerDay>>> ListDaysAsync(
        [AsParameters] LedgerDayQuery query,
        LedgerDayStore days,
        CancellationToken cancel
    ) => TypedResults.Ok(await days.ListAsync(query, cancel));

    private static async Task<Ok<LedgerDayStatement>> GetDayAsync(DateOnly day, LedgerDayStore days, CancellationToken cancel) =>
        TypedResults.Ok(await days.FindAsync(day, cancel));
}
