using TalentCard.Contracts.Cards;
using TalentCard.Contracts.Partners;
using TalentCard.Contracts.PersonalData;
using TalentCard.Contracts.Redemptions;

namespace TalentCard.Web.Card;

/// <summary>What the talent asks of the Api.</summary>
internal static class CardCalls
{
    public static Task<MyCard> MyCardAsync(this TalentCardClient api, CancellationToken cancellationToken) =>
        api.Redemptions.GetOwnCardAsync(cancellationToken);

    public static Task<Page<MyRedemption>> MyRedemptionsAsync(
        this TalentCardClient api, int limit, CancellationToken cancellationToken, string? after = null) =>
        api.Redemptions.ListOwnRedemptionsAsync(new ListQuery(Limit: limit, After: after), cancellationToken);

    public static Task<MyRedemption> MyRedemptionAsync(this TalentCardClient api, Guid id, CancellationToken cancellationToken) =>
        api.Redemptions.GetOwnRedemptionAsync(id, cancellationToken);

    public static Task RateAsync(this TalentCardClient api, Guid id, RatingRequest rating, CancellationToken cancellationToken) =>
        api.Redemptions.RateOwnRedemptionAsync(id, rating, cancellationToken);

    public static Task<Places> MyPlacesAsync(
        this TalentCardClient api, string? benefit, string? division, CancellationToken cancellationToken) =>
        api.Redemptions.ListOwnPlacesAsync(benefit, division, cancellationToken);

    public static async Task<IReadOnlyList<Reservation>> MyReservationsAsync(this TalentCardClient api, CancellationToken cancellationToken) =>
        (await api.Redemptions.ListOwnReservationsAsync(new ListQuery(Limit: 100), cancellationToken)).Items;

    public static Task SuspendMyCardAsync(this TalentCardClient api, string reason, CancellationToken cancellationToken) =>
        api.Cards.SuspendOwnCardAsync(new CardChange(reason), cancellationToken);

    public static Task<PersonalDataExport> MyDataAsync(this TalentCardClient api, CancellationToken cancellationToken) =>
        api.PersonalData.ExportOwnDataAsync(cancellationToken);

    /// <summary>A fresh code as an SVG drawing, good for a minute.</summary>
    public static async Task<byte[]> MyCodeAsync(this TalentCardClient api, CancellationToken cancellationToken)
    {
        using var response = await api.CardCodes.DrawCardCodeSvgAsync(cancellationToken);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }
}
