using TalentCard.Contracts.Hotline;

namespace TalentCard.Core.Hotline;

/// <summary>The states of a ticket, as they stand in the database and in the Api.</summary>
public static class TicketState
{
    /// <summary>Taken, neither answered nor dispatched.</summary>
    public const string Received = "received";
    /// <summary>Sent to a department.</summary>
    public const string Dispatched = "dispatched";
    /// <summary>Sent back by a department.</summary>
    public const string Returned = "returned";
    /// <summary>A handler works on it.</summary>
    public const string Accepted = "accepted";
    /// <summary>Waits for the caller; its deadline stands still.</summary>
    public const string Waiting = "waiting";
    /// <summary>Answered.</summary>
    public const string Replied = "replied";
    /// <summary>The caller was asked whether it is solved.</summary>
    public const string FollowedUp = "followed_up";
    /// <summary>Done.</summary>
    public const string Closed = "closed";
    /// <summary>Goes on as part of another ticket.</summary>
    public const string Merged = "merged";
}

/// <summary>Who takes a step, beside the ticket.</summary>
[Flags]
public enum TicketRole
{
    /// <summary>Nobody.</summary>
    None = 0,
    /// <summary>坐席.</summary>
    Agent = 1,
    /// <summary>A handler of the lead department.</summary>
    Handler = 2,
    /// <summary>A handler of a department that works with it.</summary>
    CoHandler = 4,
    /// <summary>人才办.</summary>
    Office = 8,
    /// <summary>The talent who asked.</summary>
    Caller = 16,
    /// <summary>The recurring job.</summary>
    System = 32,
    /// <summary>Agent or office.</summary>
    Desk = Agent | Office,
    /// <summary>Lead department or office.</summary>
    Lead = Handler | Office,
    /// <summary>All who work on it.</summary>
    Staff = Agent | Handler | CoHandler | Office,
}

/// <summary>What must be true beside the state.</summary>
public enum TicketGuard
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>It has a lead department.</summary>
    HasDepartment,
    /// <summary>It has none.</summary>
    NoDepartment,
    /// <summary>It is no appeal and never was one.</summary>
    NotAppeal,
    /// <summary>Not two working days after dispatch yet.</summary>
    WithinReturnTime,
    /// <summary>Before its deadline, with no extension waiting.</summary>
    MayAskExtension,
    /// <summary>An extension waits for its decision.</summary>
    ExtensionPending,
    /// <summary>The caller does not know of an extension yet.</summary>
    CallerToBeTold,
}

/// <summary>A row of the table: a step from a state to a state.</summary>
/// <param name="Action">The step.</param>
/// <param name="From">State before.</param>
/// <param name="To">State after.</param>
/// <param name="By">Who may take it.</param>
/// <param name="Guard">What else must be true.</param>
public sealed record TicketTransition(string Action, string From, string To, TicketRole By, TicketGuard Guard = TicketGuard.None);

/// <summary>The life of a ticket as one table. Nothing changes a ticket's state that is not a row of it.</summary>
public static class Ticket
{
    /// <summary>Every open state.</summary>
    public static readonly string[] Open =
    [
        TicketState.Received, TicketState.Dispatched, TicketState.Returned, TicketState.Accepted, TicketState.Waiting, TicketState.Replied,
        TicketState.FollowedUp,
    ];

    /// <summary>States in which the department or the desk owes an answer and the time for it runs.</summary>
    public static readonly string[] Unanswered =
        [TicketState.Received, TicketState.Dispatched, TicketState.Returned, TicketState.Accepted];

    /// <summary>The table.</summary>
    public static readonly IReadOnlyList<TicketTransition> Table =
    [
        new("answer", TicketState.Received, TicketState.Replied, TicketRole.Desk),
        new("answer", TicketState.Returned, TicketState.Replied, TicketRole.Desk),
        new("dispatch", TicketState.Received, TicketState.Dispatched, TicketRole.Desk),
        new("dispatch", TicketState.Returned, TicketState.Dispatched, TicketRole.Desk),
        new("accept", TicketState.Dispatched, TicketState.Accepted, TicketRole.Lead),
        new("return", TicketState.Dispatched, TicketState.Returned, TicketRole.Lead, TicketGuard.WithinReturnTime),
        new("return", TicketState.Accepted, TicketState.Returned, TicketRole.Lead, TicketGuard.WithinReturnTime),
        new("reassign", TicketState.Dispatched, TicketState.Dispatched, TicketRole.Desk),
        new("reassign", TicketState.Accepted, TicketState.Dispatched, TicketRole.Desk),
        new("wait", TicketState.Accepted, TicketState.Waiting, TicketRole.Lead),
        new("resume", TicketState.Waiting, TicketState.Accepted, TicketRole.Lead | TicketRole.Agent),
        new("supplement", TicketState.Waiting, TicketState.Accepted, TicketRole.Caller),
        new("reply", TicketState.Accepted, TicketState.Replied, TicketRole.Lead),
        new("ask_extension", TicketState.Accepted, TicketState.Accepted, TicketRole.Lead, TicketGuard.MayAskExtension),
        new("approve_extension", TicketState.Accepted, TicketState.Accepted, TicketRole.Office, TicketGuard.ExtensionPending),
        new("approve_extension", TicketState.Waiting, TicketState.Waiting, TicketRole.Office, TicketGuard.ExtensionPending),
        new("reject_extension", TicketState.Accepted, TicketState.Accepted, TicketRole.Office, TicketGuard.ExtensionPending),
        new("reject_extension", TicketState.Waiting, TicketState.Waiting, TicketRole.Office, TicketGuard.ExtensionPending),
        .. Open.Select(state => new TicketTransition("tell_extension", state, state, TicketRole.Desk, TicketGuard.CallerToBeTold)),
        new("follow_up", TicketState.Replied, TicketState.FollowedUp, TicketRole.Desk),
        new("try_follow_up", TicketState.Replied, TicketState.Replied, TicketRole.Desk),
        new("close", TicketState.FollowedUp, TicketState.Closed, TicketRole.Desk),
        new("close", TicketState.Replied, TicketState.Closed, TicketRole.Desk, TicketGuard.NotAppeal),
        new("reopen", TicketState.FollowedUp, TicketState.Dispatched, TicketRole.Desk, TicketGuard.HasDepartment),
        new("reopen", TicketState.FollowedUp, TicketState.Received, TicketRole.Desk, TicketGuard.NoDepartment),
        new("reopen", TicketState.Closed, TicketState.Dispatched, TicketRole.Desk, TicketGuard.HasDepartment),
        new("reopen", TicketState.Closed, TicketState.Received, TicketRole.Desk, TicketGuard.NoDepartment),
        .. Open.Select(state => new TicketTransition("escalate", state, state,
            Unanswered.Contains(state) ? TicketRole.Desk | TicketRole.System : TicketRole.Desk)),
        .. Unanswered.Select(state => new TicketTransition("amend", state, state, TicketRole.Desk)),
        .. Open[..5].Select(state => new TicketTransition("merge", state, TicketState.Merged, TicketRole.Desk)),
        .. Open.Append(TicketState.Closed).Select(state => new TicketTransition("link", state, state, TicketRole.Desk)),
        .. Open.Append(TicketState.Closed).Select(state => new TicketTransition("note", state, state, TicketRole.Staff)),
    ];

    /// <summary>Steps whose words are for the caller.</summary>
    public static readonly IReadOnlySet<string> ForTheCaller = new HashSet<string>
    {
        "receive", "answer", "wait", "supplement", "reply", "approve_extension",
    };

    /// <summary>Steps that the caller sees in the course of the matter, without words unless they are for them.</summary>
    public static readonly string[] SeenByCaller =
    [
        "receive", "answer", "dispatch", "accept", "wait", "resume", "supplement", "reply", "approve_extension", "follow_up", "close",
        "reopen", "merge",
    ];

    /// <summary>The row by which a step goes from where the ticket stands.</summary>
    /// <exception cref="RefusedException">There is none, or its guard does not hold, or it is not this role's.</exception>
    public static TicketTransition Step(string action, TicketFacts ticket, TicketRole role, DateTimeOffset now)
    {
        var rows = Table.Where(row => row.Action == action && row.From == ticket.State).ToArray();
        if (!Table.Any(row => row.Action == action && (row.By & role) != 0)) throw new RefusedException(HotlineProblems.NotYours);
        if (rows.Length == 0) throw new RefusedException(HotlineProblems.MovedOn);
        var open = rows.FirstOrDefault(row => Holds(row.Guard, ticket, now)) ?? throw new RefusedException(RefusalOf(rows[0].Guard, ticket));
        // The office watches over what it escalated, to the end.
        if (action == "close" && ticket.EscalatedAt is not null && !role.HasFlag(TicketRole.Office)) throw new RefusedException(HotlineProblems.OfficeCloses);
        return open;
    }

    /// <summary>The steps that somebody may take now.</summary>
    public static IReadOnlyList<string> Actions(TicketFacts ticket, TicketRole role, DateTimeOffset now) =>
        [.. Table.Where(row => row.From == ticket.State && (row.By & role) != 0 && Holds(row.Guard, ticket, now)
                && (row.Action != "close" || ticket.EscalatedAt is null || role.HasFlag(TicketRole.Office)))
            .Select(row => row.Action).Distinct()];

    private static bool Holds(TicketGuard guard, TicketFacts ticket, DateTimeOffset now) => guard switch
    {
        TicketGuard.HasDepartment => ticket.DepartmentId is not null,
        TicketGuard.NoDepartment => ticket.DepartmentId is null,
        TicketGuard.NotAppeal => ticket.Kind != "appeal" && !ticket.WasAppeal,
        TicketGuard.WithinReturnTime => ticket.ReturnUntil >= now,
        TicketGuard.MayAskExtension => ticket.DueAt > now && ticket.ExtensionState != "pending",
        TicketGuard.ExtensionPending => ticket.ExtensionState == "pending",
        TicketGuard.CallerToBeTold => ticket.CallerToBeTold,
        _ => true,
    };

    private static ProblemCode RefusalOf(TicketGuard guard, TicketFacts ticket) => guard switch
    {
        TicketGuard.NotAppeal => HotlineProblems.FollowUpFirst,
        TicketGuard.WithinReturnTime => HotlineProblems.TooLateToReturn,
        TicketGuard.MayAskExtension when ticket.ExtensionState == "pending" => HotlineProblems.ExtensionPending,
        TicketGuard.MayAskExtension => HotlineProblems.TooLateToExtend,
        TicketGuard.ExtensionPending or TicketGuard.CallerToBeTold => HotlineProblems.ExtensionDecided,
        _ => HotlineProblems.MovedOn,
    };
}
