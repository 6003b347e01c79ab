using TalentCard.Contracts;
using TalentCard.Contracts.Partners;
using TalentCard.Contracts.Redemptions;
using TalentCard.Web.Api;
using TalentCard.Web.Shell;

namespace TalentCard.Web.Desk;

/// <summary>What the service desk asks of the Api.</summary>
internal static class DeskCalls
{
    public static Task<VerificationAnswer> VerifyAsync(
        this TalentCardClient api, string code, Guid servicePoint, CancellationToken cancellationToken) =>
        api.PostAsync<VerificationAnswer>("api/v1/verifications", new VerificationRequest(code, servicePoint), cancellationToken);

    public static Task<RedemptionMade> RedeemAsync(
        this TalentCardClient api, RedemptionRequest request, string key, CancellationToken cancellationToken) =>
        api.PostAsync<RedemptionMade>("api/v1/redemptions", request, cancellationToken, key);

    public static Task<ReversalMade> ReverseAsync(
        this TalentCardClient api, Guid redemption, string reason, string key, CancellationToken cancellationToken) =>
        api.PostAsync<ReversalMade>($"api/v1/redemptions/{redemption}/reversals", new ReversalRequest(reason), cancellationToken, key);

    /// <summary>The latest services of a day; a verifier sees their own service point's.</summary>
    public static Task<Page<RedemptionItem>> RedemptionsAsync(
        this TalentCardClient api, DateOnly day, int limit, CancellationToken cancellationToken, string? after = null) =>
        api.GetAsync<Page<RedemptionItem>>(
            $"api/v1/redemptions?from={Display.Iso(day)}&to={Display.Iso(day)}&limit={limit}&after={Uri.EscapeDataString(after ?? "")}",
            cancellationToken);

    /// <summary>Where the verifier stands; none when the office has stopped it.</summary>
    public static Task<IReadOnlyList<ServicePoint>> ServicePointsAsync(this TalentCardClient api, CancellationToken cancellationToken) =>
        api.GetAsync<IReadOnlyList<ServicePoint>>("api/v1/me/service-points", cancellationToken);

    /// <summary>The day's figures of the same service point.</summary>
    public static Task<RedemptionSummary> SummaryAsync(this TalentCardClient api, DateOnly day, CancellationToken cancellationToken) =>
        api.GetAsync<RedemptionSummary>($"api/v1/redemptions/summary?day={Display.Iso(day)}", cancellationToken);
}
