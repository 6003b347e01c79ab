using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Idempotency;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Cards;
using TalentCard.Core.Cards;

namespace TalentCard.Api.Cards;

/// <summary>One change of many cards, seen before it is made.</summary>
internal static class BulkChangeEndpoints
{
    public static void MapBulkChanges(this IEndpointRouteBuilder routes)
    {
        var changes = routes.MapGroup("/api/v1/card-bulk-changes").RequireAuthorization(Policies.Office).WithTags("Bulk changes");
        changes
            .MapPost("/", PreviewAsync)
            .WithName("previewBulkChange")
            .WithSummary("Says which cards take a change and which do not, and why; no card is touched.")
            .Refuses(CardProblems.BulkEmpty, CardProblems.BulkTooMany);
        changes
            .MapGet("/{id:guid}", ReadAsync)
            .WithName("getBulkChange")
            .WithSummary("Shows one of the caller's own bulk changes.");
        changes
            .MapGet("/{id:guid}/cards", ListCardsAsync)
            .WithName("listBulkChangeCards")
            .WithSummary("Lists the cards of a bulk change.");
        changes
            .MapPost("/{id:guid}/commit", CommitAsync)
            .WithName("commitBulkChange")
            .WithSummary("Changes every card that takes it, or none where one has changed since.")
            .Refuses(CardProblems.BulkEmpty, CardProblems.BulkCardsChanged);
    }

    private static async Task<Created<BulkChange>> PreviewAsync(
        NewBulkChange request,
        IdempotencyKey key,
        ChangeManyCards cards,
        Actor actor,
        CancellationToken cancel
    )
    {
        var hash = RequestHash.Of("previewBulkChange", request);
        var preview = await cards.PreviewAsync(request, key.Value, hash, actor, cancel);
        return TypedResults.Created($"/api/v1/card-bulk-changes/{preview.Id}", preview);
    }

    private static async Task<Ok<BulkChange>> ReadAsync(Guid id, ChangeManyCards cards, Actor actor, CancellationToken cancel) =>
        TypedResults.Ok(await cards.ReadAsync(id, actor, cancel));

    private static async Task<Ok<Page<BulkChangeCard>>> ListCardsAsync(
        Guid id,
        [AsParameters] BulkChangeCardQuery query,
        ChangeManyCards cards,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await cards.ListCardsAsync(id, query, actor, cancel));

    private static async Task<Ok<BulkChange>> CommitAsync(
        Guid id,
        ChangeManyCards cards,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await cards.CommitAsync(id, actor, cancel));
}
