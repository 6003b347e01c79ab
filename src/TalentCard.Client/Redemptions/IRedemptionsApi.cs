using Refit;
using TalentCard.Contracts.Partners;
using TalentCard.Contracts.Redemptions;

namespace TalentCard.Client.Redemptions;

/// <summary>Verifications, redemptions, reversals and bookings.</summary>
public interface IRedemptionsApi
{
    /// <summary>Lists a day's bookings at the caller's service point; today unless said otherwise.</summary>
    [Get("/api/v1/reservations")]
    Task<IReadOnlyList<ExpectedReservation>> ListExpectedReservationsAsync(DateOnly? day, CancellationToken cancel);

    /// <summary>Judges a shown code; a refused code is a 200 with its verdict. Consumes nothing.</summary>
    [Post("/api/v1/verifications")]
    Task<VerificationAnswer> VerifyCodeAsync([Body] VerificationRequest request, CancellationToken cancel);

    /// <summary>Shows the holder's photo to the operator of a live verification.</summary>
    [Get("/api/v1/verifications/photo")]
    Task<HttpResponseMessage> GetVerifiedPhotoAsync(string verification, CancellationToken cancel);

    /// <summary>Records one service on a verification, exactly once.</summary>
    [Post("/api/v1/redemptions")]
    Task<RedemptionMade> RedeemBenefitAsync(
        [Body] RedemptionRequest request,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Gives a redemption's unit back: the same service point within 15 minutes, the office at any time.</summary>
    [Post("/api/v1/redemptions/{id}/reversals")]
    Task<ReversalMade> ReverseRedemptionAsync(
        Guid id,
        [Body] ReversalRequest request,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Lists redemptions, newest first: all for the office, their own for a service point or partner.</summary>
    [Get("/api/v1/redemptions")]
    Task<Page<RedemptionItem>> ListRedemptionsAsync([Query] RedemptionQuery query, CancellationToken cancel);

    /// <summary>
    /// Averages of the holders' ratings by service point: all for the office, their own for a service point or partner.
    /// </summary>
    [Get("/api/v1/redemptions/ratings")]
    Task<IReadOnlyList<PointRating>> ListPointRatingsAsync(CancellationToken cancel);

    /// <summary>Counts people and times of the filtered ledger; reversed services are counted apart.</summary>
    [Get("/api/v1/redemptions/totals")]
    Task<RedemptionTotals> TotalRedemptionsAsync([Query] RedemptionQuery query, CancellationToken cancel);

    /// <summary>Counts a day's services and people; today unless said otherwise.</summary>
    [Get("/api/v1/redemptions/summary")]
    Task<RedemptionSummary> SummarizeRedemptionsAsync(DateOnly? day, Guid? servicePoint, CancellationToken cancel);

    /// <summary>Books a service: holds a unit until the end of its day.</summary>
    [Post("/api/v1/me/reservations")]
    Task<Reservation> ReserveBenefitAsync(
        [Body] ReservationRequest request,
        [Header(RequestHeaders.IdempotencyKey)] string idempotencyKey,
        CancellationToken cancel
    );

    /// <summary>Lists the caller's bookings, newest first.</summary>
    [Get("/api/v1/me/reservations")]
    Task<Page<Reservation>> ListOwnReservationsAsync([Query] ListQuery query, CancellationToken cancel);

    /// <summary>Cancels a booking; its unit comes back.</summary>
    [Delete("/api/v1/me/reservations/{id}")]
    Task CancelReservationAsync(Guid id, CancellationToken cancel);

    /// <summary>Shows the caller's card and what is left on it.</summary>
    [Get("/api/v1/me/card")]
    Task<MyCard> GetOwnCardAsync(CancellationToken cancel);

    /// <summary>Lists the services that the caller had, newest first.</summary>
    [Get("/api/v1/me/redemptions")]
    Task<Page<MyRedemption>> ListOwnRedemptionsAsync([Query] ListQuery query, CancellationToken cancel);

    /// <summary>Shows a service that the caller had.</summary>
    [Get("/api/v1/me/redemptions/{id}")]
    Task<MyRedemption> GetOwnRedemptionAsync(Guid id, CancellationToken cancel);

    /// <summary>Rates a service that the caller had, or changes the rating, for 30 days after it.</summary>
    [Put("/api/v1/me/redemptions/{id}/rating")]
    Task<MyRedemption> RateOwnRedemptionAsync(Guid id, [Body] RatingRequest request, CancellationToken cancel);

    /// <summary>Lists where the caller's card can be used, the nearest to a county first.</summary>
    [Get("/api/v1/me/places")]
    Task<Places> ListOwnPlacesAsync(string? benefit, string? division, CancellationToken cancel);
}
