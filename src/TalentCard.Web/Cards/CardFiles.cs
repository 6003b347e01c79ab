using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;

namespace TalentCard.Web.Cards;

/// <summary>The code that is printed on a card.</summary>
internal static class CardFiles
{
    public static void MapCardFiles(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/office/cards/{id:guid}/printed-code.svg", PrintedCodeAsync).RequireAuthorization(Policies.Office);

    private static Task<Results<FileContentHttpResult, StatusCodeHttpResult>> PrintedCodeAsync(
        Guid id,
        TalentCardClient api,
        CancellationToken cancel
    ) => api.CardCodes.DrawPrintedCodeSvgAsync(id, cancel).PassOnAsync([MediaTypeNames.Image.Svg], cancel);
}
