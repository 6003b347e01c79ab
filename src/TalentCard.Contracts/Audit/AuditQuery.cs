using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Audit;

/// <summary>What the trail is narrowed to; null is everything.</summary>
/// <param name="Actor">Id or name of who did it.</param>
/// <param name="Talent">Whose data it was.</param>
/// <param name="SubjectKind">Kind of what was changed or looked at.</param>
/// <param name="Subject">Its id.</param>
/// <param name="Action">The action, or its first word.</param>
/// <param name="From">From this instant on.</param>
/// <param name="To">Before this instant.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record AuditQuery(
    [property: StringLength(200)] string? Actor = null,
    Guid? Talent = null,
    [property: StringLength(40)] string? SubjectKind = null,
    [property: StringLength(200)] string? Subject = null,
    [property: StringLength(80)] string? Action = null,
    [property: SensibleDay] DateTimeOffset? From = null,
    [property: SensibleDay, NotBefore("From")] DateTimeOffset? To = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
