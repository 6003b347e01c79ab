namespace TalentCard.Contracts.ThinkTank;

/// <summary>Which proposals; null is every.</summary>
/// <param name="Term">Of this term.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record ProposalQuery(Guid? Term = null, int Limit = ListQuery.DefaultLimit, string? After = null)
    : ListQuery(Limit, After);
