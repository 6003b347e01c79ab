using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Hotline;

/// <summary>Why a ticket is changed, or a note to colleagues.</summary>
/// <param name="Reason">2 to 1,000 characters.</param>
public sealed record TicketReason([property: Required, StringLength(1000, MinimumLength = 2)] string Reason);

/// <summary>The answer to the caller.</summary>
/// <param name="Text">2 to 4,000 characters; the caller reads it.</param>
/// <param name="ArticleIds">Articles of the knowledge base that it rests on; each is counted as used.</param>
public sealed record TicketAnswer(
    [property: Required, StringLength(4000, MinimumLength = 2)] string Text,
    [property: MaxLength(10)] Guid[]? ArticleIds = null
);

/// <summary>To whom a ticket goes.</summary>
/// <param name="DepartmentId">The lead department.</param>
/// <param name="CoDepartmentIds">Departments that work with it, at most five.</param>
/// <param name="Reason">What to mind; for a reassignment why.</param>
public sealed record TicketDispatch(
    Guid DepartmentId,
    [property: MaxLength(5)] Guid[]? CoDepartmentIds = null,
    [property: StringLength(1000, MinimumLength = 2)] string? Reason = null
);

/// <summary>What a ticket's kind and urgency should be.</summary>
/// <param name="Kind"><c>policy_question</c>, <c>policy_redemption</c>, <c>appeal</c> or <c>suggestion</c>.</param>
/// <param name="Urgency"><c>normal</c> or <c>urgent</c>.</param>
/// <param name="Reason">Why.</param>
public sealed record TicketAmendment(
    [property: Required, AllowedValues("policy_question", "policy_redemption", "appeal", "suggestion")] string Kind,
    [property: Required, AllowedValues("normal", "urgent")] string Urgency,
    [property: Required, StringLength(1000, MinimumLength = 2)] string Reason
);

/// <summary>Many tickets that go to one department.</summary>
/// <param name="TicketIds">1 to 200.</param>
/// <param name="DepartmentId">The lead department.</param>
/// <param name="Reason">What to mind.</param>
public sealed record BulkDispatch(
    [property: Required, Length(1, 200)] Guid[] TicketIds,
    Guid DepartmentId,
    [property: StringLength(1000, MinimumLength = 2)] string? Reason = null
);

/// <summary>What became of each ticket of a bulk dispatch.</summary>
/// <param name="Dispatched">Those that went.</param>
/// <param name="Left">Those that had moved on or do not exist.</param>
public sealed record BulkDispatched(IReadOnlyList<Guid> Dispatched, IReadOnlyList<TicketLeft> Left);

/// <summary>A ticket that a bulk dispatch left as it was.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number; null when there is none by that id.</param>
/// <param name="State">Its state; null when there is none by that id.</param>
public sealed record TicketLeft(Guid Id, string? Number, string? State);

/// <summary>Asks for more time.</summary>
/// <param name="Days">1 to 30 working days.</param>
/// <param name="Reason">Why; the caller is told.</param>
public sealed record ExtensionRequest(
    [property: Range(1, 30)] int Days,
    [property: Required, StringLength(1000, MinimumLength = 2)] string Reason
);

/// <summary>What the caller said in the follow-up.</summary>
/// <param name="Reached">Whether they were reached.</param>
/// <param name="Solved">Whether the matter is solved; needed when reached.</param>
/// <param name="Satisfied">Whether they are satisfied; needed when reached.</param>
/// <param name="Comment">What they said; it is the reason when they are not satisfied.</param>
/// <param name="Next"><c>reopen</c> or <c>escalate</c>: needed when the matter is not solved or they are not satisfied.</param>
public sealed record FollowUpRequest(
    bool Reached,
    bool? Solved = null,
    bool? Satisfied = null,
    [property: StringLength(1000, MinimumLength = 2)] string? Comment = null,
    [property: AllowedValues(null, "reopen", "escalate")] string? Next = null
);

/// <summary>Another ticket to link with, or to merge into.</summary>
/// <param name="TicketId">The other.</param>
/// <param name="Reason">Why.</param>
public sealed record OtherTicket(Guid TicketId, [property: Required, StringLength(1000, MinimumLength = 2)] string Reason);

/// <summary>The caller's number in clear.</summary>
/// <param name="Phone">Digits.</param>
public sealed record CallerPhone(string Phone);

/// <summary>A filter that somebody saved under a name.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Query">The query of the list, without <c>after</c>: <c>queue=overdue&amp;kind=appeal</c>.</param>
public sealed record SavedFilter(Guid Id, string Name, string Query);

/// <summary>A filter to save.</summary>
/// <param name="Name">1 to 50 characters; one of the same name is replaced.</param>
/// <param name="Query">The query of the list.</param>
public sealed record NewSavedFilter(
    [property: Required, StringLength(50, MinimumLength = 1)] string Name,
    [property: Required, StringLength(500), RegularExpression("^[A-Za-z0-9_=&%.+-]*$")] string Query
);
