using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Idempotency;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Redemptions;
using TalentCard.Core.Redemptions;

namespace TalentCard.Api.Redemptions;

/// <summary>预约 by the talent, and the service point's list of whom to expect.</summary>
internal static class ReservationEndpoints
{
    public static void MapReservations(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/api/v1/me/reservations").RequireAuthorization(Policies.Talent).WithTags("Reservations");
        own.MapPost("/", ReserveAsync)
            .WithName("reserveBenefit")
            .WithSummary("Books a service: holds a unit until the end of its day.")
            .Refuses([
                CommonProblems.NotFound,
                RedemptionProblems.NoCard,
                RedemptionProblems.BookingTooLate,
                RedemptionProblems.AlreadyBooked,
                Verdicts.CardSuspended,
                Verdicts.CardRevoked,
                Verdicts.CardExpired,
                .. Verdicts.OfRules,
                .. RedemptionProblems.OfHours,
            ]);
        own.MapGet("/", ListAsync).WithName("listOwnReservations").WithSummary("Lists the caller's bookings, newest first.");
        own.MapDelete("/{id:guid}", CancelAsync)
            .WithName("cancelReservation")
            .WithSummary("Cancels a booking; its unit comes back.")
            .Refuses(RedemptionProblems.ReservationClosed);
        routes
            .MapGet("/api/v1/reservations", ExpectedAsync)
            .RequireAuthorization(Policies.Verify)
            .WithTags("Reservations")
            .WithName("listExpectedReservations")
            .WithSummary("Lists a day's bookings at the caller's service point; today unless said otherwise.");
    }

    private static async Task<Created<Reservation>> ReserveAsync(
        ReservationRequest request,
        IdempotencyKey key,
        ReserveBenefit reserve,
        ReservationStore reservations,
        Actor actor,
        CancellationToken cancel
    )
    {
        var id = await reserve.ReserveAsync(request, key.Value, RequestHash.Of("reserveBenefit", request), actor, cancel);
        return TypedResults.Created((string?)null, await reservations.ReadAsync(actor.Talent(), id, cancel));
    }

    private static async Task<Ok<Page<Reservation>>> ListAsync(
        [AsParameters] ListQuery query,
        ReservationStore reservations,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await reservations.ListAsync(actor.Talent(), query, cancel));

    private static async Task<NoContent> CancelAsync(
        Guid id,
        ReservationStore reservations,
        Actor actor,
        CancellationToken cancel
    )
    {
        await reservations.CancelAsync(actor.Talent(), id, actor, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<IReadOnlyList<ExpectedReservation>>> ExpectedAsync(
        ReservationStore reservations,
        TimeProvider time,
        Actor actor,
        CancellationToken cancel,
        [SensibleDay] DateOnly? day = null
    ) => TypedResults.Ok(await reservations.ExpectedAsync(day ?? time.Today(), actor, cancel));
}
