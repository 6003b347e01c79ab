namespace TalentCard.Contracts.Cards;

/// <summary>Which cards of a change of many; null is every.</summary>
/// <param name="Refused">Only those that were left out, or only the others.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record BulkChangeCardQuery(bool? Refused = null, int Limit = ListQuery.DefaultLimit, string? After = null)
    : ListQuery(Limit, After);
