using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Audit;
using TalentCard.Web.Exports;

namespace TalentCard.Web.Audit;

using Answer = Task<Results<FileStreamHttpResult, RedirectHttpResult>>;

/// <summary>The audit trail and the ledgers' closed days as workbooks.</summary>
internal static class AuditExports
{
    public static void MapAuditExports(this IEndpointRouteBuilder routes)
    {
        var office = routes.MapGroup("/office").RequireAuthorization(Policies.Audit);
        office.MapExport("/audit.xlsx", AuditAsync);
        office.MapExport("/audit/days.xlsx", DaysAsync);
    }

    private static Answer AuditAsync(Export export)
    {
        var query = export.FromQuery<AuditFilter>().Query;
        // Reading the trail writes it; rows of after this moment are left to the next time.
        query = query with
        {
            To = query.To ?? export.Time.GetUtcNow(),
        };
        return export.SendAsync(
            export.Words["审计"],
            "audit",
            "/office/audit",
            export.Api.Audit.ListAuditEventsAsync,
            AuditColumns.All,
            query
        );
    }

    private static Answer DaysAsync(Export export) =>
        export.SendAsync<LedgerDayQuery, LedgerDay>(
            export.Words["台账日结"],
            "ledger_days",
            "/office/audit/days",
            export.Api.Audit.ListLedgerDaysAsync,
            LedgerDayColumns.All
        );
}
