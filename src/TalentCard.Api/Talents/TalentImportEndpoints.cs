using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Lists;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Lists;
using TalentCard.Contracts.Talents;
using TalentCard.Core.Talents;

namespace TalentCard.Api.Talents;

/// <summary>The office's approved lists.</summary>
internal static class TalentImportEndpoints
{
    public static void MapTalentImports(this IEndpointRouteBuilder routes)
    {
        var imports = routes
            .MapGroup("/api/v1/talents/imports")
            .RequireAuthorization(Policies.CityOffice)
            .WithTags("Talent imports")
            .MapImport<TalentImport>();
        imports.MapGet("/", ListAsync).WithName("listTalentImports").WithSummary("Lists imports, newest first.");
        imports
            .MapGet("/{id:guid}/correction", CompareAsync)
            .WithName("compareTalentImport")
            .WithSummary("Shows what a list says otherwise of people who are talents already, masked.")
            .Refuses(ListProblems.ImportClosed);
        imports
            .MapPost("/{id:guid}/correction", CorrectAsync)
            .WithName("correctByTalentImport")
            .WithSummary("Takes the chosen fields of a list as corrections, all or none; numbers wait for a second person.")
            .Refuses(
                ListProblems.ImportClosed,
                TalentProblems.ListPeopleChanged,
                TalentProblems.NumberTaken,
                TalentProblems.CorrectionPending
            );
    }

    private static async Task<Ok<TalentListCorrection>> CompareAsync(
        Guid id,
        CorrectByList lists,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await lists.ReadAsync(id, actor, cancel));

    private static async Task<Ok<TalentImport>> CorrectAsync(
        Guid id,
        TalentListChoice choice,
        CorrectByList lists,
        ImportTalents imports,
        Actor actor,
        CancellationToken cancel
    )
    {
        await lists.CommitAsync(id, choice, actor, cancel);
        return TypedResults.Ok(await imports.ReadAsync(id, actor, cancel));
    }

    private static async Task<Ok<Page<TalentImportSummary>>> ListAsync(
        [AsParameters] TalentImportQuery query,
        ImportTalents imports,
        CancellationToken cancel
    ) => TypedResults.Ok(await imports.ListAsync(query, cancel));
}
