using Dapper;
using Npgsql;
using TalentCard.Contracts.Hotline;
using TalentCard.Core.Audit;

namespace TalentCard.Core.Hotline;

/// <summary>Links tickets, and merges those of one caller.</summary>
public sealed class JoinTickets(NpgsqlDataSource database, TimeProvider time, ChangeTicket changes, TicketLedger ledger, TicketStore tickets)
{
    /// <summary>Links two tickets. Both show it to the staff; callers never see it.</summary>
    /// <exception cref="RefusedException">There is no such ticket, or it is the same.</exception>
    public Task<TicketDetail> LinkAsync(Guid id, OtherTicket other, Actor actor, CancellationToken cancellationToken) =>
        HotlineTransaction.RunAsync(database, async (connection, transaction) =>
        {
            var (one, two) = await BothAsync(connection, transaction, id, other.TicketId, actor, cancellationToken);
            foreach (var ticket in new[] { one, two })
            {
                await ChangeTicket.RowAsync(connection, transaction, "link", ticket, actor, time.GetUtcNow(), cancellationToken);
                await ledger.AddStepAsync(connection, transaction, ticket, ticket.State, "link", other.Reason, actor, cancellationToken);
            }
            await connection.ExecuteAsync(new CommandDefinition(
                """
                insert into ticket_links (ticket_id, other_id, linked_at, linked_by_name)
                values (least(@id, @TicketId), greatest(@id, @TicketId), @Now, @Name) on conflict do nothing
                """,
                new { id, other.TicketId, Now = time.GetUtcNow(), actor.Name }, transaction, cancellationToken: cancellationToken));
            return await tickets.ReadAsync(connection, transaction, id, actor, cancellationToken);
        }, cancellationToken);

    /// <summary>
    /// Merges a ticket into another of the same caller. Its history, with the internal notes, stays its own: nothing is
    /// copied, so nothing internal can reach the caller or another department by it.
    /// </summary>
    /// <exception cref="RefusedException">There is no such ticket, one of them is done, or the callers differ.</exception>
    public Task<TicketDetail> MergeAsync(Guid id, OtherTicket other, Actor actor, CancellationToken cancellationToken) =>
        HotlineTransaction.RunAsync(database, async (connection, transaction) =>
        {
            var (one, into) = await BothAsync(connection, transaction, id, other.TicketId, actor, cancellationToken);
            if (!one.PhoneHash.AsSpan().SequenceEqual(into.PhoneHash) && (one.TalentId is null || one.TalentId != into.TalentId))
                throw new RefusedException(HotlineProblems.OtherCaller);
            if (!Ticket.Open.Contains(into.State))
                throw await TicketLedger.MovedOnAsync(connection, transaction, into.Id, HotlineProblems.MovedOn, cancellationToken);
            await changes.StepAsync(connection, transaction, id, "merge",
                new TicketInput(actor.Id, actor.Name, other.Reason, MergeInto: into.Id), actor, cancellationToken);
            await ledger.AddStepAsync(connection, transaction, into, into.State, "link", other.Reason, actor, cancellationToken);
            return await tickets.ReadAsync(connection, transaction, id, actor, cancellationToken);
        }, cancellationToken);

    // Locked in the order of their ids: two merges the other way round cannot make a ring, nor wait in one.
    private static async Task<(TicketFacts One, TicketFacts Two)> BothAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid id, Guid otherId, Actor actor, CancellationToken cancellationToken)
    {
        if (id == otherId) throw new RefusedException(HotlineProblems.SameTicket);
        await connection.ExecuteAsync(new CommandDefinition(
            "select id from tickets where id = any (@Both) order by id for update", new { Both = new[] { id, otherId } }, transaction,
            cancellationToken: cancellationToken));
        return (await TicketLedger.ReadAsync(connection, transaction, id, actor, cancellationToken),
            await TicketLedger.ReadAsync(connection, transaction, otherId, actor, cancellationToken));
    }
}
