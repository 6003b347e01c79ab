using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Hotline;

/// <summary>The tickets behind a figure of the rates.</summary>
/// <param name="Measure">The figure.</param>
/// <param name="From">First day; null is the first of the month.</param>
/// <param name="To">Last day; null is today.</param>
/// <param name="Department">Of this department; null is every.</param>
/// <param name="Kind">Of this kind; null is every.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record RateTicketQuery(
    [property:
        Required,
        AllowedValues(
            "received",
            "answered",
            "unanswered",
            "on_time",
            "late",
            "reached",
            "solved",
            "unsolved",
            "satisfied",
            "dissatisfied",
            "dispatched",
            "accepted",
            "handled",
            "followed_up",
            "closed"
        )
    ]
        string Measure,
    [property: SensibleDay] DateOnly? From = null,
    [property: SensibleDay, NotBefore("From")] DateOnly? To = null,
    Guid? Department = null,
    [property: AllowedValues(null, "policy_question", "policy_redemption", "appeal", "suggestion")] string? Kind = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);
