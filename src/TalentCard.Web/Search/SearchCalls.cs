using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Search;

namespace TalentCard.Web.Search;

/// <summary>The search box's answers.</summary>
internal static class SearchCalls
{
    private const int OfEach = 5;

    /// <summary>Maps the options below the box.</summary>
    public static void MapSearch(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/office/search/options", OptionsAsync).RequireAuthorization(Policies.Office);

    /// <summary>What is found, at most <paramref name="limit"/> of each kind.</summary>
    public static Task<SearchAnswer> SearchAsync(this TalentCardClient api, string text, int limit, CancellationToken cancel) =>
        api.Search.SearchAsync(text.Length > 100 ? text[..100] : text, limit, cancel);

    // As a piece of a page.
    private static async Task<Results<RazorComponentResult<SearchOptions>, StatusCodeHttpResult>> OptionsAsync(
        string? q,
        TalentCardClient api,
        CancellationToken cancel
    )
    {
        if (string.IsNullOrWhiteSpace(q))
            return TypedResults.StatusCode(StatusCodes.Status204NoContent);
        try
        {
            var answer = await api.SearchAsync(q, OfEach, cancel);
            return new RazorComponentResult<SearchOptions>(new { Answer = answer, Text = q.Trim() });
        }
        catch (ApiProblemException refused)
        {
            return TypedResults.StatusCode(refused.Problem.Status);
        }
    }
}
