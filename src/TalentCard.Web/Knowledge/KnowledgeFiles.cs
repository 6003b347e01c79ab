using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Web.Api;

namespace TalentCard.Web.Knowledge;

/// <summary>The policy documents of articles, handed out as downloads.</summary>
internal static class KnowledgeFiles
{
    public static void MapKnowledgeFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/hotline/knowledge/{id:guid}/document", StaffAsync).RequireAuthorization(Policies.Hotline);
        routes.MapGet("/card/hotline/knowledge/{id:guid}/document", TalentAsync).RequireAuthorization(Policies.Talent);
    }

    private static Task<Results<FileContentHttpResult, StatusCodeHttpResult>> StaffAsync(
        Guid id, TalentCardClient api, CancellationToken cancellationToken, int? version = null) =>
        PassAsync(api, $"api/v1/knowledge/{id}/document" + (version is { } one ? $"?version={one}" : ""), cancellationToken);

    private static Task<Results<FileContentHttpResult, StatusCodeHttpResult>> TalentAsync(
        Guid id, TalentCardClient api, CancellationToken cancellationToken) =>
        PassAsync(api, $"api/v1/me/knowledge/{id}/document", cancellationToken);

    // Saved, not opened: a PDF may hold scripts.
    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult>> PassAsync(
        TalentCardClient api, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var file = await api.DownloadAsync(path, cancellationToken);
            if (file.Content.Headers.ContentType?.MediaType != MediaTypeNames.Application.Pdf)
                return TypedResults.StatusCode(StatusCodes.Status502BadGateway);
            var disposition = file.Content.Headers.ContentDisposition;
            return TypedResults.File(await file.Content.ReadAsByteArrayAsync(cancellationToken), MediaTypeNames.Application.Pdf,
                disposition?.FileNameStar ?? disposition?.FileName?.Trim('"') ?? "document.pdf");
        }
        catch (ApiProblemException refused)
        {
            return TypedResults.StatusCode(refused.Problem.Status);
        }
    }
}
