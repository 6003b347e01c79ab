using TalentCard.Contracts;
using TalentCard.Contracts.Cards;
using TalentCard.Contracts.Partners;
using TalentCard.Contracts.PersonalData;
using TalentCard.Contracts.Redemptions;
using TalentCard.Web.Api;
using TalentCard.Web.Office;

namespace TalentCard.Web.Card;

/// <summary>What the talent asks of the Api.</summary>
internal static class CardCalls
{
    public static Task<MyCard> MyCardAsync(this TalentCardClient api, CancellationToken cancellationToken) =>
        api.GetAsync<MyCard>("api/v1/me/card", cancellationToken);

    public static Task<Page<MyRedemption>> MyRedemptionsAsync(
        this TalentCardClient api, int limit, CancellationToken cancellationToken, string? after = null) =>
        api.GetAsync<Page<MyRedemption>>(OfficeCalls.Filtered($"api/v1/me/redemptions?limit={limit}", ("after", after)), cancellationToken);

    public static Task<MyRedemption> MyRedemptionAsync(this TalentCardClient api, Guid id, CancellationToken cancellationToken) =>
        api.GetAsync<MyRedemption>($"api/v1/me/redemptions/{id}", cancellationToken);

    public static Task RateAsync(this TalentCardClient api, Guid id, RatingRequest rating, CancellationToken cancellationToken) =>
        api.PutAsync<MyRedemption>($"api/v1/me/redemptions/{id}/rating", rating, null, cancellationToken);

    public static Task<Places> MyPlacesAsync(
        this TalentCardClient api, string? benefit, string? division, CancellationToken cancellationToken) =>
        api.GetAsync<Places>(OfficeCalls.Filtered("api/v1/me/places", ("benefit", benefit), ("division", division)), cancellationToken);

    public static async Task<IReadOnlyList<Reservation>> MyReservationsAsync(this TalentCardClient api, CancellationToken cancellationToken) =>
        (await api.GetAsync<Page<Reservation>>("api/v1/me/reservations?limit=100", cancellationToken)).Items;

    public static Task SuspendMyCardAsync(this TalentCardClient api, string reason, CancellationToken cancellationToken) =>
        api.PostAsync("api/v1/me/card/suspend", new CardChange(reason), cancellationToken);

    public static Task<PersonalDataExport> MyDataAsync(this TalentCardClient api, CancellationToken cancellationToken) =>
        api.GetAsync<PersonalDataExport>("api/v1/me/export", cancellationToken);

    /// <summary>A fresh code as an SVG drawing, good for a minute.</summary>
    public static async Task<byte[]> MyCodeAsync(this TalentCardClient api, CancellationToken cancellationToken)
    {
        using var response = await api.DownloadAsync("api/v1/me/card/code.svg", cancellationToken);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }
}
