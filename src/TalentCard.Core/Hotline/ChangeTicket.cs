using TalentCard.Contracts.Hotline;
using TalentCard.Core.WorkingTime;

namespace TalentCard.Core.Hotline;

/// <summary>Writes the steps of a ticket; those here are one row of the table each.</summary>
public sealed partial class ChangeTicket(Db db, TimeProvider time, TicketStore tickets, AuditTrail audit)
{
    /// <summary>Takes a step that needs nothing but words: accept, resume, return, wait, close, escalate, supplement.</summary>
    /// <exception cref="RefusedException">There is no such ticket, or it does not take the step.</exception>
    public Task<TicketDetail> ApplyAsync(Guid id, TicketAction action, string? text, Actor actor, CancellationToken cancel) =>
        RunAsync(actor, session => StepAsync(session, id, action, new TicketInput(actor.Id, actor.Name, text), actor), cancel);

    /// <summary>Gives the answer: on the spot (<c>answer</c>) or by the department (<c>reply</c>).</summary>
    /// <exception cref="RefusedException">There is no such ticket, it does not take the step, or an article is
    /// unknown.</exception>
    public Task<TicketDetail> AnswerAsync(
        Guid id,
        TicketAction action,
        TicketAnswer answer,
        Actor actor,
        CancellationToken cancel
    ) =>
        RunAsync(
            actor,
            async session =>
            {
                var ticket = await StepAsync(session, id, action, new TicketInput(actor.Id, actor.Name, answer.Text), actor);
                await CiteAsync(session, id, answer.ArticleIds);
                return ticket;
            },
            cancel
        );

    /// <summary>Sends a ticket to a department, or from one to another.</summary>
    /// <exception cref="RefusedException">There is no such ticket or department, or the ticket does not take the
    /// step.</exception>
    public Task<TicketDetail> SendAsync(
        Guid id,
        TicketAction action,
        TicketDispatch dispatch,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (action == TicketAction.Reassign && dispatch.Reason is null)
            throw Refuse.Field("reason", "required");
        return RunAsync(
            actor,
            async session =>
            {
                var input = await ToDepartmentsAsync(session, dispatch, actor);
                return await StepAsync(session, id, action, input, actor);
            },
            cancel
        );
    }

    /// <summary>Opens a ticket again, with a deadline by the rules of today.</summary>
    /// <exception cref="RefusedException">There is no such ticket, or it does not take the step.</exception>
    public Task<TicketDetail> ReopenAsync(Guid id, string reason, Actor actor, CancellationToken cancel) =>
        RunAsync(actor, session => ReopenAsync(session, id, reason, actor), cancel);

    /// <summary>
    /// Corrects a ticket's kind or urgency; the deadline comes forward where the rule of today asks for it, never back.
    /// </summary>
    /// <exception cref="RefusedException">There is no such ticket, it does not take the step, or nothing would
    /// change.</exception>
    public Task<TicketDetail> AmendAsync(Guid id, TicketAmendment amendment, Actor actor, CancellationToken cancel) =>
        RunAsync(
            actor,
            async session =>
            {
                var ticket = await TicketFacts.ReadToChangeAsync(session, id, actor);
                if (ticket.Kind == amendment.Kind && ticket.Urgency == amendment.Urgency)
                    throw Refuse.Field("kind", "unchanged");
                var rule = await DeadlineRuleStore.OfAsync(session, amendment.Kind, amendment.Urgency, time.Today());
                return await StepAsync(
                    session,
                    id,
                    TicketAction.Amend,
                    new TicketInput(
                        actor.Id,
                        actor.Name,
                        amendment.Reason,
                        Deadline: rule,
                        Kind: amendment.Kind,
                        Urgency: amendment.Urgency
                    ),
                    actor
                );
            },
            cancel
        );

    /// <summary>Writes an internal note. It moves nothing, so nobody's step is refused for it.</summary>
    /// <exception cref="RefusedException">There is no such ticket.</exception>
    public Task<TicketDetail> NoteAsync(Guid id, string text, Actor actor, CancellationToken cancel) =>
        RunAsync(
            actor,
            async session =>
            {
                var ticket = await TicketFacts.ReadToChangeAsync(session, id, actor);
                Ticket.Step(TicketAction.Note, ticket, ticket.RoleOf(actor), time.GetUtcNow());
                await AddStepAsync(session, ticket, ticket.State, TicketAction.Note, text, actor);
                return ticket;
            },
            cancel
        );

    /// <summary>Sends many tickets to one department; those that have moved on meanwhile are left as they are.</summary>
    /// <exception cref="RefusedException">There is no such department.</exception>
    public Task<BulkDispatched> DispatchAsync(BulkDispatch dispatch, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var calendar = await WorkingDayStore.CalendarAsync(session);
                var now = time.GetUtcNow();
                var ids = dispatch.TicketIds.Distinct().ToArray();
                var scope = RowScope.Of(actor, TicketStore.OwnerOf("t"));
                var sent = await session.ListAsync<Guid>(
                    $$"""
                    with before as (
                        select id, state from tickets t
                        where id = any (@ids) and state = any (@From) and {{scope}} order by id for update),
                    sent as (
                        update tickets t
                        set state = 'dispatched', department_id = @DepartmentId, co_department_ids = '{}', dispatched_at = @now,
                            return_until = @ReturnUntil, version = t.version + 1
                        from before b where t.id = b.id
                        returning t.id, b.state from_state, t.due_at, t.version),
                    steps as (
                        insert into ticket_steps
                            (ticket_id, id, at, action, from_state, to_state, actor_id, actor_name, department_id, text, internal,
                             due_at, version)
                        select s.id, gen_random_uuid(), @now, 'dispatch', s.from_state, 'dispatched', @ActorId, @ActorName,
                               @DepartmentId, @Reason, true, s.due_at, s.version
                        from sent s)
                    select id from sent
                    """,
                    scope.With(
                        new
                        {
                            ids,
                            now,
                            From = Ticket.Changes.From(TicketAction.Dispatch),
                            dispatch.DepartmentId,
                            dispatch.Reason,
                            ReturnUntil = calendar.Due(now, Ticket.ReturnDays, "day"),
                            ActorId = actor.Id,
                            ActorName = actor.Name,
                        }
                    )
                );
                await audit.WriteAllAsync(
                    session,
                    actor,
                    [.. sent.Select(id => new AuditEvent("ticket.dispatch", "ticket", id.ToString()))]
                );
                if (sent.Count > 0)
                    await HotlineNotices.SendAsync(
                        session,
                        new HotlineEvent("ticket", null, TicketState.Dispatched, dispatch.DepartmentId)
                    );
                var left = await session.ListAsync<TicketLeft>(
                    $"select x.id, t.number, t.state from unnest(@Left) x (id) left join tickets t on t.id = x.id and {scope}",
                    scope.With(new { Left = ids.Except(sent).ToArray() })
                );
                return new BulkDispatched(sent, left.AsList());
            },
            cancel
        );

    /// <summary>The caller's number in clear, to call back; the reason is kept in the trail.</summary>
    /// <exception cref="RefusedException">There is no such ticket.</exception>
    public Task<CallerPhone> RevealPhoneAsync(
        Guid id,
        string reason,
        Actor actor,
        CallerNumber numbers,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                var ticket = await TicketFacts.ReadAsync(session, id, actor);
                var (consultation, cipher) = await session.SingleAsync<(Guid, byte[])>(
                    """
                    select c.id, c.phone_cipher from consultations c join tickets t on t.consultation_id = c.id
                    where t.id = @id
                    """,
                    new { id }
                );
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("ticket.reveal_phone", "ticket", id.ToString(), ticket.TalentId, reason)
                );
                return new CallerPhone(numbers.Decrypt(cipher, consultation));
            },
            cancel
        );

    private Task<TicketDetail> RunAsync(Actor actor, Func<Session, Task<TicketFacts>> step, CancellationToken cancel) =>
        db.ChangeAsync(async session => await tickets.ReadAsync(session, await step(session), actor), cancel);
}
