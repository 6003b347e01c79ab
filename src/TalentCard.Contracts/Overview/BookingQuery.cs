namespace TalentCard.Contracts.Overview;

/// <summary>Which bookings.</summary>
/// <param name="Day">Of this day; null is today.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record BookingQuery(
    [property: SensibleDay] DateOnly? Day = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
