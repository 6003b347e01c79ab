using TalentCard.Contracts.Partners;
using TalentCard.Contracts.Redemptions;

namespace TalentCard.Web.Redemptions.Desk;

/// <summary>What the service desk asks of the Api.</summary>
internal static class DeskCalls
{
    public static Task<VerificationAnswer> VerifyAsync(
        this TalentCardClient api,
        string code,
        Guid servicePoint,
        CancellationToken cancel
    ) => api.Redemptions.VerifyCodeAsync(new VerificationRequest(code, servicePoint), cancel);

    public static Task<RedemptionMade> RedeemAsync(
        this TalentCardClient api,
        RedemptionRequest request,
        string key,
        CancellationToken cancel
    ) => api.Redemptions.RedeemBenefitAsync(request, key, cancel);

    public static Task<ReversalMade> ReverseAsync(
        this TalentCardClient api,
        Guid redemption,
        string reason,
        string key,
        CancellationToken cancel
    ) => api.Redemptions.ReverseRedemptionAsync(redemption, new ReversalRequest(reason), key, cancel);

    /// <summary>The latest services of a day; a verifier sees their own service point's.</summary>
    public static Task<Page<RedemptionItem>> RedemptionsAsync(
        this TalentCardClient api,
        DateOnly day,
        int limit,
        CancellationToken cancel,
        string? after = null
    ) => api.Redemptions.ListRedemptionsAsync(new RedemptionQuery(From: day, To: day, Limit: limit, After: after), cancel);

    /// <summary>Where the verifier stands; none when the office has stopped it.</summary>
    public static Task<IReadOnlyList<ServicePoint>> ServicePointsAsync(this TalentCardClient api, CancellationToken cancel) =>
        api.Partners.ListOwnServicePointsAsync(cancel);

    /// <summary>The day's figures of the same service point.</summary>
    public static Task<RedemptionSummary> SummaryAsync(this TalentCardClient api, DateOnly day, CancellationToken cancel) =>
        api.Redemptions.SummarizeRedemptionsAsync(day, null, cancel);
}
