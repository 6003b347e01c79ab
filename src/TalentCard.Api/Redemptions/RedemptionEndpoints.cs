using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.Idempotency;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Redemptions;
using TalentCard.Core.Redemptions;

namespace TalentCard.Api.Redemptions;

/// <summary>核销 and 撤销, and the ledger of both.</summary>
internal static class RedemptionEndpoints
{
    public static void MapRedemptions(this IEndpointRouteBuilder routes)
    {
        var redemptions = routes.MapGroup("/api/v1/redemptions").WithTags("Redemption");
        redemptions
            .MapPost("/", RedeemAsync)
            .RequireAuthorization(Policies.Redeem)
            .RequireRateLimiting(DeskRateLimit.Policy)
            .WithName("redeemBenefit")
            .WithSummary("Records one service on a verification, exactly once.")
            .Refuses([
                CommonProblems.NotFound,
                RedemptionProblems.VerificationExpired,
                RedemptionProblems.IdentityCheckClosed,
                .. Refusals,
            ]);
        var ledger = redemptions.MapGroup("").RequireAuthorization(Policies.PartnerOrOffice);
        ledger
            .MapPost("/{id:guid}/reversals", ReverseAsync)
            .RequireRateLimiting(DeskRateLimit.Policy)
            .WithName("reverseRedemption")
            .WithSummary("Gives a redemption's unit back: the same service point within 15 minutes, the office at any time.")
            .Refuses(RedemptionProblems.AlreadyReversed, RedemptionProblems.ReversalWindowOver);
        ledger
            .MapGet("/", ListAsync)
            .WithName("listRedemptions")
            .WithSummary("Lists redemptions, newest first: all for the office, their own for a service point or partner.");
        ledger
            .MapGet("/ratings", AveragesAsync)
            .WithName("listPointRatings")
            .WithSummary(
                "Averages of the holders' ratings by service point: all for the office, their own for a service point or partner."
            );
        ledger
            .MapGet("/totals", TotalAsync)
            .WithName("totalRedemptions")
            .WithSummary("Counts people and times of the filtered ledger; reversed services are counted apart.");
        ledger
            .MapGet("/summary", SummarizeAsync)
            .WithName("summarizeRedemptions")
            .WithSummary("Counts a day's services and people; today unless said otherwise.");
    }

    // What the code itself can be refused for was said at the scan.
    private static readonly ProblemCode[] Refusals =
    [
        Verdicts.AlreadyUsed,
        Verdicts.UnknownCard,
        Verdicts.CardSuspended,
        Verdicts.CardRevoked,
        Verdicts.CardExpired,
        .. Verdicts.OfRules,
        Verdicts.BookingRequired,
        Verdicts.IdentityCheckRequired,
    ];

    private static async Task<Created<RedemptionMade>> RedeemAsync(
        RedemptionRequest request,
        IdempotencyKey key,
        VerificationTokens tokens,
        RedeemBenefit redeem,
        Actor actor,
        CancellationToken cancel
    )
    {
        var ticket = tokens.Open(request.Verification) ?? throw new RefusedException(RedemptionProblems.VerificationExpired);
        var order = new RedemptionOrder(
            ticket,
            request.Benefit,
            request.Companions ?? [],
            request.Checks ?? new RedemptionChecks(),
            key.Value,
            RequestHash.Of("redeemBenefit", request)
        );
        return TypedResults.Created((string?)null, await redeem.RedeemAsync(order, actor, cancel));
    }

    private static async Task<Created<ReversalMade>> ReverseAsync(
        Guid id,
        ReversalRequest request,
        IdempotencyKey key,
        ReverseRedemption reverse,
        Actor actor,
        CancellationToken cancel
    )
    {
        var hash = RequestHash.Of("reverseRedemption", new { id, request });
        return TypedResults.Created(
            (string?)null,
            await reverse.ReverseAsync(id, request.Reason, key.Value, hash, actor, cancel)
        );
    }

    private static async Task<Ok<Page<RedemptionItem>>> ListAsync(
        [AsParameters] RedemptionQuery query,
        RedemptionLedger ledger,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await ledger.ListAsync(query, actor, cancel));

    private static async Task<Ok<IReadOnlyList<PointRating>>> AveragesAsync(
        RateService ratings,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await ratings.AveragesAsync(actor, cancel));

    private static async Task<Ok<RedemptionTotals>> TotalAsync(
        [AsParameters] RedemptionQuery query,
        RedemptionLedger ledger,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await ledger.TotalAsync(query, actor, cancel));

    private static async Task<Ok<RedemptionSummary>> SummarizeAsync(
        [SensibleDay] DateOnly? day,
        Guid? servicePoint,
        RedemptionLedger ledger,
        TimeProvider time,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await ledger.SummarizeAsync(day ?? time.Today(), servicePoint, actor, cancel));
}
