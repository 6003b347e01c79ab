using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Talents;

/// <summary>What a list of talents is narrowed to; null is everything.</summary>
/// <param name="Q">Part of the name or employer, or the ID number's last four.</param>
/// <param name="Tier">Code of the tier.</param>
/// <param name="Division">Code of the county or park.</param>
/// <param name="HasLiveCard">Whether they have an active or suspended card.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record TalentQuery(
    [property: StringLength(100)] string? Q = null,
    [property: StringLength(1)] string? Tier = null,
    [property: StringLength(40)] string? Division = null,
    bool? HasLiveCard = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
