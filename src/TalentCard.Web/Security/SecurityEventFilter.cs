using TalentCard.Contracts.Security;

namespace TalentCard.Web.Security;

/// <summary>What the security events are narrowed to, as it stands in the address, in days; null is everything.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Kind">Code of the kind.</param>
/// <param name="Actor">Id or name of who did it.</param>
/// <param name="Subject">Id of what it is about.</param>
/// <param name="Address">IP address that it came from.</param>
/// <param name="After">Where the page before ended.</param>
internal sealed record SecurityEventFilter(
    [property: SensibleDay] DateOnly? From = null,
    [property: SensibleDay, NotBefore("From")] DateOnly? To = null,
    string? Kind = null,
    string? Actor = null,
    string? Subject = null,
    string? Address = null,
    string? After = null
)
{
    /// <summary>The Api's list of these events.</summary>
    public SecurityEventQuery Query =>
        new(Kind, Subject, Actor, Address, ReferenceCalls.Midnight(From), ReferenceCalls.Midnight(To?.AddDays(1)), After: After);
}
