using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Talents;
using TalentCard.Core.Talents;

namespace TalentCard.Api.Talents;

/// <summary>How lists of people come in, as xlsx or csv: the same for every feature that imports some.</summary>
internal static class UploadedLists
{
    // The parts' headings beside the file itself.
    private const int FormOverhead = 65_536;

    /// <summary>The endpoint takes a list in the form field <c>file</c>.</summary>
    public static RouteHandlerBuilder TakesList(this RouteHandlerBuilder endpoint) => endpoint
        // Access tokens, not cookies: no antiforgery. The file stays in memory, for it holds personal data.
        .DisableAntiforgery()
        .WithFormOptions(memoryBufferThreshold: ImportTalents.MaxFileSize + FormOverhead)
        .Refuses(TalentProblems.NotASpreadsheet, TalentProblems.EmptyList, TalentProblems.TooManyRows, TalentProblems.Headings,
            TalentProblems.UnpacksTooLarge);

    /// <summary>Reads an uploaded list.</summary>
    /// <exception cref="RefusedException">It is too large (<c>too_large</c>).</exception>
    public static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken cancellationToken)
    {
        if (file.Length > ImportTalents.MaxFileSize) throw new RefusedException(CommonProblems.TooLarge);
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
