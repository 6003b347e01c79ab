using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Lists;
using TalentCard.Core.Lists;

namespace TalentCard.Api.Lists;

/// <summary>Uploaded lists: checked, then committed or discarded. The same for every feature that imports some.</summary>
internal static class ListEndpoints
{
    /// <summary>Largest file that is read, in bytes.</summary>
    private const int MaxFileSize = 5 * 1024 * 1024;

    // The parts' headings beside the file itself.
    private const int FormOverhead = 65_536;

    /// <summary>Maps the life of an import.</summary>
    /// <param name="imports">The group of its address.</param>
    /// <param name="refusals">What a commit can be refused for beside bad rows.</param>
    /// <typeparam name="TImport">How a list is shown; its name is in the endpoints' names.</typeparam>
    /// <returns>The group, for what this list has besides.</returns>
    public static RouteGroupBuilder MapImport<TImport>(this RouteGroupBuilder imports, params ProblemCode[] refusals)
        where TImport : IListImport
    {
        var name = typeof(TImport).Name;
        imports
            .MapPost("/", UploadAsync<TImport>)
            .WithName($"upload{name}")
            .WithSummary(
                "Reads a list as xlsx or csv and says what is wrong with which cell; nothing else is written. Rows that a filter hides are left out, unless withHidden is true."
            )
            // Access tokens, not cookies: no antiforgery. The file stays in memory, for it holds personal data.
            .DisableAntiforgery()
            .WithFormOptions(memoryBufferThreshold: MaxFileSize + FormOverhead)
            .Refuses(
                ListProblems.NotASpreadsheet,
                ListProblems.WebPage,
                ListProblems.OldWorkbook,
                ListProblems.Protected,
                ListProblems.EmptySheet,
                ListProblems.EmptyList,
                ListProblems.TooManyRows,
                ListProblems.Headings,
                ListProblems.UnpacksTooLarge
            );
        imports
            .MapGet("/{id:guid}", ReadAsync<TImport>)
            .WithName($"get{name}")
            .WithSummary("Shows an import with its problems and first rows.");
        imports
            .MapPost("/{id:guid}/commit", CommitAsync<TImport>)
            .WithName($"commit{name}")
            .WithSummary("Checks a list once more and writes all of it or nothing.")
            .Refuses([ListProblems.BadRows, ListProblems.ImportClosed, .. refusals]);
        imports
            .MapPost("/{id:guid}/discard", DiscardAsync<TImport>)
            .WithName($"discard{name}")
            .WithSummary("Discards a list.")
            .Refuses(ListProblems.ImportClosed);
        return imports;
    }

    private static async Task<Created<TImport>> UploadAsync<TImport>(
        IFormFile file,
        [AsParameters] ListReading reading,
        ListImport<TImport> lists,
        Actor actor,
        HttpRequest request,
        CancellationToken cancel
    )
        where TImport : IListImport
    {
        var bytes = await BytesOfAsync(file, cancel);
        var import = await lists.UploadAsync(file.FileName, bytes, reading.WithHidden, actor, cancel);
        return TypedResults.Created(request.Path.Add($"/{import.Id}").Value, import);
    }

    private static async Task<Ok<TImport>> ReadAsync<TImport>(
        Guid id,
        ListImport<TImport> lists,
        Actor actor,
        CancellationToken cancel
    )
        where TImport : IListImport => TypedResults.Ok(await lists.ReadAsync(id, actor, cancel));

    private static async Task<Ok<TImport>> CommitAsync<TImport>(
        Guid id,
        ListImport<TImport> lists,
        Actor actor,
        CancellationToken cancel
    )
        where TImport : IListImport => TypedResults.Ok(await lists.CommitAsync(id, actor, cancel));

    private static async Task<Ok<TImport>> DiscardAsync<TImport>(
        Guid id,
        ListImport<TImport> lists,
        Actor actor,
        CancellationToken cancel
    )
        where TImport : IListImport => TypedResults.Ok(await lists.DiscardAsync(id, actor, cancel));

    private static async Task<byte[]> BytesOfAsync(IFormFile file, CancellationToken cancel)
    {
        if (file.Length > MaxFileSize)
            throw new RefusedException(CommonProblems.TooLarge);
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }
}
