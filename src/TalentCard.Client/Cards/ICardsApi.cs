using Refit;
using TalentCard.Contracts.Cards;

namespace TalentCard.Client.Cards;

/// <summary>Cards, batches and changes of many.</summary>
public interface ICardsApi
{
    /// <summary>Suspends the caller's own card.</summary>
    [Post("/api/v1/me/card/suspend")]
    Task<CardSummary> SuspendOwnCardAsync([Body] CardChange change, CancellationToken cancel);

    /// <summary>
    /// Lists cards, newest first or in the order asked for (number, name, validTo; -number the other way round).
    /// </summary>
    [Get("/api/v1/cards")]
    Task<Page<CardSummary>> ListCardsAsync([Query] CardQuery query, CancellationToken cancel);

    /// <summary>Shows a card with its history.</summary>
    [Get("/api/v1/cards/{id}")]
    Task<CardDetail> GetCardAsync(Guid id, CancellationToken cancel);

    /// <summary>Suspends a card: every function stops at once.</summary>
    [Post("/api/v1/cards/{id}/suspend")]
    Task<CardSummary> SuspendCardAsync(Guid id, [Body] CardChange change, CancellationToken cancel);

    /// <summary>Resumes a suspended card.</summary>
    [Post("/api/v1/cards/{id}/resume")]
    Task<CardSummary> ResumeCardAsync(Guid id, [Body] CardChange change, CancellationToken cancel);

    /// <summary>Revokes a card for good.</summary>
    [Post("/api/v1/cards/{id}/revoke")]
    Task<CardSummary> RevokeCardAsync(Guid id, [Body] CardChange change, CancellationToken cancel);

    /// <summary>Ends a card and issues another in its place, with what was used and booked.</summary>
    [Post("/api/v1/cards/{id}/replace")]
    Task<CardSummary> ReplaceCardAsync(Guid id, [Body] CardChange change, CancellationToken cancel);

    /// <summary>Renews a card from 30 days before its last day.</summary>
    [Post("/api/v1/cards/{id}/renew")]
    Task<CardSummary> RenewCardAsync(Guid id, [Body] CardChange change, CancellationToken cancel);

    /// <summary>Opens a card's identity check again that misses have closed for the day.</summary>
    [Post("/api/v1/cards/{id}/identity-check/reopen")]
    Task ReopenIdentityCheckAsync(Guid id, [Body] CardChange change, CancellationToken cancel);

    /// <summary>Proposes cards for people.</summary>
    [Post("/api/v1/card-batches")]
    Task<CardBatch> ProposeCardBatchAsync(
        [Body] NewCardBatch batch,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Lists batches, newest first.</summary>
    [Get("/api/v1/card-batches")]
    Task<Page<CardBatch>> ListCardBatchesAsync([Query] CardBatchQuery query, CancellationToken cancel);

    /// <summary>Shows a batch.</summary>
    [Get("/api/v1/card-batches/{id}")]
    Task<CardBatch> GetCardBatchAsync(Guid id, CancellationToken cancel);

    /// <summary>Lists the people of a batch, masked.</summary>
    [Get("/api/v1/card-batches/{id}/talents")]
    Task<Page<CardBatchTalent>> ListCardBatchTalentsAsync(Guid id, [Query] ListQuery query, CancellationToken cancel);

    /// <summary>Approves a batch that another person proposed, and issues every card of it or none.</summary>
    [Post("/api/v1/card-batches/{id}/approve")]
    Task<CardBatch> ApproveCardBatchAsync(Guid id, CancellationToken cancel);

    /// <summary>Rejects a batch that another person proposed.</summary>
    [Post("/api/v1/card-batches/{id}/reject")]
    Task<CardBatch> RejectCardBatchAsync(Guid id, [Body] CardChange change, CancellationToken cancel);

    /// <summary>Says which cards take a change and which do not, and why; no card is touched.</summary>
    [Post("/api/v1/card-bulk-changes")]
    Task<BulkChange> PreviewBulkChangeAsync(
        [Body] NewBulkChange request,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Shows one of the caller's own bulk changes.</summary>
    [Get("/api/v1/card-bulk-changes/{id}")]
    Task<BulkChange> GetBulkChangeAsync(Guid id, CancellationToken cancel);

    /// <summary>Lists the cards of a bulk change.</summary>
    [Get("/api/v1/card-bulk-changes/{id}/cards")]
    Task<Page<BulkChangeCard>> ListBulkChangeCardsAsync(Guid id, [Query] BulkChangeCardQuery query, CancellationToken cancel);

    /// <summary>Changes every card that takes it, or none where one has changed since.</summary>
    [Post("/api/v1/card-bulk-changes/{id}/commit")]
    Task<BulkChange> CommitBulkChangeAsync(Guid id, CancellationToken cancel);
}
