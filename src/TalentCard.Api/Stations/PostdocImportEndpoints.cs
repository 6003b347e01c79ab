using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Lists;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Stations;
using TalentCard.Core.Stations;

namespace TalentCard.Api.Stations;

/// <summary>Lists of postdocs, and the entries that they propose.</summary>
internal static class PostdocImportEndpoints
{
    public static void MapPostdocImports(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGroup("/api/v1/postdocs/imports")
            .RequireAuthorization(Policies.PostdocLists)
            .WithTags("Postdocs")
            .MapImport<PostdocImport>()
            .MapGet("/", ListAsync)
            .WithName("listPostdocImports")
            .WithSummary("Lists uploaded lists of postdocs, newest first.");

        var office = routes.MapGroup("/api/v1/postdocs/imports").RequireAuthorization(Policies.CityOffice).WithTags("Postdocs");
        office
            .MapGet("/{id:guid}/entries", EntriesAsync)
            .WithName("listImportedEntries")
            .WithSummary("Lists the entries of a list that wait, and what keeps the caller from approving which.");
        office
            .MapPost("/{id:guid}/entries/approve", ApproveAsync)
            .WithName("approveImportedEntries")
            .WithSummary("Approves the entries named, which another person proposed: all of them or none.")
            .Refuses(PostdocProblems.EntriesChanged);
    }

    private static async Task<Ok<Page<PostdocImportSummary>>> ListAsync(
        [AsParameters] PostdocImportQuery query,
        ImportPostdocs imports,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await imports.ListAsync(query, actor, cancel));

    private static async Task<Ok<WaitingEntries>> EntriesAsync(
        Guid id,
        ApproveEntries entries,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await entries.PreviewAsync(id, actor, cancel));

    private static async Task<Ok<EntriesApproved>> ApproveAsync(
        Guid id,
        EntriesApproval approval,
        ApproveEntries entries,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(new EntriesApproved(await entries.ApproveAsync(id, approval.RequestIds, actor, cancel)));
}
