using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Hotline;

/// <summary>The rates of a period.</summary>
/// <param name="From">First day; null is a year before the last.</param>
/// <param name="To">Last day; null is today.</param>
/// <param name="By">Department, kind or month.</param>
public sealed record RateQuery(
    [property: SensibleDay] DateOnly? From = null,
    [property: SensibleDay, NotBefore("From")] DateOnly? To = null,
    [property: AllowedValues("department", "kind", "month")] string By = "department"
);
