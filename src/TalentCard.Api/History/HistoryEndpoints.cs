using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.History;
using TalentCard.Core.History;

namespace TalentCard.Api.History;

/// <summary>The history of what the office keeps.</summary>
internal static class HistoryEndpoints
{
    public static void MapHistory(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/history", ListAsync).RequireAuthorization(Policies.Office).WithTags("History").WithName("listHistory")
            .WithSummary("Lists the changes of one thing, newest first: who, when and why; looks at it are left out.");

    private static async Task<Ok<Page<HistoryEntry>>> ListAsync(
        [Required, AllowedValues("talent", "card", "card_batch", "talent_import", "benefit", "partner", "service_point", "expert", "advisee", "help_request",
            "service_log", "pairing_proposal", "station", "station_import", "postdoc_import", "report", "report_layout")] string kind,
        [Required, StringLength(40, MinimumLength = 1)] string id, ChangeHistory history, Actor actor,
        CancellationToken cancellationToken,
        [Range(1, Keyset.MaxLimit)] int limit = 50, string? after = null) =>
        TypedResults.Ok(await history.ListAsync(kind, id, limit, after, actor, cancellationToken));
}
