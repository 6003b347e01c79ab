using Microsoft.AspNetCore.WebUtilities;
using TalentCard.Contracts.Benefits;
using TalentCard.Contracts.Partners;
using TalentCard.Contracts.Reference;

namespace TalentCard.Web.Reference;

/// <summary>What the office's pages ask of the Api beside single resources.</summary>
internal static class ReferenceCalls
{
    /// <summary>Divisions, tiers and kinds of service points.</summary>
    public static Task<ReferenceData> ReferenceAsync(this TalentCardClient api, CancellationToken cancel) =>
        api.Reference.GetReferenceAsync(cancel);

    /// <summary>Every benefit, in the office's order.</summary>
    public static Task<IReadOnlyList<Benefit>> BenefitsAsync(this TalentCardClient api, CancellationToken cancel) =>
        api.Benefits.ListBenefitsAsync(cancel);

    /// <summary>The partners to choose from.</summary>
    public static async Task<IReadOnlyList<Partner>> PartnersAsync(this TalentCardClient api, CancellationToken cancel) =>
        (await api.Partners.ListPartnersAsync(new ListQuery(Limit: 200), cancel)).Items;

    /// <summary>The first day after the next so many, as the Api's <c>expiringBefore</c>; null for null.</summary>
    public static DateOnly? DayAfter(TimeProvider time, int? days) =>
        days is { } count ? time.Today().AddDays(Math.Clamp(count, 0, 3650) + 1) : null;

    /// <summary>The moment in Asia/Shanghai when a day begins; null for null.</summary>
    public static DateTimeOffset? Midnight(DateOnly? day) =>
        day is { } date ? new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.FromHours(8)) : null;

    /// <summary>A path with those of the <paramref name="filters"/> that say something.</summary>
    public static string Filtered(string path, params (string Name, string? Value)[] filters) =>
        QueryHelpers.AddQueryString(
            path,
            filters
                .Where(filter => !string.IsNullOrWhiteSpace(filter.Value))
                .Select(filter => KeyValuePair.Create(filter.Name, (string?)filter.Value!.Trim()))
        );
}
