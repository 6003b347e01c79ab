namespace TalentCard.Contracts.ThinkTank;

/// <summary>Which adopted pairings; null is every.</summary>
/// <param name="Expert">Of this expert.</param>
/// <param name="Advisee">Of this village or firm.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record PairingQuery(
    Guid? Expert = null,
    Guid? Advisee = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
