using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;

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
        Guid id,
        TalentCardClient api,
        CancellationToken cancel,
        int? version = null
    ) => PassAsync(api.Knowledge.GetArticleDocumentAsync(id, version, cancel), cancel);

    private static Task<Results<FileContentHttpResult, StatusCodeHttpResult>> TalentAsync(
        Guid id,
        TalentCardClient api,
        CancellationToken cancel
    ) => PassAsync(api.Knowledge.GetPublicArticleDocumentAsync(id, cancel), cancel);

    // Saved, not opened: a PDF may hold scripts.
    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult>> PassAsync(
        Task<HttpResponseMessage> download,
        CancellationToken cancel
    )
    {
        try
        {
            using var file = await download;
            if (file.Content.Headers.ContentType?.MediaType != MediaTypeNames.Application.Pdf)
                return TypedResults.StatusCode(StatusCodes.Status502BadGateway);
            var disposition = file.Content.Headers.ContentDisposition;
            return TypedResults.File(
                await file.Content.ReadAsByteArrayAsync(cancel),
                MediaTypeNames.Application.Pdf,
                disposition?.FileNameStar ?? disposition?.FileName?.Trim('"') ?? "document.pdf"
            );
        }
        catch (ApiProblemException refused)
        {
            return TypedResults.StatusCode(refused.Problem.Status);
        }
    }
}
