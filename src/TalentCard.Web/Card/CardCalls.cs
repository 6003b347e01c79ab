using TalentCard.Contracts;
using TalentCard.Contracts.Cards;
using TalentCard.Contracts.Redemptions;
using TalentCard.Web.Api;

namespace TalentCard.Web.Card;

/// <summary>What the talent asks of the Api.</summary>
internal static class CardCalls
{
    public static Task<MyCard> MyCardAsync(this TalentCardClient api, CancellationToken cancellationToken) =>
        api.GetAsync<MyCard>("api/v1/me/card", cancellationToken);

    public static Task<Page<MyRedemption>> MyRedemptionsAsync(this TalentCardClient api, int limit, CancellationToken cancellationToken) =>
        api.GetAsync<Page<MyRedemption>>($"api/v1/me/redemptions?limit={limit}", cancellationToken);

    public static Task SuspendMyCardAsync(this TalentCardClient api, string reason, CancellationToken cancellationToken) =>
        api.PostAsync("api/v1/me/card/suspend", new CardChange(reason), cancellationToken);

    /// <summary>A fresh code as an SVG drawing, good for a minute.</summary>
    public static async Task<byte[]> MyCodeAsync(this TalentCardClient api, CancellationToken cancellationToken)
    {
        using var response = await api.DownloadAsync("api/v1/me/card/code.svg", cancellationToken);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }
}
