using TalentCard.Contracts.Hotline;
using TalentCard.Contracts.WorkingTime;
using TalentCard.Core.WorkingTime;
using static TalentCard.Contracts.Hotline.TicketAction;

namespace TalentCard.Core.Hotline;

/// <summary>What a step brings beside its name.</summary>
/// <param name="ActorId">Who takes it.</param>
/// <param name="ActorName">Their name.</param>
/// <param name="Text">What is said.</param>
/// <param name="DepartmentId">To which department.</param>
/// <param name="CoDepartmentIds">Which work with it.</param>
/// <param name="Days">How many working days more.</param>
/// <param name="Deadline">The rule of today, by which a reopened or corrected ticket is due.</param>
/// <param name="MergeInto">The ticket that it goes on in.</param>
/// <param name="Reached">Whether the caller was reached.</param>
/// <param name="Solved">Their word on it.</param>
/// <param name="Satisfied">Their word on it.</param>
/// <param name="Kind">The kind that a ticket is corrected to.</param>
/// <param name="Urgency">The urgency that it is corrected to.</param>
public sealed record TicketInput(
    string ActorId,
    string ActorName,
    string? Text = null,
    Guid? DepartmentId = null,
    Guid[]? CoDepartmentIds = null,
    int Days = 0,
    DeadlineRule? Deadline = null,
    Guid? MergeInto = null,
    bool? Reached = null,
    bool? Solved = null,
    bool? Satisfied = null,
    string? Kind = null,
    string? Urgency = null
);

// What each step makes of a ticket.
public static partial class Ticket
{
    /// <summary>Working days after dispatch within which the department may return a ticket.</summary>
    public const int ReturnDays = 2;

    /// <summary>Days on which the caller is tried before a follow-up ends without them.</summary>
    public const int FollowUpTries = 3;

    /// <summary>The ticket after a step of the table.</summary>
    /// <param name="ticket">The ticket before.</param>
    /// <param name="row">The row of the table.</param>
    /// <param name="input">What the step brings.</param>
    /// <param name="calendar">Working days and office hours.</param>
    /// <param name="now">When.</param>
    public static TicketFacts After(
        TicketFacts ticket,
        TicketTransition row,
        TicketInput input,
        WorkingCalendar calendar,
        DateTimeOffset now
    )
    {
        var moved = ticket with { State = row.To };
        return row.Action switch
        {
            Answer or Reply => moved with
            {
                Reply = input.Text,
                RepliedAt = now,
                FollowUpDueAt = calendar.Due(now, 1, "day"),
                Reached = null,
                Solved = null,
                Satisfied = null,
            },
            Dispatch or Reassign => Dispatched(moved, input.DepartmentId, input.CoDepartmentIds ?? [], calendar, now),
            Accept => moved with { HandlerId = input.ActorId, HandlerName = input.ActorName, AcceptedAt = now },
            Return => NoHandler(moved) with
            {
                DepartmentId = null,
                CoDepartmentIds = [],
                DispatchedAt = null,
                ReturnUntil = null,
            },
            Wait => moved with { PausedAt = now },
            Resume or Supplement => moved with
            {
                PausedAt = null,
                DueAt = calendar.Pause(ticket.DueAt, ticket.PausedAt!.Value, now),
            },
            AskExtension => moved with { ExtensionState = "pending" },
            ApproveExtension => moved with
            {
                ExtensionState = "approved",
                DueAt = calendar.Extend(ticket.DueAt, input.Days),
                // Who asked from the phone sees it there; everyone else is called.
                CallerToBeTold = ticket.Channel != "app",
            },
            RejectExtension => moved with { ExtensionState = "rejected" },
            TellExtension => moved with { CallerToBeTold = false },
            TicketAction.FollowUp => moved with
            {
                Reached = input.Reached,
                Solved = input.Solved,
                Satisfied = input.Satisfied,
                FollowUpDueAt = null,
            },
            TryFollowUp => moved with { FollowUpDueAt = calendar.Due(now, 1, "day") },
            Close => moved with { ClosedAt = now, FollowUpDueAt = null },
            Reopen => Reopened(moved, input.Deadline!, calendar, now),
            Amend => Amended(moved, input, calendar, now),
            Escalate => moved with { EscalatedAt = ticket.EscalatedAt ?? now },
            Merge => moved with { MergedInto = input.MergeInto, PausedAt = null, FollowUpDueAt = null, CallerToBeTold = false },
            _ => moved,
        };
    }

    private static TicketFacts Dispatched(
        TicketFacts ticket,
        Guid? department,
        Guid[] coDepartments,
        WorkingCalendar calendar,
        DateTimeOffset now
    ) =>
        NoHandler(ticket) with
        {
            DepartmentId = department,
            CoDepartmentIds = coDepartments,
            DispatchedAt = now,
            ReturnUntil = calendar.Due(now, ReturnDays, "day"),
        };

    private static TicketFacts Reopened(TicketFacts ticket, DeadlineRule rule, WorkingCalendar calendar, DateTimeOffset now)
    {
        var open = NoHandler(ticket) with
        {
            ClosedAt = null,
            RepliedAt = null,
            Reply = null,
            FollowUpDueAt = null,
            ExtensionState = null,
            DueAt = calendar.Due(now, rule.Amount, rule.Unit),
        };
        return ticket.State == TicketState.Dispatched
            ? Dispatched(open, ticket.DepartmentId, ticket.CoDepartmentIds, calendar, now)
            : open;
    }

    // What was promised holds: a correction brings the deadline forward where the rule asks for it, never back.
    private static TicketFacts Amended(TicketFacts ticket, TicketInput input, WorkingCalendar calendar, DateTimeOffset now)
    {
        var due = calendar.Due(now, input.Deadline!.Amount, input.Deadline.Unit);
        return ticket with
        {
            Kind = input.Kind!,
            Urgency = input.Urgency!,
            WasAppeal = ticket.WasAppeal || ticket.Kind == "appeal",
            DueAt = due < ticket.DueAt ? due : ticket.DueAt,
        };
    }

    private static TicketFacts NoHandler(TicketFacts ticket) =>
        ticket with
        {
            HandlerId = null,
            HandlerName = null,
            AcceptedAt = null,
        };
}
