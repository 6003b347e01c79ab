using TalentCard.Contracts.Hotline;

namespace TalentCard.Core.Hotline;

/// <summary>Who looks at a ticket now, so that two do not answer it. Whoever is not heard of for a while is gone.</summary>
public sealed class ViewerStore(Db db, TimeProvider time)
{
    /// <summary>How long a look lasts unless it is renewed.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(60);

    /// <summary>Says that the actor looks, and returns who else does.</summary>
    /// <exception cref="RefusedException">There is no such ticket that the actor may know of.</exception>
    public Task<IReadOnlyList<Viewer>> LookAsync(Guid ticketId, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync<IReadOnlyList<Viewer>>(
            async session =>
            {
                var ticket = await TicketFacts.ReadAsync(session, ticketId, actor);
                var now = time.GetUtcNow();
                var values = new
                {
                    ticketId,
                    Me = actor.Id,
                    actor.Name,
                    now,
                    Gone = now - Lasts,
                };
                var came = await session.ScalarAsync<bool>(
                    """
                    insert into ticket_viewers as v (ticket_id, user_id, user_name, since, seen_at)
                    values (@ticketId, @Me, @Name, @now, @now)
                    on conflict (ticket_id, user_id) do update
                    set user_name = @Name, seen_at = @now, since = case when v.seen_at < @Gone then @now else v.since end
                    returning since = @now
                    """,
                    values
                );
                if (came)
                    await TellAsync(session, ticket);
                return await session.ListAsync<Viewer>(
                    "select user_name name, since from ticket_viewers where ticket_id = @ticketId and user_id <> @Me and seen_at >= @Gone order by since",
                    values
                );
            },
            cancel
        );

    /// <summary>Says that the actor looks no more.</summary>
    /// <exception cref="RefusedException">There is no such ticket that the actor may know of.</exception>
    public Task<int> LeaveAsync(Guid ticketId, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var ticket = await TicketFacts.ReadAsync(session, ticketId, actor);
                var left = await session.ExecuteAsync(
                    "delete from ticket_viewers where ticket_id = @ticketId and user_id = @Me",
                    new { ticketId, Me = actor.Id }
                );
                if (left > 0)
                    await TellAsync(session, ticket);
                return left;
            },
            cancel
        );

    private static Task TellAsync(Session session, TicketFacts ticket) =>
        HotlineNotices.SendAsync(session, HotlineNotices.Of("viewers", ticket));
}
