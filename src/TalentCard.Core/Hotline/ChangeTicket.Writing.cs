using TalentCard.Contracts.Hotline;
using TalentCard.Core.Notifications;
using TalentCard.Core.WorkingTime;

namespace TalentCard.Core.Hotline;

// How a step is written: the ticket, its history and the trail together, in the transaction of whoever takes it.
public sealed partial class ChangeTicket
{
    /// <summary>Takes a step in a transaction.</summary>
    internal async Task<TicketFacts> StepAsync(Session session, Guid id, TicketAction action, TicketInput input, Actor actor)
    {
        var now = time.GetUtcNow();
        var ticket = await TicketFacts.ReadToChangeAsync(session, id, actor);
        var row = await RowAsync(session, action, ticket, actor, now);
        var calendar = await WorkingDayStore.CalendarAsync(session);
        return await WriteAsync(session, ticket, Ticket.After(ticket, row, input, calendar, now), action, input.Text, actor);
    }

    internal async Task<TicketFacts> ReopenAsync(Session session, Guid id, string reason, Actor actor)
    {
        var ticket = await TicketFacts.ReadAsync(session, id, actor);
        var rule = await DeadlineRuleStore.OfAsync(session, ticket.Kind, ticket.Urgency, time.Today());
        return await StepAsync(
            session,
            id,
            TicketAction.Reopen,
            new TicketInput(actor.Id, actor.Name, reason, Deadline: rule),
            actor
        );
    }

    /// <summary>The table's row; a refusal tells what happened to the ticket.</summary>
    internal static async Task<TicketTransition> RowAsync(
        Session session,
        TicketAction action,
        TicketFacts ticket,
        Actor actor,
        DateTimeOffset now
    )
    {
        try
        {
            return Ticket.Step(action, ticket, ticket.RoleOf(actor), now);
        }
        catch (RefusedException refusal) when (refusal.Problem != HotlineProblems.NotYours)
        {
            throw await TicketFacts.MovedOnAsync(session, ticket.Id, refusal.Problem);
        }
    }

    /// <summary>The departments of a dispatch, which must exist; a lead department does not work with itself.</summary>
    internal static async Task<TicketInput> ToDepartmentsAsync(Session session, TicketDispatch dispatch, Actor actor)
    {
        var others = (dispatch.CoDepartmentIds ?? []).Distinct().Where(id => id != dispatch.DepartmentId).ToArray();
        var known = await session.ScalarAsync<int>(
            "select count(*)::int from departments where id = any (@others)",
            new { others }
        );
        return known == others.Length
            ? new TicketInput(actor.Id, actor.Name, dispatch.Reason, dispatch.DepartmentId, others)
            : throw Refuse.Unknown("coDepartmentIds");
    }

    /// <summary>Counts the articles that an answer rests on, in the version in force.</summary>
    internal async Task CiteAsync(Session session, Guid ticketId, Guid[]? articleIds)
    {
        if (articleIds is not { Length: > 0 })
            return;
        var ids = articleIds.Distinct().ToArray();
        var cited = await session.ExecuteAsync(
            """
            insert into knowledge_uses (article_id, version, ticket_id, at)
            select distinct on (article_id) article_id, version, @ticketId, @Now
            from knowledge_versions
            where article_id = any (@ids) and state = 'published' and valid_from <= @Today
                and (valid_to is null or valid_to >= @Today)
            order by article_id, version desc
            on conflict (article_id, ticket_id) do update set version = excluded.version, at = excluded.at
            """,
            new
            {
                ticketId,
                ids,
                Now = time.GetUtcNow(),
                Today = time.Today(),
            }
        );
        if (cited != ids.Length)
            throw Refuse.Unknown("articleIds");
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
    private async Task<TicketFacts> WriteAsync(
        Session session,
        TicketFacts before,
        TicketFacts after,
        TicketAction action,
        string? text,
        Actor actor
    )
    {
        after = after with { Version = before.Version + 1 };
        if (after.ExtensionState == "pending" && after.State is not (TicketState.Accepted or TicketState.Waiting))
            after = after with { ExtensionState = "lapsed" };
        var changed = await session.ExecuteAsync(
            """
            update tickets set
                kind = @Kind, urgency = @Urgency, was_appeal = @WasAppeal, state = @State, department_id = @DepartmentId,
                co_department_ids = @CoDepartmentIds, handler_id = @HandlerId, handler_name = @HandlerName, due_at = @DueAt,
                dispatched_at = @DispatchedAt, return_until = @ReturnUntil, accepted_at = @AcceptedAt, paused_at = @PausedAt,
                replied_at = @RepliedAt, reply = @Reply, follow_up_due_at = @FollowUpDueAt, closed_at = @ClosedAt,
                escalated_at = @EscalatedAt, merged_into = @MergedInto, extension_state = @ExtensionState,
                caller_to_be_told = @CallerToBeTold, reached = @Reached, solved = @Solved, satisfied = @Satisfied,
                version = @Version
            where id = @Id and version = @Version - 1
            """,
            after
        );
        if (changed == 0)
            throw await TicketFacts.MovedOnAsync(session, before.Id, HotlineProblems.MovedOn);
        if (before.ExtensionState == "pending" && after.ExtensionState == "lapsed")
            await session.ExecuteAsync(
                "update ticket_extensions set state = 'lapsed', decided_at = @Now where ticket_id = @Id and state = 'pending'",
                new { before.Id, Now = time.GetUtcNow() }
            );
        await AddStepAsync(session, after, before.State, action, text, actor);
        await TellDepartmentsAsync(session, before, after);
        return after;
    }

    /// <summary>Adds a row to the history, tells the trail, and lets those who watch know at commit.</summary>
    internal async Task AddStepAsync(
        Session session,
        TicketFacts ticket,
        string? fromState,
        TicketAction action,
        string? text,
        Actor actor
    )
    {
        await session.ExecuteAsync(
            """
            insert into ticket_steps
                (ticket_id, id, at, action, from_state, to_state, actor_id, actor_name, department_id, text, internal, due_at,
                 version, kind, urgency)
            values
                (@Id, @StepId, @Now, @Action, @fromState, @State, @ActorId, @ActorName, @DepartmentId, @text, @Internal, @DueAt,
                 @Version, @Kind, @Urgency)
            """,
            new
            {
                ticket.Id,
                StepId = Guid.CreateVersion7(time.GetUtcNow()),
                Now = time.GetUtcNow(),
                Action = action.Word(),
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
            }
        );
        await audit.WriteAsync(
            session,
            actor,
            new AuditEvent($"ticket.{action.Word()}", "ticket", ticket.Id.ToString(), ticket.TalentId)
        );
        if (action is TicketAction.Answer or TicketAction.Reply && ticket.TalentId is { } caller)
            await TellAsync(session, ticket, caller);
        await HotlineNotices.SendAsync(
            session,
            new HotlineEvent("ticket", ticket.Id, ticket.State, ticket.DepartmentId, CoDepartmentIds: ticket.CoDepartmentIds)
        );
    }

    // Whom a ticket leaves hears of it too: somebody may be writing the answer there.
    private static Task TellDepartmentsAsync(Session session, TicketFacts before, TicketFacts after) =>
        HotlineNotices.SendAllAsync(
            session,
            [
                .. Departments(before)
                    .Except(Departments(after))
                    .Select(left => new HotlineEvent("ticket", before.Id, after.State, left)),
            ]
        );

    private static IEnumerable<Guid> Departments(TicketFacts ticket) =>
        ticket.DepartmentId is { } lead ? ticket.CoDepartmentIds.Append(lead) : ticket.CoDepartmentIds;

    private async Task TellAsync(Session session, TicketFacts ticket, Guid caller)
    {
        var number = await session.ScalarAsync<string>("select number from tickets where id = @Id", new { ticket.Id });
        await Outbox.EnqueueAsync(
            session,
            time.GetUtcNow(),
            [
                new NewMessage(
                    "ticket_answered",
                    caller,
                    $"ticket-answered:{ticket.Id}:{ticket.Version}",
                    new Dictionary<string, string> { ["ticket"] = ticket.Id.ToString(), ["number"] = number! }
                ),
            ]
        );
    }
}
