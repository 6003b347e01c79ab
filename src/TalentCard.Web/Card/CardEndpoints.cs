using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Web.Api;

namespace TalentCard.Web.Card;

/// <summary>What the card page's script asks for.</summary>
internal static class CardEndpoints
{
    public static void MapCard(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/card/code.svg", CodeAsync).RequireAuthorization(new AuthorizeAttribute { Roles = "talent" });

    // A refusal is a bare status: the script then reloads the page, which says why in words.
    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult>> CodeAsync(
        TalentCardClient api, HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            return TypedResults.Bytes(await api.MyCodeAsync(cancellationToken), "image/svg+xml");
        }
        catch (ApiProblemException exception)
        {
            return TypedResults.StatusCode(exception.Problem.Status);
        }
    }
}
