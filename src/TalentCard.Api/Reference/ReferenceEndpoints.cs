using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Reference;
using TalentCard.Core.Reference;

namespace TalentCard.Api.Reference;

/// <summary>The lists that every page chooses from.</summary>
internal static class ReferenceEndpoints
{
    public static void MapReference(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/v1/reference", ReadAsync)
            .RequireAuthorization(Policies.SignedIn)
            .WithTags("Reference")
            .WithName("getReference")
            .WithSummary("Lists divisions, tiers and kinds of service points.");

    private static async Task<Ok<ReferenceData>> ReadAsync(ReferenceStore reference, CancellationToken cancel) =>
        TypedResults.Ok(await reference.ReadAsync(cancel));
}
