using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.History;
using TalentCard.Core.History;

namespace TalentCard.Api.History;

/// <summary>The history of what the office keeps.</summary>
internal static class HistoryEndpoints
{
    public static void MapHistory(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/v1/history", ListAsync)
            .RequireAuthorization(Policies.Office)
            .WithTags("History")
            .WithName("listHistory")
            .WithSummary("Lists the changes of one thing, newest first: who, when and why; looks at it are left out.");

    private static async Task<Ok<Page<HistoryEntry>>> ListAsync(
        [AsParameters] HistoryQuery query,
        ChangeHistory history,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await history.ListAsync(query, actor, cancel));
}
