namespace TalentCard.Contracts.Stations;

/// <summary>Which uploads.</summary>
/// <param name="Waiting">Only those that wait for the office's decision.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record PostdocImportQuery(bool Waiting = false, int Limit = ListQuery.DefaultLimit, string? After = null)
    : ListQuery(Limit, After);
