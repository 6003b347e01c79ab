using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Cards;
using TalentCard.Web.Exports;

namespace TalentCard.Web.Cards;

using Answer = Task<Results<FileStreamHttpResult, RedirectHttpResult>>;

/// <summary>The cards and their batches as workbooks.</summary>
internal static class CardExports
{
    public static void MapCardExports(this IEndpointRouteBuilder routes)
    {
        var office = routes.MapGroup("/office").RequireAuthorization(Policies.Office);
        office.MapExport("/cards.xlsx", CardsAsync);
        office.MapExport("/batches.xlsx", BatchesAsync);
    }

    private static async Answer CardsAsync(Export export) =>
        await export.SendAsync(
            export.Words["优才卡"],
            "cards",
            "/office/cards",
            export.Api.Cards.ListCardsAsync,
            CardColumns.Of(export.Words, await export.Api.ReferenceAsync(export.Aborted)),
            export.FromQuery<CardListFilter>().Query(export.Time)
        );

    private static Answer BatchesAsync(Export export) =>
        export.SendAsync<CardBatchQuery, CardBatch>(
            export.Words["批次"],
            "card_batches",
            "/office/batches",
            export.Api.Cards.ListCardBatchesAsync,
            BatchColumns.Of(export.Words)
        );
}
