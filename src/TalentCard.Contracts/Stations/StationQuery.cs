using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Stations;

/// <summary>Which stations; null is every.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record StationQuery(
    [property: AllowedValues(null, "research_station", "workstation", "innovation_base")] string? Kind = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
