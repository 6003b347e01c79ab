using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Documents;
using TalentCard.Core.Documents;

namespace TalentCard.Api.Documents;

/// <summary>How files come in and go out, the same for every feature that has some.</summary>
internal static class DocumentTransfer
{
    // The parts' headings beside the file itself.
    private const int FormOverhead = 65_536;

    /// <summary>The endpoint takes the form field <c>file</c>.</summary>
    public static RouteHandlerBuilder TakesDocument(this RouteHandlerBuilder endpoint) =>
        endpoint
            // Access tokens, not cookies: no antiforgery. The file stays in memory; a larger body is refused before it is read.
            .DisableAntiforgery()
            .WithFormOptions(
                memoryBufferThreshold: DocumentFile.MaxSize + FormOverhead,
                multipartBodyLengthLimit: DocumentFile.MaxSize + FormOverhead
            )
            .Refuses(DocumentProblems.NotADocument, DocumentProblems.TooLarge);

    /// <summary>The endpoint gives a file.</summary>
    public static RouteHandlerBuilder GivesDocument(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces(
            StatusCodes.Status200OK,
            contentType: "application/pdf",
            additionalContentTypes: ["image/jpeg", "image/png"]
        );

    /// <summary>Reads and checks an uploaded file.</summary>
    /// <exception cref="RefusedException">It is too large, or none that may be attached.</exception>
    public static async Task<DocumentFile> ReadAsync(IFormFile file, CancellationToken cancel)
    {
        if (file.Length > DocumentFile.MaxSize)
            throw new RefusedException(DocumentProblems.TooLarge);
        var bytes = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(bytes, cancel);
        return DocumentFile.Check(file.FileName, bytes);
    }

    /// <summary>
    /// The file as a download that no browser runs: its own type and no guessing, saved rather than opened, and, where it is
    /// opened all the same, in a sandbox without scripts or origin.
    /// </summary>
    public static FileContentHttpResult Send(HttpContext context, DocumentContent document)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "private, no-store";
        return TypedResults.File(document.Content, document.ContentType, document.Name);
    }
}
