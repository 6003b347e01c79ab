using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Security;
using TalentCard.Core.Security;

namespace TalentCard.Api.Security;

/// <summary>What may be an attack.</summary>
internal static class SecurityEventEndpoints
{
    public static void MapSecurityEvents(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/v1/security-events", ListAsync)
            .RequireAuthorization(Policies.Audit)
            .WithTags("Audit")
            .WithName("listSecurityEvents")
            .WithSummary("Lists what may be an attack, newest first; the look becomes a row of the audit trail.");

    private static async Task<Ok<Page<SecurityEvent>>> ListAsync(
        [AsParameters] SecurityEventQuery query,
        SecurityEventStore events,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await events.ListAsync(query, actor, cancel));
}
