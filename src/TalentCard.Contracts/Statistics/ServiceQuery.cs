using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Statistics;

/// <summary>Which services are counted; null leaves a question open.</summary>
/// <param name="From">First day; null is the first of the last day's year.</param>
/// <param name="To">Last day; null is today.</param>
/// <param name="Benefit">The benefit's code.</param>
/// <param name="Partner">The partner.</param>
/// <param name="ServicePoint">The service point.</param>
/// <param name="Tier">The holder's tier at the time.</param>
/// <param name="Division">The holder's county or park at the time.</param>
public sealed record ServiceQuery(
    [property: SensibleDay] DateOnly? From = null,
    [property: SensibleDay, NotBefore("From")] DateOnly? To = null,
    [property: StringLength(40)] string? Benefit = null,
    Guid? Partner = null,
    Guid? ServicePoint = null,
    [property: StringLength(1)] string? Tier = null,
    [property: StringLength(40)] string? Division = null
);
