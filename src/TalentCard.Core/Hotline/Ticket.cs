using TalentCard.Contracts.Hotline;
using static TalentCard.Contracts.Hotline.TicketAction;

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
/// <param name="From">State before.</param>
/// <param name="Action">The step.</param>
/// <param name="To">State after.</param>
/// <param name="By">Who may take it.</param>
/// <param name="Guard">What else must be true.</param>
public sealed record TicketTransition(
    string From,
    TicketAction Action,
    string To,
    TicketRole By,
    TicketGuard Guard = TicketGuard.None
) : Transition<string, TicketAction>(From, Action, To);

/// <summary>The life of a ticket as one table. Nothing changes a ticket's state that is not a row of it.</summary>
public static partial class Ticket
{
    /// <summary>Every open state.</summary>
    public static readonly string[] Open =
    [
        TicketState.Received,
        TicketState.Dispatched,
        TicketState.Returned,
        TicketState.Accepted,
        TicketState.Waiting,
        TicketState.Replied,
        TicketState.FollowedUp,
    ];

    /// <summary>States in which the department or the desk owes an answer and the time for it runs.</summary>
    public static readonly string[] Unanswered =
    [
        TicketState.Received,
        TicketState.Dispatched,
        TicketState.Returned,
        TicketState.Accepted,
    ];

    /// <summary>The table.</summary>
    public static readonly Transitions<string, TicketAction, TicketTransition> Changes = new(
        (_, _) => HotlineProblems.MovedOn,
        [
            new(TicketState.Received, Answer, TicketState.Replied, TicketRole.Desk),
            new(TicketState.Returned, Answer, TicketState.Replied, TicketRole.Desk),
            new(TicketState.Received, Dispatch, TicketState.Dispatched, TicketRole.Desk),
            new(TicketState.Returned, Dispatch, TicketState.Dispatched, TicketRole.Desk),
            new(TicketState.Dispatched, Accept, TicketState.Accepted, TicketRole.Lead),
            new(TicketState.Dispatched, Return, TicketState.Returned, TicketRole.Lead, TicketGuard.WithinReturnTime),
            new(TicketState.Accepted, Return, TicketState.Returned, TicketRole.Lead, TicketGuard.WithinReturnTime),
            new(TicketState.Dispatched, Reassign, TicketState.Dispatched, TicketRole.Desk),
            new(TicketState.Accepted, Reassign, TicketState.Dispatched, TicketRole.Desk),
            new(TicketState.Accepted, Wait, TicketState.Waiting, TicketRole.Lead),
            new(TicketState.Waiting, Resume, TicketState.Accepted, TicketRole.Lead | TicketRole.Agent),
            new(TicketState.Waiting, Supplement, TicketState.Accepted, TicketRole.Caller),
            new(TicketState.Accepted, Reply, TicketState.Replied, TicketRole.Lead),
            new(TicketState.Accepted, AskExtension, TicketState.Accepted, TicketRole.Lead, TicketGuard.MayAskExtension),
            new(TicketState.Accepted, ApproveExtension, TicketState.Accepted, TicketRole.Office, TicketGuard.ExtensionPending),
            new(TicketState.Waiting, ApproveExtension, TicketState.Waiting, TicketRole.Office, TicketGuard.ExtensionPending),
            new(TicketState.Accepted, RejectExtension, TicketState.Accepted, TicketRole.Office, TicketGuard.ExtensionPending),
            new(TicketState.Waiting, RejectExtension, TicketState.Waiting, TicketRole.Office, TicketGuard.ExtensionPending),
            .. Open.Select(state => new TicketTransition(
                state,
                TellExtension,
                state,
                TicketRole.Desk,
                TicketGuard.CallerToBeTold
            )),
            new(TicketState.Replied, TicketAction.FollowUp, TicketState.FollowedUp, TicketRole.Desk),
            new(TicketState.Replied, TryFollowUp, TicketState.Replied, TicketRole.Desk),
            new(TicketState.FollowedUp, Close, TicketState.Closed, TicketRole.Desk),
            new(TicketState.Replied, Close, TicketState.Closed, TicketRole.Desk, TicketGuard.NotAppeal),
            new(TicketState.FollowedUp, Reopen, TicketState.Dispatched, TicketRole.Desk, TicketGuard.HasDepartment),
            new(TicketState.FollowedUp, Reopen, TicketState.Received, TicketRole.Desk, TicketGuard.NoDepartment),
            new(TicketState.Closed, Reopen, TicketState.Dispatched, TicketRole.Desk, TicketGuard.HasDepartment),
            new(TicketState.Closed, Reopen, TicketState.Received, TicketRole.Desk, TicketGuard.NoDepartment),
            .. Open.Select(state => new TicketTransition(
                state,
                Escalate,
                state,
                Unanswered.Contains(state) ? TicketRole.Desk | TicketRole.System : TicketRole.Desk
            )),
            .. Unanswered.Select(state => new TicketTransition(state, Amend, state, TicketRole.Desk)),
            .. Open[..5].Select(state => new TicketTransition(state, Merge, TicketState.Merged, TicketRole.Desk)),
            .. Open.Append(TicketState.Closed).Select(state => new TicketTransition(state, Link, state, TicketRole.Desk)),
            .. Open.Append(TicketState.Closed).Select(state => new TicketTransition(state, Note, state, TicketRole.Staff)),
        ]
    );

    /// <summary>Steps whose words are for the caller.</summary>
    public static readonly IReadOnlySet<TicketAction> ForTheCaller = new HashSet<TicketAction>
    {
        Receive,
        Answer,
        Wait,
        Supplement,
        Reply,
        ApproveExtension,
    };

    /// <summary>Steps that the caller sees in the course of the matter, without words unless they are for them.</summary>
    public static readonly TicketAction[] SeenByCaller =
    [
        .. ForTheCaller,
        Dispatch,
        Accept,
        Resume,
        TicketAction.FollowUp,
        Close,
        Reopen,
        Merge,
    ];

    /// <summary>The row by which a step goes from where the ticket stands.</summary>
    /// <exception cref="RefusedException">There is none, or its guard does not hold, or it is not this role's.</exception>
    public static TicketTransition Step(TicketAction action, TicketFacts ticket, TicketRole role, DateTimeOffset now)
    {
        if (!Changes.Rows.Any(row => row.Action == action && (row.By & role) != 0))
            throw new RefusedException(HotlineProblems.NotYours);
        var rows = Changes.Of(ticket.State, action).ToArray();
        var open =
            rows.FirstOrDefault(row => Holds(row.Guard, ticket, now))
            ?? throw new RefusedException(RefusalOf(rows[0].Guard, ticket));
        if (!MayClose(action, ticket, role))
            throw new RefusedException(HotlineProblems.OfficeCloses);
        return open;
    }

    /// <summary>The steps that somebody may take now.</summary>
    public static IReadOnlyList<TicketAction> Actions(TicketFacts ticket, TicketRole role, DateTimeOffset now) =>
        [
            .. Changes
                .Rows.Where(row =>
                    row.From == ticket.State
                    && (row.By & role) != 0
                    && Holds(row.Guard, ticket, now)
                    && MayClose(row.Action, ticket, role)
                )
                .Select(row => row.Action)
                .Distinct(),
        ];

    // The office watches over what it escalated, to the end.
    private static bool MayClose(TicketAction action, TicketFacts ticket, TicketRole role) =>
        action != Close || ticket.EscalatedAt is null || role.HasFlag(TicketRole.Office);

    private static bool Holds(TicketGuard guard, TicketFacts ticket, DateTimeOffset now) =>
        guard switch
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

    private static ProblemCode RefusalOf(TicketGuard guard, TicketFacts ticket) =>
        guard switch
        {
            TicketGuard.NotAppeal => HotlineProblems.FollowUpFirst,
            TicketGuard.WithinReturnTime => HotlineProblems.TooLateToReturn,
            TicketGuard.MayAskExtension when ticket.ExtensionState == "pending" => HotlineProblems.ExtensionPending,
            TicketGuard.MayAskExtension => HotlineProblems.TooLateToExtend,
            TicketGuard.ExtensionPending or TicketGuard.CallerToBeTold => HotlineProblems.ExtensionDecided,
            _ => HotlineProblems.MovedOn,
        };
}
