using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Search;
using TalentCard.Contracts.Security;
using TalentCard.Core.Search;

namespace TalentCard.Api.Search;

/// <summary>The office's search from anywhere.</summary>
internal static class SearchEndpoints
{
    public static void MapSearch(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/v1/search", FindAsync)
            .RequireAuthorization(Policies.Office)
            .WithTags("Search")
            .WithName("search")
            .WithSummary(
                "Finds talents, cards, partners and service points by a word or number; the look becomes a row of the audit trail."
            )
            .Refuses(SecurityProblems.LookUpsClosed);

    private static async Task<Ok<SearchAnswer>> FindAsync(
        [Required, StringLength(100, MinimumLength = 1)] string q,
        SearchEverywhere search,
        Actor actor,
        CancellationToken cancel,
        [Range(1, 50)] int limit = 5
    ) => TypedResults.Ok(await search.FindAsync(q, limit, actor, cancel));
}
