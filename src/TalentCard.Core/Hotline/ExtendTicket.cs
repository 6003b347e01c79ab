using Dapper;
using Npgsql;
using TalentCard.Contracts.Hotline;
using TalentCard.Contracts.Problems;
using TalentCard.Core.Audit;

namespace TalentCard.Core.Hotline;

/// <summary>延期: asked for before the deadline with a reason, approved by the office, told to the caller.</summary>
public sealed class ExtendTicket(NpgsqlDataSource database, TimeProvider time, ChangeTicket changes, TicketStore tickets)
{
    /// <summary>Asks for more time.</summary>
    /// <exception cref="RefusedException">There is no such ticket, its deadline has passed, or an extension waits already.</exception>
    public Task<TicketDetail> AskAsync(Guid id, ExtensionRequest request, Actor actor, CancellationToken cancellationToken) =>
        HotlineTransaction.RunAsync(database, async (connection, transaction) =>
        {
            await changes.StepAsync(connection, transaction, id, "ask_extension",
                new TicketInput(actor.Id, actor.Name, request.Reason, Days: request.Days), actor, cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition(
                """
                insert into ticket_extensions (ticket_id, id, asked_at, asked_by, asked_by_name, days, reason, state)
                values (@id, @ExtensionId, @Now, @By, @ByName, @Days, @Reason, 'pending')
                """,
                new { id, ExtensionId = Guid.CreateVersion7(time.GetUtcNow()), Now = time.GetUtcNow(), By = actor.Id, ByName = actor.Name, request.Days, request.Reason },
                transaction, cancellationToken: cancellationToken));
            return await tickets.ReadAsync(connection, transaction, id, actor, cancellationToken);
        }, cancellationToken);

    /// <summary>Approves or rejects an extension. The caller's words are the reason that was asked with.</summary>
    /// <exception cref="RefusedException">There is no such extension, it was decided, or the caller asked for it.</exception>
    public Task<TicketDetail> DecideAsync(
        Guid id, Guid extensionId, bool approve, string decision, Actor actor, CancellationToken cancellationToken) =>
        HotlineTransaction.RunAsync(database, async (connection, transaction) =>
        {
            var asked = await FindAsync(connection, transaction, id, extensionId, cancellationToken);
            if (asked.State != "pending") throw new RefusedException(HotlineProblems.ExtensionDecided);
            if (asked.AskedBy == actor.Id) throw new RefusedException(HotlineProblems.SecondPersonRequired);
            var input = new TicketInput(actor.Id, actor.Name, approve ? asked.Reason : decision, Days: asked.Days);
            var ticket = await changes.StepAsync(
                connection, transaction, id, approve ? "approve_extension" : "reject_extension", input, actor, cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition(
                """
                update ticket_extensions
                set state = @State, decided_by = @By, decided_by_name = @ByName, decided_at = @Now, decision = @decision, due_at = @DueAt,
                    told_at = @ToldAt
                where ticket_id = @id and id = @extensionId and state = 'pending'
                """,
                new
                {
                    id,
                    extensionId,
                    State = approve ? "approved" : "rejected",
                    By = actor.Id,
                    ByName = actor.Name,
                    Now = time.GetUtcNow(),
                    decision,
                    DueAt = approve ? ticket.DueAt : (DateTimeOffset?)null,
                    ToldAt = approve && !ticket.CallerToBeTold ? time.GetUtcNow() : (DateTimeOffset?)null,
                }, transaction, cancellationToken: cancellationToken));
            return await tickets.ReadAsync(connection, transaction, id, actor, cancellationToken);
        }, cancellationToken);

    /// <summary>Writes down that the caller was told.</summary>
    /// <exception cref="RefusedException">There is no such extension, it was not approved, or the caller was told.</exception>
    public Task<TicketDetail> TellAsync(Guid id, Guid extensionId, Actor actor, CancellationToken cancellationToken) =>
        HotlineTransaction.RunAsync(database, async (connection, transaction) =>
        {
            var asked = await FindAsync(connection, transaction, id, extensionId, cancellationToken);
            if (asked.State != "approved" || asked.ToldAt is not null) throw new RefusedException(HotlineProblems.ExtensionDecided);
            await changes.StepAsync(connection, transaction, id, "tell_extension", new TicketInput(actor.Id, actor.Name), actor, cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition(
                "update ticket_extensions set told_at = @Now where ticket_id = @id and state = 'approved' and told_at is null",
                new { id, Now = time.GetUtcNow() }, transaction, cancellationToken: cancellationToken));
            return await tickets.ReadAsync(connection, transaction, id, actor, cancellationToken);
        }, cancellationToken);

    private static async Task<Asked> FindAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid id, Guid extensionId, CancellationToken cancellationToken) =>
        await connection.QuerySingleOrDefaultAsync<Asked>(new CommandDefinition(
            "select asked_by, days, reason, state, told_at from ticket_extensions where ticket_id = @id and id = @extensionId",
            new { id, extensionId }, transaction, cancellationToken: cancellationToken))
        ?? throw new RefusedException(CommonProblems.NotFound);

    private sealed record Asked(string AskedBy, int Days, string Reason, string State, DateTimeOffset? ToldAt);
}
