namespace TalentCard.Contracts.Hotline;

/// <summary>A ticket in a list.</summary>
/// <param name="Id">Id of the ticket.</param>
/// <param name="Number">Its number, the day and the how many of that day: <c>20221103-0001</c>.</param>
/// <param name="ConsultationId">The call that it came with.</param>
/// <param name="Kind"><c>policy_question</c>, <c>policy_redemption</c>, <c>appeal</c> or <c>suggestion</c>.</param>
/// <param name="Urgency"><c>normal</c> or <c>urgent</c>.</param>
/// <param name="Title">The matter in a line.</param>
/// <param name="State"><c>received</c>, <c>dispatched</c>, <c>returned</c>, <c>accepted</c>, <c>waiting</c> (for the caller),
/// <c>replied</c>, <c>followed_up</c>, <c>closed</c> or <c>merged</c>.</param>
/// <param name="DepartmentId">The lead department.</param>
/// <param name="Department">Its name.</param>
/// <param name="Handler">Name of who accepted it.</param>
/// <param name="CallerName">Who asked.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="DueAt">When the answer is due; it stands still while waiting for the caller.</param>
/// <param name="RepliedAt">When it was answered.</param>
/// <param name="FollowUpDueAt">When the follow-up is due.</param>
/// <param name="Overdue">Whether the answer is late: not given by now, or given after it was due.</param>
/// <param name="Escalated">Whether the office watches over it (督办).</param>
/// <param name="Repeat">Whether the same caller asked about the same matter before.</param>
/// <param name="Extension">State of the last extension asked for: <c>pending</c>, <c>approved</c>, <c>rejected</c> or
/// <c>lapsed</c>; null without one.</param>
/// <param name="CallerToBeTold">Whether the caller still has to be told of an approved extension.</param>
/// <param name="Version">Counts its changes.</param>
public sealed record TicketSummary(
    Guid Id,
    string Number,
    Guid ConsultationId,
    string Kind,
    string Urgency,
    string Title,
    string State,
    Guid? DepartmentId,
    string? Department,
    string? Handler,
    string CallerName,
    DateTimeOffset ReceivedAt,
    DateTimeOffset DueAt,
    DateTimeOffset? RepliedAt,
    DateTimeOffset? FollowUpDueAt,
    bool Overdue,
    bool Escalated,
    bool Repeat,
    string? Extension,
    bool CallerToBeTold,
    int Version
);

/// <summary>A ticket with all that the caller of the Api may know of it.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Content">What the caller said.</param>
/// <param name="Division">Code of the county or park that it is about.</param>
/// <param name="Place">Where, in words.</param>
/// <param name="CallerPhone">The caller's number, all but the last four hidden; null where it was withheld.</param>
/// <param name="TalentId">The talent who asked.</param>
/// <param name="Channel"><c>phone</c>, <c>app</c> or <c>visit</c>.</param>
/// <param name="Agent">Who took the call.</param>
/// <param name="PromisedAt">When the answer was first promised; neither a new rule nor an extension rewrites it.</param>
/// <param name="ReturnableUntil">Until when the department may return it.</param>
/// <param name="PausedAt">Since when it waits for the caller.</param>
/// <param name="Reply">The answer to the caller.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="MergedInto">The ticket that it was merged into.</param>
/// <param name="RepeatOf">The earlier ticket of the same caller on the same matter.</param>
/// <param name="CoDepartments">Departments that work with the lead department.</param>
/// <param name="Actions">What the caller of the Api may do with it now.</param>
/// <param name="History">Every step, oldest first, with internal notes.</param>
/// <param name="Extensions">Extensions asked for, newest first.</param>
/// <param name="FollowUps">Follow-up calls, newest first.</param>
/// <param name="Links">Other tickets that it belongs with: linked by hand, merged into it, of the same call, or repeated.</param>
/// <param name="Articles">Articles that the answer rests on.</param>
public sealed record TicketDetail(
    TicketSummary Ticket,
    string Content,
    string? Division,
    string? Place,
    string? CallerPhone,
    Guid? TalentId,
    string Channel,
    string? Agent,
    DateTimeOffset PromisedAt,
    DateTimeOffset? ReturnableUntil,
    DateTimeOffset? PausedAt,
    string? Reply,
    DateTimeOffset? ClosedAt,
    Guid? MergedInto,
    Guid? RepeatOf,
    IReadOnlyList<Department> CoDepartments,
    IReadOnlyList<TicketAction> Actions,
    IReadOnlyList<TicketStep> History,
    IReadOnlyList<TicketExtension> Extensions,
    IReadOnlyList<FollowUp> FollowUps,
    IReadOnlyList<TicketLink> Links,
    IReadOnlyList<CitedArticle> Articles
);

/// <summary>A department that answers tickets (承办单位).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
public sealed record Department(Guid Id, string Name);

/// <summary>One step in the life of a ticket.</summary>
/// <param name="At">When.</param>
/// <param name="Action">Of <c>receive, answer, dispatch, accept, return, reassign, wait, resume, supplement, reply,
/// ask_extension, approve_extension, reject_extension, tell_extension, follow_up, try_follow_up, close, reopen, escalate, amend,
/// link, merge, note</c>.</param>
/// <param name="FromState">State before; null when received.</param>
/// <param name="ToState">State after.</param>
/// <param name="Actor">Name of who did it; <c>system</c>: the recurring job.</param>
/// <param name="Text">What they said: answer, reason, note.</param>
/// <param name="Internal">Whether it never reaches the caller.</param>
/// <param name="DueAt">When the answer was due after it.</param>
/// <param name="Kind">The ticket's kind after it; null where that was not kept.</param>
/// <param name="Urgency">Its urgency after it; null where that was not kept.</param>
public sealed record TicketStep(
    DateTimeOffset At,
    string Action,
    string? FromState,
    string ToState,
    string Actor,
    string? Text,
    bool Internal,
    DateTimeOffset DueAt,
    string? Kind = null,
    string? Urgency = null
);

/// <summary>More time, asked for before the deadline.</summary>
/// <param name="Id">Its id.</param>
/// <param name="AskedAt">When it was asked for.</param>
/// <param name="AskedBy">Name of who asked.</param>
/// <param name="Days">How many working days more.</param>
/// <param name="Reason">Why.</param>
/// <param name="State"><c>pending</c>, <c>approved</c>, <c>rejected</c>, or <c>lapsed</c>: the ticket moved on before a
/// decision.</param>
/// <param name="DecidedBy">Name of who decided.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Decision">What they said.</param>
/// <param name="DueAt">When the answer is due by it.</param>
/// <param name="ToldAt">When the caller was told.</param>
public sealed record TicketExtension(
    Guid Id,
    DateTimeOffset AskedAt,
    string AskedBy,
    int Days,
    string Reason,
    string State,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? Decision,
    DateTimeOffset? DueAt,
    DateTimeOffset? ToldAt
);

/// <summary>A follow-up call (回访).</summary>
/// <param name="At">When.</param>
/// <param name="Agent">Who called.</param>
/// <param name="Reached">Whether the caller was reached.</param>
/// <param name="Solved">Whether the matter is solved, by the caller's word; null when not reached.</param>
/// <param name="Satisfied">Whether the caller is satisfied; null when not reached.</param>
/// <param name="Comment">What they said.</param>
/// <param name="Outcome"><c>done</c>, <c>again</c> (not reached, to be tried again), <c>reopen</c> or <c>escalate</c>.</param>
public sealed record FollowUp(
    DateTimeOffset At,
    string Agent,
    bool Reached,
    bool? Solved,
    bool? Satisfied,
    string? Comment,
    string Outcome
);

/// <summary>Another ticket that a ticket belongs with.</summary>
/// <param name="Id">Id of the other.</param>
/// <param name="Number">Its number.</param>
/// <param name="Title">Its matter.</param>
/// <param name="State">Its state.</param>
/// <param name="Relation"><c>linked</c>, <c>merged</c> (into this one), <c>same_call</c> or <c>repeat</c>.</param>
public sealed record TicketLink(Guid Id, string Number, string Title, string State, string Relation);

/// <summary>An article that an answer rests on.</summary>
/// <param name="Id">Id of the article.</param>
/// <param name="Version">Its version then.</param>
/// <param name="Title">Its title then.</param>
public sealed record CitedArticle(Guid Id, int Version, string Title);

/// <summary>How many tickets wait in each queue of the caller of the Api.</summary>
/// <param name="Mine">Open ones that I accepted (handler) or took (agent).</param>
/// <param name="Department">Open ones of my department; of all for agents and the office.</param>
/// <param name="Unassigned">Received or returned, to be dispatched; 0 for a handler.</param>
/// <param name="DueToday">Unanswered and due today.</param>
/// <param name="Overdue">Unanswered and late.</param>
/// <param name="FollowUp">Answered and waiting for the follow-up.</param>
/// <param name="Escalated">Open and watched by the office.</param>
/// <param name="Extensions">With an extension to be decided.</param>
/// <param name="ToTell">Whose caller still has to be told of an extension.</param>
public sealed record QueueCounts(
    int Mine,
    int Department,
    int Unassigned,
    int DueToday,
    int Overdue,
    int FollowUp,
    int Escalated,
    int Extensions,
    int ToTell
);

/// <summary>Somebody who looks at a ticket now.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Since">Since when.</param>
public sealed record Viewer(string Name, DateTimeOffset Since);

/// <summary>What else is like the words being typed.</summary>
/// <param name="Tickets">Tickets, the likest first, at most five.</param>
/// <param name="Articles">Articles of the knowledge base in force, the likest first, at most five.</param>
public sealed record Similar(IReadOnlyList<SimilarTicket> Tickets, IReadOnlyList<SimilarArticle> Articles);

/// <summary>A ticket like the words.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number.</param>
/// <param name="Title">Its matter.</param>
/// <param name="State">Its state.</param>
/// <param name="Reply">The answer that was given.</param>
/// <param name="SameCaller">Whether the same caller asked.</param>
/// <param name="Similarity">0 to 1.</param>
public sealed record SimilarTicket(
    Guid Id,
    string Number,
    string Title,
    string State,
    string? Reply,
    bool SameCaller,
    double Similarity
);

/// <summary>An article like the words.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">The version in force.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">Its text.</param>
/// <param name="Stale">Whether it should be reviewed before it is believed.</param>
/// <param name="Similarity">0 to 1.</param>
public sealed record SimilarArticle(Guid Id, int Version, string Title, string Body, bool Stale, double Similarity);

/// <summary>The words being typed, and who calls.</summary>
/// <param name="Text">2 to 200 characters.</param>
/// <param name="Phone">The caller's number, to mark their own.</param>
public sealed record SimilarRequest(
    [property:
        System.ComponentModel.DataAnnotations.Required,
        System.ComponentModel.DataAnnotations.StringLength(200, MinimumLength = 2)
    ]
        string Text,
    [property: System.ComponentModel.DataAnnotations.StringLength(30, MinimumLength = 3)] string? Phone = null
);
