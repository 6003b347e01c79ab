using TalentCard.Contracts.Cards;
using TalentCard.Contracts.Partners;
using TalentCard.Contracts.PersonalData;
using TalentCard.Contracts.Redemptions;

namespace TalentCard.Web.Card;

/// <summary>What the talent asks of the Api.</summary>
internal static class CardCalls
{
    public static Task<MyCard> MyCardAsync(this TalentCardClient api, CancellationToken cancel) =>
        api.Redemptions.GetOwnCardAsync(cancel);

    public static Task<Page<MyRedemption>> MyRedemptionsAsync(
        this TalentCardClient api,
        int limit,
        CancellationToken cancel,
        string? after = null
    ) => api.Redemptions.ListOwnRedemptionsAsync(new ListQuery(Limit: limit, After: after), cancel);

    public static Task<MyRedemption> MyRedemptionAsync(this TalentCardClient api, Guid id, CancellationToken cancel) =>
        api.Redemptions.GetOwnRedemptionAsync(id, cancel);

    public static Task RateAsync(this TalentCardClient api, Guid id, RatingRequest rating, CancellationToken cancel) =>
        api.Redemptions.RateOwnRedemptionAsync(id, rating, cancel);

    public static Task<Places> MyPlacesAsync(
        this TalentCardClient api,
        string? benefit,
        string? division,
        CancellationToken cancel
    ) => api.Redemptions.ListOwnPlacesAsync(benefit, division, cancel);

    public static async Task<IReadOnlyList<Reservation>> MyReservationsAsync(
        this TalentCardClient api,
        CancellationToken cancel
    ) => (await api.Redemptions.ListOwnReservationsAsync(new ListQuery(Limit: 100), cancel)).Items;

    public static Task SuspendMyCardAsync(this TalentCardClient api, string reason, CancellationToken cancel) =>
        api.Cards.SuspendOwnCardAsync(new CardChange(reason), cancel);

    public static Task<PersonalDataExport> MyDataAsync(this TalentCardClient api, CancellationToken cancel) =>
        api.PersonalData.ExportOwnDataAsync(cancel);

    /// <summary>A fresh code of one of the family as an SVG drawing, good for a minute.</summary>
    public static async Task<byte[]> FamilyCodeAsync(this TalentCardClient api, Guid id, CancellationToken cancel)
    {
        using var response = await api.Dependants.DrawDependantCodeSvgAsync(id, cancel);
        return await response.Content.ReadAsByteArrayAsync(cancel);
    }

    /// <summary>A fresh code as an SVG drawing, good for a minute.</summary>
    public static async Task<byte[]> MyCodeAsync(this TalentCardClient api, CancellationToken cancel)
    {
        using var response = await api.CardCodes.DrawCardCodeSvgAsync(cancel);
        return await response.Content.ReadAsByteArrayAsync(cancel);
    }
}
