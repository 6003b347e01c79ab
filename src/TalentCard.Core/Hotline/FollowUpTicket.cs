using TalentCard.Contracts.Hotline;

namespace TalentCard.Core.Hotline;

/// <summary>
/// 回访: asks the caller whether they were reached, whether the matter is solved, and whether they are satisfied.
/// </summary>
public sealed class FollowUpTicket(Db db, TimeProvider time, ChangeTicket changes, TicketStore tickets)
{
    /// <summary>
    /// Writes a follow-up. Who is not content has the ticket reopened or escalated. Who is not reached is tried on
    /// <see cref="Ticket.FollowUpTries"/> days in all; then the follow-up ends without them.
    /// </summary>
    /// <exception cref="RefusedException">There is no such ticket, it is not to be followed up, or the answers do not fit each
    /// other.</exception>
    public Task<TicketDetail> WriteAsync(Guid id, FollowUpRequest request, Actor actor, CancellationToken cancel)
    {
        Check(request);
        return db.ChangeAsync(
            async session =>
            {
                var done = request.Reached || await TriesAsync(session, id, actor) + 1 >= Ticket.FollowUpTries;
                var input = new TicketInput(
                    actor.Id,
                    actor.Name,
                    request.Comment,
                    Reached: request.Reached,
                    Solved: request.Solved,
                    Satisfied: request.Satisfied
                );
                await changes.StepAsync(session, id, done ? TicketAction.FollowUp : TicketAction.TryFollowUp, input, actor);
                await session.ExecuteAsync(
                    """
                    insert into follow_ups (ticket_id, id, at, agent_id, agent_name, reached, solved, satisfied, comment, outcome)
                    values (@id, @FollowUpId, @Now, @AgentId, @AgentName, @Reached, @Solved, @Satisfied, @Comment, @Outcome)
                    """,
                    new
                    {
                        id,
                        FollowUpId = Guid.CreateVersion7(time.GetUtcNow()),
                        Now = time.GetUtcNow(),
                        AgentId = actor.Id,
                        AgentName = actor.Name,
                        request.Reached,
                        request.Solved,
                        request.Satisfied,
                        request.Comment,
                        Outcome = request.Next ?? (done ? "done" : "again"),
                    }
                );
                if (request.Next == "reopen")
                    await changes.ReopenAsync(session, id, request.Comment!, actor);
                if (request.Next == "escalate")
                    await changes.StepAsync(
                        session,
                        id,
                        TicketAction.Escalate,
                        new TicketInput(actor.Id, actor.Name, request.Comment),
                        actor
                    );
                return await tickets.ReadAsync(session, id, actor);
            },
            cancel
        );
    }

    // Days since the last answer on which nobody was reached.
    private async Task<int> TriesAsync(Session session, Guid id, Actor actor)
    {
        var ticket = await TicketFacts.ReadAsync(session, id, actor);
        if (ticket.State != TicketState.Replied)
            return 0;
        var days = (
            await session.ListAsync<DateTimeOffset>(
                """
                select at from ticket_steps
                where ticket_id = @id and action = 'try_follow_up' and version > (
                    select max(version) from ticket_steps where ticket_id = @id and action in ('answer', 'reply'))
                """,
                new { id }
            )
        ).Select(at => at.ToLocalDate()).ToHashSet();
        return days.Contains(time.Today()) ? throw new RefusedException(HotlineProblems.TriedToday) : days.Count;
    }

    private static void Check(FollowUpRequest request)
    {
        var discontent = request.Solved == false || request.Satisfied == false;
        var errors = new Dictionary<string, string[]>();
        if (request.Reached != request.Solved.HasValue)
            errors["solved"] = [request.Reached ? "required" : "only when reached"];
        if (request.Reached != request.Satisfied.HasValue)
            errors["satisfied"] = [request.Reached ? "required" : "only when reached"];
        if (discontent != (request.Next is not null))
            errors["next"] = [discontent ? "required" : "only when not content"];
        if (discontent && request.Comment is null)
            errors["comment"] = ["required"];
        if (errors.Count > 0)
            throw new RefusedException(CommonProblems.InvalidRequest, errors);
    }
}
