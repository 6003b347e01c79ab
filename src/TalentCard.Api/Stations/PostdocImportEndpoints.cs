using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.OpenApi;
using TalentCard.Api.Talents;
using TalentCard.Contracts.Stations;
using TalentCard.Contracts.Talents;
using TalentCard.Core.Stations;

namespace TalentCard.Api.Stations;

/// <summary>Lists of postdocs: uploaded and checked, then committed or discarded.</summary>
internal static class PostdocImportEndpoints
{
    public static void MapPostdocImports(this IEndpointRouteBuilder routes)
    {
        var imports = routes.MapGroup("/api/v1/postdocs/imports").RequireAuthorization(Policies.PostdocLists)
            .WithTags("Postdocs");
        imports.MapPost("/", UploadAsync).WithName("uploadPostdocImport")
            .WithSummary("Reads a list of postdocs as xlsx or csv and says what is wrong with which cell; nothing else is written.")
            .TakesList();
        imports.MapGet("/", ListAsync).WithName("listPostdocImports").WithSummary("Lists uploaded lists of postdocs, newest first.");
        imports.MapGet("/{id:guid}", ReadAsync).WithName("getPostdocImport").WithSummary("Shows an import with its problems and rows.");
        imports.MapPost("/{id:guid}/commit", CommitAsync).WithName("commitPostdocImport")
            .WithSummary("Checks a list once more and proposes every entry of it or none.").Refuses(TalentProblems.BadRows, TalentProblems.ImportClosed);
        imports.MapPost("/{id:guid}/discard", DiscardAsync).WithName("discardPostdocImport").WithSummary("Discards a list.")
            .Refuses(TalentProblems.ImportClosed);

        var office = routes.MapGroup("/api/v1/postdocs/imports").RequireAuthorization(Policies.CityOffice).WithTags("Postdocs");
        office.MapGet("/{id:guid}/entries", EntriesAsync).WithName("listImportedEntries")
            .WithSummary("Lists the entries of a list that wait, and what keeps the caller from approving which.");
        office.MapPost("/{id:guid}/entries/approve", ApproveAsync).WithName("approveImportedEntries")
            .WithSummary("Approves the entries named, which another person proposed: all of them or none.").Refuses(PostdocProblems.EntriesChanged);
    }

    private static async Task<Ok<Page<PostdocImportSummary>>> ListAsync(
        ImportPostdocs imports, Actor actor, CancellationToken cancellationToken, bool waiting = false,
        [Range(1, Keyset.MaxLimit)] int limit = 50, string? after = null) =>
        TypedResults.Ok(await imports.ListAsync(waiting, limit, after, actor, cancellationToken));

    private static async Task<Created<PostdocImport>> UploadAsync(
        IFormFile file, ImportPostdocs imports, Actor actor, CancellationToken cancellationToken)
    {
        var import = await imports.UploadAsync(file.FileName, await UploadedLists.ReadAsync(file, cancellationToken), actor, cancellationToken);
        return TypedResults.Created($"/api/v1/postdocs/imports/{import.Id}", import);
    }

    private static async Task<Ok<PostdocImport>> ReadAsync(Guid id, ImportPostdocs imports, Actor actor, CancellationToken cancellationToken) =>
        TypedResults.Ok(await imports.ReadAsync(id, actor, cancellationToken));

    private static async Task<Ok<PostdocImport>> CommitAsync(Guid id, ImportPostdocs imports, Actor actor, CancellationToken cancellationToken) =>
        TypedResults.Ok(await imports.CommitAsync(id, actor, cancellationToken));

    private static async Task<Ok<PostdocImport>> DiscardAsync(Guid id, ImportPostdocs imports, Actor actor, CancellationToken cancellationToken) =>
        TypedResults.Ok(await imports.DiscardAsync(id, actor, cancellationToken));

    private static async Task<Ok<WaitingEntries>> EntriesAsync(Guid id, ApproveEntries entries, Actor actor, CancellationToken cancellationToken) =>
        TypedResults.Ok(await entries.PreviewAsync(id, actor, cancellationToken));

    private static async Task<Ok<EntriesApproved>> ApproveAsync(
        Guid id, EntriesApproval approval, ApproveEntries entries, Actor actor, CancellationToken cancellationToken) =>
        TypedResults.Ok(new EntriesApproved(await entries.ApproveAsync(id, approval.RequestIds, actor, cancellationToken)));
}
