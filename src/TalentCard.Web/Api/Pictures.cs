using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TalentCard.Web.Api;

/// <summary>Hands pictures of the Api on to the browser.</summary>
internal static class Pictures
{
    /// <summary>What a photo may be.</summary>
    public static readonly string[] Photos = [MediaTypeNames.Image.Jpeg, MediaTypeNames.Image.Png];

    /// <summary>The picture; a bare status where the Api refuses, and 502 where it sends something else.</summary>
    /// <param name="download">The Api's answer.</param>
    /// <param name="types">Media types that are shown.</param>
    /// <param name="cancel">Ends the call.</param>
    public static async Task<Results<FileContentHttpResult, StatusCodeHttpResult>> PassOnAsync(
        this Task<HttpResponseMessage> download,
        string[] types,
        CancellationToken cancel
    )
    {
        try
        {
            using var file = await download;
            var type = file.Content.Headers.ContentType?.MediaType;
            if (type is null || !types.Contains(type))
                return TypedResults.StatusCode(StatusCodes.Status502BadGateway);
            return TypedResults.File(await file.Content.ReadAsByteArrayAsync(cancel), type);
        }
        catch (ApiProblemException refused)
        {
            return TypedResults.StatusCode(refused.Problem.Status);
        }
    }
}
