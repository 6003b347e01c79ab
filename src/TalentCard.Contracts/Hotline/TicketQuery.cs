using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Hotline;

/// <summary>What a list of tickets is narrowed to; null is everything.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="State">The state.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Urgency">Normal or urgent.</param>
/// <param name="Department">The lead department.</param>
/// <param name="Q">Words, of two characters and more each, in number, title, content or answer.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record TicketQuery(
    [property: AllowedValues(
        "all",
        "mine",
        "department",
        "unassigned",
        "due_today",
        "overdue",
        "follow_up",
        "escalated",
        "extensions",
        "to_tell"
    )]
        string Queue = "all",
    [property: AllowedValues(
        null,
        "received",
        "dispatched",
        "returned",
        "accepted",
        "waiting",
        "replied",
        "followed_up",
        "closed",
        "merged"
    )]
        string? State = null,
    [property: AllowedValues(null, "policy_question", "policy_redemption", "appeal", "suggestion")] string? Kind = null,
    [property: AllowedValues(null, "normal", "urgent")] string? Urgency = null,
    Guid? Department = null,
    [property: StringLength(100, MinimumLength = 2)] string? Q = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
