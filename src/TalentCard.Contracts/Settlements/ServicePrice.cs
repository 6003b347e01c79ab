using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Settlements;

/// <summary>What a service costs from a day on. Amounts are yuan.</summary>
/// <param name="Id">The price.</param>
/// <param name="Benefit">The benefit's code.</param>
/// <param name="BenefitName">Its name.</param>
/// <param name="BenefitNameEn">The same in English.</param>
/// <param name="Tier">For this tier; null: for any.</param>
/// <param name="Partner">At any service point of this partner; null: not limited so.</param>
/// <param name="ServicePoint">At this service point; null: not limited so.</param>
/// <param name="PlaceName">Name of the partner or service point; null: anywhere.</param>
/// <param name="ValidFrom">The first day.</param>
/// <param name="Revision">Counts how often the price of that day was said.</param>
/// <param name="Price">For each service or head.</param>
/// <param name="PerHead">Whether it is for each head: the holder and the companions.</param>
/// <param name="Payer"><c>fund</c>, <c>partner</c>: gives it for nothing, or
/// <c>holder_excess</c>: the holder pays what is above the cap.</param>
/// <param name="FundCap">The most that the fund pays; null: there is no cap.</param>
/// <param name="Reason">Why it was set for a day that had begun.</param>
/// <param name="CreatedByName">Who set it.</param>
/// <param name="CreatedAt">When.</param>
public sealed record ServicePrice(
    Guid Id,
    string Benefit,
    string BenefitName,
    string BenefitNameEn,
    string? Tier,
    Guid? Partner,
    Guid? ServicePoint,
    string? PlaceName,
    DateOnly ValidFrom,
    int Revision,
    decimal Price,
    bool PerHead,
    string Payer,
    decimal? FundCap,
    string Reason,
    string CreatedByName,
    DateTimeOffset CreatedAt
);

/// <summary>Which prices; null is every.</summary>
/// <param name="Benefit">The benefit's code.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record ServicePriceQuery(
    [property: StringLength(40)] string? Benefit = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);

/// <summary>
/// A price to be set. A price of a day that has begun needs a reason, and is a correction in the next statement.
/// </summary>
/// <param name="Benefit">The benefit's code.</param>
/// <param name="Tier">For this tier; null: for any.</param>
/// <param name="Partner">At any service point of this partner; null: not limited so.</param>
/// <param name="ServicePoint">At this service point; null: not limited so. Not with <paramref name="Partner"/>.</param>
/// <param name="ValidFrom">The first day.</param>
/// <param name="Price">Yuan for each service or head, of at most two decimals.</param>
/// <param name="PerHead">Whether it is for each head: the holder and the companions.</param>
/// <param name="Payer"><c>fund</c>, <c>partner</c> or <c>holder_excess</c>.</param>
/// <param name="FundCap">The most that the fund pays, where the payer is <c>holder_excess</c>.</param>
/// <param name="Reason">Why, where the day has begun.</param>
public sealed record ServicePriceRequest(
    [property: Required, StringLength(40)] string Benefit,
    [property: StringLength(10)] string? Tier,
    Guid? Partner,
    Guid? ServicePoint,
    [property: SensibleDay] DateOnly ValidFrom,
    [property: Range(typeof(decimal), "0", "1000000", ParseLimitsInInvariantCulture = true)] decimal Price,
    bool PerHead,
    [property: Required, AllowedValues("fund", "partner", "holder_excess")] string Payer,
    [property: Range(typeof(decimal), "0", "1000000", ParseLimitsInInvariantCulture = true)] decimal? FundCap,
    [property: StringLength(500)] string? Reason = null
);
