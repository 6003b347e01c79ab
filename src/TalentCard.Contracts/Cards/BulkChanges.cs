using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Cards;

/// <summary>
/// Asks what one change would do to many cards: those of <paramref name="CardIds"/>, else all that <paramref name="Filter"/>
/// finds.
/// </summary>
/// <param name="Action"><c>suspend</c>, <c>resume</c>, <c>renew</c> or <c>revoke</c>.</param>
/// <param name="Reason">Why; it is kept in the history of each card, 2 to 500 characters.</param>
/// <param name="CardIds">Which cards, 1 to 5,000.</param>
/// <param name="Filter">Which cards, as in a list.</param>
public sealed record NewBulkChange(
    [property: Required, AllowedValues("suspend", "resume", "renew", "revoke")] string Action,
    [property: Required, StringLength(500, MinimumLength = 2)] string Reason,
    [property: MaxLength(5_000)] Guid[]? CardIds = null,
    CardSelection? Filter = null
);

/// <summary>Cards as a list is narrowed to; null leaves a question open.</summary>
/// <param name="State"><c>active</c>, <c>suspended</c>, <c>expired</c>, <c>revoked</c> or <c>replaced</c>.</param>
/// <param name="Tier">Code of the tier.</param>
/// <param name="Division">Code of the talent's county or park.</param>
/// <param name="Q">Part of the number, name or employer, or the ID number's last four.</param>
/// <param name="ExpiringBefore">Only cards whose last day is earlier.</param>
public sealed record CardSelection(
    [property: AllowedValues(null, "active", "suspended", "expired", "revoked", "replaced")] string? State = null,
    [property: StringLength(1)] string? Tier = null,
    [property: StringLength(40)] string? Division = null,
    [property: StringLength(100)] string? Q = null,
    DateOnly? ExpiringBefore = null
);

/// <summary>One change of many cards.</summary>
/// <param name="Id">Id of the change.</param>
/// <param name="Action">What is done.</param>
/// <param name="Reason">Why.</param>
/// <param name="State"><c>preview</c> or <c>committed</c>.</param>
/// <param name="Able">Cards that take the change.</param>
/// <param name="Refused">Cards that are left out, each for its reason.</param>
/// <param name="CreatedBy">Name of who asked.</param>
/// <param name="CreatedAt">When they asked.</param>
/// <param name="CommittedAt">When the cards were changed.</param>
public sealed record BulkChange(
    Guid Id,
    string Action,
    string Reason,
    string State,
    int Able,
    int Refused,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CommittedAt
);

/// <summary>A card of a bulk change.</summary>
/// <param name="CardId">Which.</param>
/// <param name="Number">Its number.</param>
/// <param name="TalentId">Whose.</param>
/// <param name="Name">Their name.</param>
/// <param name="Employer">Their employer.</param>
/// <param name="Tier">Code of the tier.</param>
/// <param name="State">Its state now.</param>
/// <param name="ValidTo">Its last day now.</param>
/// <param name="Refusal">Code of why it is left out; null where it is not.</param>
/// <param name="Zh">Why, in Chinese.</param>
/// <param name="En">Why, in English.</param>
public sealed record BulkChangeCard(
    Guid CardId,
    string Number,
    Guid TalentId,
    string Name,
    string Employer,
    string Tier,
    string State,
    DateOnly ValidTo,
    string? Refusal,
    string? Zh,
    string? En
);
