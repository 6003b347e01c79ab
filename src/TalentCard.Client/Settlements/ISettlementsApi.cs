using Refit;
using TalentCard.Contracts.Settlements;

namespace TalentCard.Client.Settlements;

/// <summary>What partners are owed, and by what prices.</summary>
public interface ISettlementsApi
{
    /// <summary>Lists prices, the last set first.</summary>
    [Get("/api/v1/prices")]
    Task<Page<ServicePrice>> ListServicePricesAsync([Query] ServicePriceQuery query, CancellationToken cancel);

    /// <summary>Sets the price of a benefit from a day on.</summary>
    [Post("/api/v1/prices")]
    Task<ServicePrice> SetServicePriceAsync(
        [Body] ServicePriceRequest request,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Lists statements, the last drawn up first.</summary>
    [Get("/api/v1/settlements")]
    Task<Page<Settlement>> ListSettlementsAsync([Query] SettlementQuery query, CancellationToken cancel);

    /// <summary>Draws up a month that is over, for all partners.</summary>
    [Post("/api/v1/settlements/months")]
    Task<DrawnUp> DrawUpSettlementsAsync([Body] DrawUpRequest request, CancellationToken cancel);

    /// <summary>Shows a statement with its steps.</summary>
    [Get("/api/v1/settlements/{id}")]
    Task<SettlementDetail> GetSettlementAsync(Guid id, CancellationToken cancel);

    /// <summary>Lists a statement's lines, the newest first.</summary>
    [Get("/api/v1/settlements/{id}/lines")]
    Task<Page<SettlementLine>> ListSettlementLinesAsync(Guid id, [Query] SettlementLineQuery query, CancellationToken cancel);

    /// <summary>Finds a statement right, as its partner.</summary>
    [Post("/api/v1/settlements/{id}/confirm")]
    Task<SettlementDetail> ConfirmSettlementAsync(
        Guid id,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Finds lines of a statement wrong, as its partner.</summary>
    [Post("/api/v1/settlements/{id}/dispute")]
    Task<SettlementDetail> DisputeSettlementAsync(
        Guid id,
        [Body] DisputeRequest request,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Answers a partner's dispute.</summary>
    [Post("/api/v1/settlements/{id}/answer")]
    Task<SettlementDetail> AnswerSettlementAsync(
        Guid id,
        [Body] AnswerRequest request,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Approves a statement and hands it to finance; not by whoever answered a dispute.</summary>
    [Post("/api/v1/settlements/{id}/approve")]
    Task<SettlementDetail> ApproveSettlementAsync(
        Guid id,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Notes that a statement was paid.</summary>
    [Post("/api/v1/settlements/{id}/pay")]
    Task<SettlementDetail> PaySettlementAsync(
        Guid id,
        [Body] SettlementPayment request,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );
}
