using Dapper;
using Npgsql;
using TalentCard.Contracts.Hotline;
using TalentCard.Core.Audit;

namespace TalentCard.Core.Hotline;

/// <summary>Who looks at a ticket now, so that two do not answer it. Whoever is not heard of for a while is gone.</summary>
public sealed class ViewerStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>How long a look lasts unless it is renewed.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(60);

    /// <summary>Says that the actor looks, and returns who else does.</summary>
    /// <exception cref="RefusedException">There is no such ticket that the actor may know of.</exception>
    public Task<IReadOnlyList<Viewer>> LookAsync(Guid ticketId, Actor actor, CancellationToken cancellationToken) =>
        HotlineTransaction.RunAsync<IReadOnlyList<Viewer>>(database, async (connection, transaction) =>
        {
            var ticket = await TicketLedger.ReadAsync(connection, transaction, ticketId, actor, cancellationToken);
            var now = time.GetUtcNow();
            var values = new { ticketId, Me = actor.Id, actor.Name, now, Gone = now - Lasts };
            var came = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                """
                insert into ticket_viewers as v (ticket_id, user_id, user_name, since, seen_at) values (@ticketId, @Me, @Name, @now, @now)
                on conflict (ticket_id, user_id) do update
                set user_name = @Name, seen_at = @now, since = case when v.seen_at < @Gone then @now else v.since end
                returning since = @now
                """, values, transaction, cancellationToken: cancellationToken));
            if (came) await TellAsync(connection, transaction, ticket, cancellationToken);
            return (await connection.QueryAsync<Viewer>(new CommandDefinition(
                "select user_name name, since from ticket_viewers where ticket_id = @ticketId and user_id <> @Me and seen_at >= @Gone order by since",
                values, transaction, cancellationToken: cancellationToken))).AsList();
        }, cancellationToken);

    /// <summary>Says that the actor looks no more.</summary>
    /// <exception cref="RefusedException">There is no such ticket that the actor may know of.</exception>
    public Task<int> LeaveAsync(Guid ticketId, Actor actor, CancellationToken cancellationToken) =>
        HotlineTransaction.RunAsync(database, async (connection, transaction) =>
        {
            var ticket = await TicketLedger.ReadAsync(connection, transaction, ticketId, actor, cancellationToken);
            var left = await connection.ExecuteAsync(new CommandDefinition(
                "delete from ticket_viewers where ticket_id = @ticketId and user_id = @Me", new { ticketId, Me = actor.Id }, transaction,
                cancellationToken: cancellationToken));
            if (left > 0) await TellAsync(connection, transaction, ticket, cancellationToken);
            return left;
        }, cancellationToken);

    private static Task TellAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, TicketFacts ticket, CancellationToken cancellationToken) =>
        HotlineNotices.SendAsync(
            connection, transaction, new HotlineEvent("viewers", ticket.Id, ticket.State, ticket.DepartmentId, CoDepartmentIds: ticket.CoDepartmentIds), cancellationToken);
}
