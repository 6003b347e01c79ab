using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Exports;
using TalentCard.Core.Exports;

namespace TalentCard.Api.Exports;

/// <summary>Notes of lists that were taken away as files.</summary>
internal static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/api/v1/exports", NoteAsync)
            .RequireAuthorization(Policies.Lists)
            .WithTags("Audit")
            .WithName("noteExport")
            .WithSummary("Notes in the audit trail that a list was exported.");
    }

    private static async Task<NoContent> NoteAsync(ExportNote note, NoteExport exports, Actor actor, CancellationToken cancel)
    {
        await exports.WriteAsync(note.List, note.Rows, actor, cancel);
        return TypedResults.NoContent();
    }
}
