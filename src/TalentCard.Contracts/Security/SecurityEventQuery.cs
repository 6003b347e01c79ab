using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Security;

/// <summary>What the security events are narrowed to; null is everything.</summary>
/// <param name="Kind">Code of a <see cref="SecurityEventKind"/>.</param>
/// <param name="Subject">Id of what it is about.</param>
/// <param name="Actor">Id or name of who did it.</param>
/// <param name="Address">IP address that it came from.</param>
/// <param name="From">From this instant on.</param>
/// <param name="To">Before this instant.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record SecurityEventQuery(
    [property: StringLength(40)] string? Kind = null,
    [property: StringLength(200)] string? Subject = null,
    [property: StringLength(200)] string? Actor = null,
    [property: StringLength(60)] string? Address = null,
    [property: SensibleDay] DateTimeOffset? From = null,
    [property: SensibleDay, NotBefore("From")] DateTimeOffset? To = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
