using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Talents;
using TalentCard.Core.Talents;

namespace TalentCard.Api.Talents;

/// <summary>The office's approved lists: uploaded and checked, then committed or discarded.</summary>
internal static class TalentImportEndpoints
{
    public static void MapTalentImports(this IEndpointRouteBuilder routes)
    {
        var imports = routes.MapGroup("/api/v1/talents/imports").RequireAuthorization(Policies.CityOffice)
            .WithTags("Talent imports");
        imports.MapPost("/", UploadAsync).WithName("uploadTalentImport")
            .WithSummary("Reads a list as xlsx or csv and says what is wrong with which cell; nothing else is written.")
            .TakesList();
        imports.MapGet("/", ListAsync).WithName("listTalentImports").WithSummary("Lists imports, newest first.");
        imports.MapGet("/{id:guid}", ReadAsync).WithName("getTalentImport").WithSummary("Shows an import with its problems and first rows.");
        imports.MapPost("/{id:guid}/commit", CommitAsync).WithName("commitTalentImport")
            .WithSummary("Checks a list once more and writes all of it or nothing.")
            .Refuses(TalentProblems.BadRows, TalentProblems.ImportClosed);
        imports.MapPost("/{id:guid}/discard", DiscardAsync).WithName("discardTalentImport").WithSummary("Discards a list.")
            .Refuses(TalentProblems.ImportClosed);
    }

    private static async Task<Created<TalentImport>> UploadAsync(
        IFormFile file, ImportTalents imports, Actor actor, CancellationToken cancellationToken)
    {
        var import = await imports.UploadAsync(file.FileName, await UploadedLists.ReadAsync(file, cancellationToken), actor, cancellationToken);
        return TypedResults.Created($"/api/v1/talents/imports/{import.Id}", import);
    }

    private static async Task<Ok<Page<TalentImportSummary>>> ListAsync(
        ImportTalents imports, CancellationToken cancellationToken,
        [AllowedValues(null, "preview", "committed", "discarded")] string? state = null,
        [Range(1, Keyset.MaxLimit)] int limit = 50, string? after = null) =>
        TypedResults.Ok(await imports.ListAsync(state, limit, after, cancellationToken));

    private static async Task<Ok<TalentImport>> ReadAsync(
        Guid id, ImportTalents imports, Actor actor, CancellationToken cancellationToken) =>
        TypedResults.Ok(await imports.ReadAsync(id, actor, cancellationToken));

    private static async Task<Ok<TalentImport>> CommitAsync(
        Guid id, ImportTalents imports, Actor actor, CancellationToken cancellationToken) =>
        TypedResults.Ok(await imports.CommitAsync(id, actor, cancellationToken));

    private static async Task<Ok<TalentImport>> DiscardAsync(
        Guid id, ImportTalents imports, Actor actor, CancellationToken cancellationToken) =>
        TypedResults.Ok(await imports.DiscardAsync(id, actor, cancellationToken));
}
