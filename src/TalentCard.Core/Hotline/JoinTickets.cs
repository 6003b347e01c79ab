using TalentCard.Contracts.Hotline;

namespace TalentCard.Core.Hotline;

/// <summary>Links tickets, and merges those of one caller.</summary>
public sealed class JoinTickets(Db db, TimeProvider time, ChangeTicket changes, TicketStore tickets)
{
    /// <summary>Links two tickets. Both show it to the staff; callers never see it.</summary>
    /// <exception cref="RefusedException">There is no such ticket, or it is the same.</exception>
    public Task<TicketDetail> LinkAsync(Guid id, OtherTicket other, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var (one, two) = await BothAsync(session, id, other.TicketId, actor);
                foreach (var ticket in new[] { one, two })
                {
                    await ChangeTicket.RowAsync(session, TicketAction.Link, ticket, actor, time.GetUtcNow());
                    await changes.AddStepAsync(session, ticket, ticket.State, TicketAction.Link, other.Reason, actor);
                }
                await session.ExecuteAsync(
                    """
                    insert into ticket_links (ticket_id, other_id, linked_at, linked_by_name)
                    values (least(@id, @TicketId), greatest(@id, @TicketId), @Now, @Name) on conflict do nothing
                    """,
                    new
                    {
                        id,
                        other.TicketId,
                        Now = time.GetUtcNow(),
                        actor.Name,
                    }
                );
                return await tickets.ReadAsync(session, id, actor);
            },
            cancel
        );

    /// <summary>
    /// Merges a ticket into another of the same caller. Its history, with the internal notes, stays its own: nothing is
    /// copied, so nothing internal can reach the caller or another department by it.
    /// </summary>
    /// <exception cref="RefusedException">There is no such ticket, one of them is done, or the callers differ.</exception>
    public Task<TicketDetail> MergeAsync(Guid id, OtherTicket other, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var (one, into) = await BothAsync(session, id, other.TicketId, actor);
                if (
                    (one.PhoneHash is null || !one.PhoneHash.AsSpan().SequenceEqual(into.PhoneHash))
                    && (one.TalentId is null || one.TalentId != into.TalentId)
                )
                    throw new RefusedException(HotlineProblems.OtherCaller);
                if (!Ticket.Open.Contains(into.State))
                    throw await TicketFacts.MovedOnAsync(session, into.Id, HotlineProblems.MovedOn);
                await changes.StepAsync(
                    session,
                    id,
                    TicketAction.Merge,
                    new TicketInput(actor.Id, actor.Name, other.Reason, MergeInto: into.Id),
                    actor
                );
                await changes.AddStepAsync(session, into, into.State, TicketAction.Link, other.Reason, actor);
                return await tickets.ReadAsync(session, id, actor);
            },
            cancel
        );

    // Locked in the order of their ids: two merges the other way round cannot make a ring, nor wait in one.
    private static async Task<(TicketFacts One, TicketFacts Two)> BothAsync(Session session, Guid id, Guid otherId, Actor actor)
    {
        if (id == otherId)
            throw new RefusedException(HotlineProblems.SameTicket);
        await session.ExecuteAsync(
            "select id from tickets where id = any (@Both) order by id for update",
            new { Both = new[] { id, otherId } }
        );
        return (await TicketFacts.ReadAsync(session, id, actor), await TicketFacts.ReadAsync(session, otherId, actor));
    }
}
