using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TalentCard.Api.OpenApi;
using TalentCard.Api.Security;
using TalentCard.Contracts.Problems;
using TalentCard.Contracts.Redemptions;
using TalentCard.Core;
using TalentCard.Core.Audit;
using TalentCard.Core.Redemptions;

namespace TalentCard.Api.Redemptions;

/// <summary>核销 and 撤销, and the ledger of both.</summary>
internal static class RedemptionEndpoints
{
    public static void MapRedemptions(this IEndpointRouteBuilder routes)
    {
        var redemptions = routes.MapGroup("/api/v1/redemptions").WithTags("Redemption");
        redemptions.MapPost("/", RedeemAsync).RequireAuthorization(Policies.Redeem).WithName("redeemBenefit")
            .WithSummary("Records one service on a verification, exactly once.")
            .Refuses([CommonProblems.NotFound, RedemptionProblems.VerificationExpired, .. Refusals]);
    }

    // What the code itself can be refused for was said at the scan.
    private static readonly ProblemCode[] Refusals =
    [
        Verdicts.AlreadyUsed, Verdicts.UnknownCard, Verdicts.CardSuspended, Verdicts.CardRevoked, Verdicts.CardExpired,
        Verdicts.NotEligible, Verdicts.QuotaExhausted, Verdicts.WrongServicePoint, Verdicts.BookingRequired,
        Verdicts.IdentityCheckRequired,
    ];

    private static async Task<Created<RedemptionMade>> RedeemAsync(
        RedemptionRequest request, [FromHeader(Name = "Idempotency-Key"), Required, StringLength(200, MinimumLength = 1)] string idempotencyKey,
        VerificationTokens tokens, RedeemBenefit redeem, Actor actor, CancellationToken cancellationToken)
    {
        var ticket = tokens.Open(request.Verification) ?? throw new RefusedException(RedemptionProblems.VerificationExpired);
        var order = new RedemptionOrder(
            ticket, request.Benefit, request.Companions ?? [], request.Checks ?? new RedemptionChecks(), idempotencyKey,
            RequestHash.Of("redeemBenefit", request));
        return TypedResults.Created((string?)null, await redeem.RedeemAsync(actor, order, cancellationToken));
    }
}
