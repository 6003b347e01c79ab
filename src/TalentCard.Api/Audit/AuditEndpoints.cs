using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Audit;

namespace TalentCard.Api.Audit;

/// <summary>Who saw or changed what.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/v1/audit-events", ListAsync)
            .RequireAuthorization(Policies.Audit)
            .WithTags("Audit")
            .WithName("listAuditEvents")
            .WithSummary("Lists the audit trail, newest first; the look becomes a row of it.");

    private static async Task<Ok<Page<AuditEntry>>> ListAsync(
        [AsParameters] AuditQuery query,
        AuditStore audit,
        Actor caller,
        CancellationToken cancel
    ) => TypedResults.Ok(await audit.ListAsync(query, caller, cancel));
}
