namespace TalentCard.Contracts.Audit;

/// <summary>Which closed days are listed.</summary>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record LedgerDayQuery(int Limit = ListQuery.DefaultLimit, string? After = null) : ListQuery(Limit, After);
