using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Cards;

/// <summary>What a list of cards is narrowed to; null is everything.</summary>
/// <param name="State">State as shown.</param>
/// <param name="Tier">Code of the tier.</param>
/// <param name="Division">Code of the talent's county or park.</param>
/// <param name="Q">Part of the number, name or employer, or the ID number's last four.</param>
/// <param name="ExpiringBefore">Only cards whose last day is earlier.</param>
/// <param name="Sort"><c>number</c>, <c>name</c> or <c>validTo</c>, with <c>-</c> before it the other way round; null is newest
/// first.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record CardQuery(
    [property: AllowedValues(null, "active", "suspended", "expired", "revoked", "replaced")] string? State = null,
    [property: StringLength(1)] string? Tier = null,
    [property: StringLength(40)] string? Division = null,
    [property: StringLength(100)] string? Q = null,
    [property: SensibleDay] DateOnly? ExpiringBefore = null,
    [property: StringLength(40)] string? Sort = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
