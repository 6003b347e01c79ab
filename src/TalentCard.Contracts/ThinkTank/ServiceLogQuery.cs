namespace TalentCard.Contracts.ThinkTank;

/// <summary>Which visits; null is every.</summary>
/// <param name="Expert">Of this expert.</param>
/// <param name="Advisee">To this village or firm.</param>
/// <param name="From">On this day or later.</param>
/// <param name="To">On this day or earlier.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record ServiceLogQuery(
    Guid? Expert = null,
    Guid? Advisee = null,
    [property: SensibleDay] DateOnly? From = null,
    [property: SensibleDay, NotBefore("From")] DateOnly? To = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
