using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Audit;

namespace TalentCard.Api.Audit;

/// <summary>Who saw or changed what.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/audit-events", ListAsync).RequireAuthorization(Policies.Audit).WithTags("Audit")
            .WithName("listAuditEvents").WithSummary("Lists the audit trail, newest first; the look becomes a row of it.");

    private static async Task<Ok<Page<AuditEntry>>> ListAsync(
        AuditStore audit, Actor caller, CancellationToken cancellationToken, [StringLength(200)] string? actor = null,
        Guid? talent = null, [StringLength(40)] string? subjectKind = null, [StringLength(200)] string? subject = null,
        [StringLength(80)] string? action = null, DateTimeOffset? from = null, DateTimeOffset? to = null,
        [Range(1, Keyset.MaxLimit)] int limit = 50, string? after = null) =>
        TypedResults.Ok(await audit.ListAsync(
            new AuditFilter(actor, talent, subjectKind, subject, action, from, to), limit, after, caller, cancellationToken));
}
