using System.Globalization;
using TalentCard.Contracts.Hotline;
using TalentCard.Core.Notifications;

namespace TalentCard.Core.Hotline;

/// <summary>Reads where a ticket stands and writes a step of it: the ticket, its history and the trail together.</summary>
public sealed class TicketLedger(TimeProvider time, AuditTrail audit)
{
    private static readonly string Columns =
        $"""
        t.id, t.kind, t.urgency, t.state, t.department_id, t.co_department_ids, t.handler_id, t.handler_name, t.talent_id, t.phone_hash,
        c.channel, t.due_at, t.dispatched_at, t.return_until, t.accepted_at, t.paused_at, t.replied_at, t.reply, t.follow_up_due_at,
        t.closed_at, t.escalated_at, t.merged_into, t.extension_state, t.caller_to_be_told, t.reached, t.solved, t.satisfied, t.version,
        t.was_appeal, {TicketStore.OwnerOf("t").Division} division
        """;

    // The staff's, and the talent's who asked.
    private static readonly RowOwner Owner = TicketStore.OwnerOf("t") with { Talent = "t.talent_id" };

    /// <summary>What an actor is to a ticket.</summary>
    internal static TicketRole RoleOf(Actor actor, TicketFacts ticket) =>
        (actor.Is(Roles.Agent) ? TicketRole.Agent : 0)
        | (actor.LooksAfter(ticket.Division) ? TicketRole.Office : 0)
        | (actor.Is(Roles.Handler) && actor.DepartmentId is { } department
            ? ticket.DepartmentId == department ? TicketRole.Handler : ticket.CoDepartmentIds.Contains(department) ? TicketRole.CoHandler : 0 : 0)
        | (actor.Is(Roles.Talent) && ticket.TalentId is { } talent && talent == actor.TalentId ? TicketRole.Caller : 0);

    /// <summary>Where a ticket of the actor's stands.</summary>
    /// <exception cref="RefusedException">There is none by that id that the actor may know of.</exception>
    internal static async Task<TicketFacts> ReadAsync(Session session, Guid id, Actor actor) =>
        await FindAsync(session, id, actor) ?? throw new RefusedException(CommonProblems.NotFound);

    /// <summary>Where a ticket stands that the actor is about to change.</summary>
    /// <exception cref="RefusedException">
    /// There is none by that id that the actor may know of; or it was their department's, and the errors tell how it left.
    /// </exception>
    internal static async Task<TicketFacts> ReadToChangeAsync(Session session, Guid id, Actor actor) =>
        await FindAsync(session, id, actor)
        ?? throw await LeftAsync(session, id, actor);

    private static Task<TicketFacts?> FindAsync(Session session, Guid id, Actor actor)
    {
        var scope = RowScope.Of(actor, Owner);
        return session.FindAsync<TicketFacts>(
            $"select {Columns} from tickets t join consultations c on c.id = t.consultation_id where t.id = @id and {scope}",
            scope.With(new { id }));
    }

    /// <summary>
    /// Writes a step. One conditional statement: the ticket must stand where it was read, so that of two at once the second
    /// is refused and told what the first did.
    /// </summary>
    /// <param name="session">The session that it is part of.</param>
    /// <param name="before">The ticket as it was read.</param>
    /// <param name="after">The ticket as it is to stand; its version is counted here.</param>
    /// <param name="action">The step.</param>
    /// <param name="text">What was said.</param>
    /// <param name="actor">Who takes it.</param>
    /// <returns>The ticket as it stands now.</returns>
    internal async Task<TicketFacts> WriteAsync(
        Session session, TicketFacts before, TicketFacts after, string action, string? text,
        Actor actor)
    {
        after = after with { Version = before.Version + 1 };
        if (after.ExtensionState == "pending" && after.State is not (TicketState.Accepted or TicketState.Waiting))
            after = after with { ExtensionState = "lapsed" };
        var changed = await session.ExecuteAsync(
            """
            update tickets set
                kind = @Kind, urgency = @Urgency, was_appeal = @WasAppeal, state = @State, department_id = @DepartmentId, co_department_ids = @CoDepartmentIds, handler_id = @HandlerId,
                handler_name = @HandlerName, due_at = @DueAt, dispatched_at = @DispatchedAt, return_until = @ReturnUntil,
                accepted_at = @AcceptedAt, paused_at = @PausedAt, replied_at = @RepliedAt, reply = @Reply,
                follow_up_due_at = @FollowUpDueAt, closed_at = @ClosedAt, escalated_at = @EscalatedAt, merged_into = @MergedInto,
                extension_state = @ExtensionState, caller_to_be_told = @CallerToBeTold, reached = @Reached, solved = @Solved,
                satisfied = @Satisfied, version = @Version
            where id = @Id and version = @Version - 1
            """, after);
        if (changed == 0) throw await MovedOnAsync(session, before.Id, HotlineProblems.MovedOn);
        if (before.ExtensionState == "pending" && after.ExtensionState == "lapsed")
            await session.ExecuteAsync(
                "update ticket_extensions set state = 'lapsed', decided_at = @Now where ticket_id = @Id and state = 'pending'",
                new { before.Id, Now = time.GetUtcNow() });
        await AddStepAsync(session, after, before.State, action, text, actor);
        await TellDepartmentsAsync(session, before, after);
        return after;
    }

    /// <summary>Adds a row to the history, tells the trail, and lets those who watch know at commit.</summary>
    internal async Task AddStepAsync(
        Session session, TicketFacts ticket, string? fromState, string action, string? text,
        Actor actor)
    {
        await session.ExecuteAsync(
            """
            insert into ticket_steps
                (ticket_id, id, at, action, from_state, to_state, actor_id, actor_name, department_id, text, internal, due_at, version, kind, urgency)
            values
                (@Id, @StepId, @Now, @action, @fromState, @State, @ActorId, @ActorName, @DepartmentId, @text, @Internal, @DueAt, @Version, @Kind, @Urgency)
            """,
            new
            {
                ticket.Id,
                StepId = Guid.CreateVersion7(time.GetUtcNow()),
                Now = time.GetUtcNow(),
                action,
                fromState,
                ticket.State,
                ActorId = actor.Id,
                ActorName = actor.Name,
                ticket.DepartmentId,
                text,
                Internal = !Ticket.ForTheCaller.Contains(action),
                ticket.DueAt,
                ticket.Version,
                ticket.Kind,
                ticket.Urgency,
            });
        await audit.WriteAsync(
            session, actor, new AuditEvent($"ticket.{action}", "ticket", ticket.Id.ToString(), ticket.TalentId));
        if (action is "answer" or "reply" && ticket.TalentId is { } caller) await TellAsync(session, ticket, caller);
        await HotlineNotices.SendAsync(session, HotlineNotices.Of("ticket", ticket));
    }

    // Whom a ticket leaves hears of it too: somebody may be writing the answer there.
    private static Task TellDepartmentsAsync(Session session, TicketFacts before, TicketFacts after) =>
        HotlineNotices.SendAllAsync(session,
            [.. Departments(before).Except(Departments(after)).Select(left => new HotlineEvent("ticket", before.Id, after.State, left))]);

    private static IEnumerable<Guid> Departments(TicketFacts ticket) =>
        ticket.DepartmentId is { } lead ? ticket.CoDepartmentIds.Append(lead) : ticket.CoDepartmentIds;

    private async Task TellAsync(Session session, TicketFacts ticket, Guid caller)
    {
        var number = await session.ScalarAsync<string>("select number from tickets where id = @Id", new { ticket.Id });
        await Outbox.EnqueueAsync(session, time.GetUtcNow(), [new NewMessage(
            "ticket_answered", caller, $"ticket-answered:{ticket.Id}:{ticket.Version}",
            new Dictionary<string, string> { ["ticket"] = ticket.Id.ToString(), ["number"] = number! })]);
    }

    /// <summary>The refusal of a step, with the ticket's last one: who was first, when, with what.</summary>
    internal static async Task<RefusedException> MovedOnAsync(Session session, Guid id, ProblemCode problem)
    {
        var last = await session.FindAsync<LastStep>(
            """
            select t.state, s.action, s.actor_name "by", s.at
            from tickets t join ticket_steps s on s.ticket_id = t.id and s.version = t.version and s.action not in ('note', 'link')
            where t.id = @id
            """, new { id });
        return Refusal(problem, last);
    }

    // Of what came after a department's last step only the one by which the ticket left it is theirs to know.
    private static async Task<RefusedException> LeftAsync(Session session, Guid id, Actor actor)
    {
        var left = await session.FindAsync<LastStep>(
            """
            select s.to_state state, s.action, s.actor_name "by", s.at
            from ticket_steps s
            where s.ticket_id = @id and s.version > (
                select max(own.version) from ticket_steps own where own.ticket_id = @id and own.department_id = @Own)
            order by s.version limit 1
            """,
            new { id, Own = actor.Is(Roles.Handler) ? actor.DepartmentId : null });
        return left is null ? new RefusedException(CommonProblems.NotFound) : Refusal(HotlineProblems.LeftDepartment, left);
    }

    private static RefusedException Refusal(ProblemCode problem, LastStep? last) => last is null
        ? new RefusedException(problem)
        : new RefusedException(problem, new Dictionary<string, string[]>
        {
            ["state"] = [last.State],
            ["action"] = [last.Action],
            ["by"] = [last.By],
            ["at"] = [last.At.ToString("O", CultureInfo.InvariantCulture)],
        });

    private sealed record LastStep(string State, string Action, string By, DateTimeOffset At);
}
