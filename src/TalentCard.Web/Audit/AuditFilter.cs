using TalentCard.Contracts.Audit;

namespace TalentCard.Web.Audit;

/// <summary>What the trail is narrowed to, as it stands in the address, in days; null is everything.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Action">The action, or its first word.</param>
/// <param name="Actor">Id or name of who did it.</param>
/// <param name="Talent">Whose data it was.</param>
/// <param name="After">Where the page before ended.</param>
internal sealed record AuditFilter(
    [property: SensibleDay] DateOnly? From = null,
    [property: SensibleDay, NotBefore("From")] DateOnly? To = null,
    string? Action = null,
    string? Actor = null,
    Guid? Talent = null,
    string? After = null
)
{
    /// <summary>The Api's list of these events.</summary>
    public AuditQuery Query =>
        new(
            Actor,
            Talent,
            Action: Action,
            From: ReferenceCalls.Midnight(From),
            To: ReferenceCalls.Midnight(To?.AddDays(1)),
            After: After
        );
}
