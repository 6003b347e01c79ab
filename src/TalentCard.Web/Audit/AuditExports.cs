using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Web.Exports;

namespace TalentCard.Web.Audit;

using Answer = Task<Results<FileStreamHttpResult, RedirectHttpResult>>;

/// <summary>The audit trail as a workbook.</summary>
internal static class AuditExports
{
    public static void MapAuditExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("/office").RequireAuthorization(Policies.Audit).MapExport("/audit.xlsx", AuditAsync);
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
}
