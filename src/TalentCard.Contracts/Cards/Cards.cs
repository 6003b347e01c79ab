using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Cards;

/// <summary>A card in a list.</summary>
/// <param name="Id">Id of the card.</param>
/// <param name="Number">Number printed on it: the tier's prefix and six digits.</param>
/// <param name="State"><c>active</c>, <c>suspended</c>, <c>revoked</c>, <c>replaced</c>, or <c>expired</c>: an active one past
/// its last day.</param>
/// <param name="StateReason">Why it was suspended, revoked or replaced.</param>
/// <param name="Tier">Code of the tier.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day.</param>
/// <param name="TalentId">Whose card.</param>
/// <param name="Name">Name of the talent.</param>
/// <param name="IdNumber">Their ID number, all but the last four hidden.</param>
/// <param name="Employer">Their employer.</param>
/// <param name="Division">Code of their county or park.</param>
/// <param name="CreatedAt">When it was issued.</param>
public sealed record CardSummary(
    Guid Id,
    string Number,
    string State,
    string? StateReason,
    string Tier,
    DateOnly ValidFrom,
    DateOnly ValidTo,
    Guid TalentId,
    string Name,
    string IdNumber,
    string Employer,
    string Division,
    DateTimeOffset CreatedAt
);

/// <summary>A card with its history.</summary>
/// <param name="Card">The card.</param>
/// <param name="BatchId">The batch that it was issued in; null for a replacement.</param>
/// <param name="Replaces">The card that it stands in for.</param>
/// <param name="ReplacedBy">The card that stands in for it.</param>
/// <param name="Actions">What its state allows today.</param>
/// <param name="History">Every change, oldest first.</param>
/// <param name="IdentityClosedUntil">Until when its identity check is closed after too many misses; null: it is open.</param>
public sealed record CardDetail(
    CardSummary Card,
    Guid? BatchId,
    Guid? Replaces,
    Guid? ReplacedBy,
    IReadOnlyList<CardAction> Actions,
    IReadOnlyList<CardEvent> History,
    DateTimeOffset? IdentityClosedUntil
);

/// <summary>One change of a card.</summary>
/// <param name="At">When.</param>
/// <param name="Action"><c>issue</c>, <c>suspend</c>, <c>resume</c>, <c>revoke</c>, <c>replace</c>, <c>renew</c>, or
/// <c>shorten</c> when the contract ends sooner.</param>
/// <param name="FromState">State before; null at issue.</param>
/// <param name="ToState">State after.</param>
/// <param name="ValidTo">Last day of the card after the change.</param>
/// <param name="Actor">Name of who did it.</param>
/// <param name="Reason">Why.</param>
public sealed record CardEvent(
    DateTimeOffset At,
    string Action,
    string? FromState,
    string ToState,
    DateOnly? ValidTo,
    string Actor,
    string Reason
);

/// <summary>Why a card is changed; it is kept in the card's history.</summary>
/// <param name="Reason">The reason, 2 to 500 characters.</param>
public sealed record CardChange([property: Required, StringLength(500, MinimumLength = 2)] string Reason);
