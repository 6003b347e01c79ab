using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Lists;
using TalentCard.Contracts.Talents;
using TalentCard.Core.Talents;

namespace TalentCard.Api.Talents;

/// <summary>The office's approved lists.</summary>
internal static class TalentImportEndpoints
{
    public static void MapTalentImports(this IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/api/v1/talents/imports")
            .RequireAuthorization(Policies.CityOffice)
            .WithTags("Talent imports")
            .MapImport<TalentImport>()
            .MapGet("/", ListAsync)
            .WithName("listTalentImports")
            .WithSummary("Lists imports, newest first.");

    private static async Task<Ok<Page<TalentImportSummary>>> ListAsync(
        [AsParameters] TalentImportQuery query,
        ImportTalents imports,
        CancellationToken cancel
    ) => TypedResults.Ok(await imports.ListAsync(query, cancel));
}
