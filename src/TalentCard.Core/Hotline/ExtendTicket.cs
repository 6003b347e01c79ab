using TalentCard.Contracts.Hotline;

namespace TalentCard.Core.Hotline;

/// <summary>延期: asked for before the deadline with a reason, approved by the office, told to the caller.</summary>
public sealed class ExtendTicket(Db db, TimeProvider time, ChangeTicket changes, TicketStore tickets)
{
    /// <summary>Asks for more time.</summary>
    /// <exception cref="RefusedException">There is no such ticket, its deadline has passed, or an extension waits
    /// already.</exception>
    public Task<TicketDetail> AskAsync(Guid id, ExtensionRequest request, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                await changes.StepAsync(
                    session,
                    id,
                    TicketAction.AskExtension,
                    new TicketInput(actor.Id, actor.Name, request.Reason, Days: request.Days),
                    actor
                );
                await session.ExecuteAsync(
                    """
                    insert into ticket_extensions (ticket_id, id, asked_at, asked_by, asked_by_name, days, reason, state)
                    values (@id, @ExtensionId, @Now, @By, @ByName, @Days, @Reason, 'pending')
                    """,
                    new
                    {
                        id,
                        ExtensionId = Guid.CreateVersion7(time.GetUtcNow()),
                        Now = time.GetUtcNow(),
                        By = actor.Id,
                        ByName = actor.Name,
                        request.Days,
                        request.Reason,
                    }
                );
                return await tickets.ReadAsync(session, id, actor);
            },
            cancel
        );

    /// <summary>Approves or rejects an extension. The caller's words are the reason that was asked with.</summary>
    /// <exception cref="RefusedException">There is no such extension, it was decided, or the caller asked for it.</exception>
    public Task<TicketDetail> DecideAsync(
        Guid id,
        Guid extensionId,
        bool approve,
        string decision,
        Actor actor,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                var asked = await FindAsync(session, id, extensionId);
                if (asked.State != "pending")
                    throw new RefusedException(HotlineProblems.ExtensionDecided);
                if (asked.AskedBy == actor.Id)
                    throw new RefusedException(HotlineProblems.SecondPersonRequired);
                var input = new TicketInput(actor.Id, actor.Name, approve ? asked.Reason : decision, Days: asked.Days);
                var ticket = await changes.StepAsync(
                    session,
                    id,
                    approve ? TicketAction.ApproveExtension : TicketAction.RejectExtension,
                    input,
                    actor
                );
                await session.ExecuteAsync(
                    """
                    update ticket_extensions
                    set state = @State, decided_by = @By, decided_by_name = @ByName, decided_at = @Now, decision = @decision,
                        due_at = @DueAt, told_at = @ToldAt
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
                    }
                );
                return await tickets.ReadAsync(session, id, actor);
            },
            cancel
        );

    /// <summary>Writes down that the caller was told.</summary>
    /// <exception cref="RefusedException">There is no such extension, it was not approved, or the caller was told.</exception>
    public Task<TicketDetail> TellAsync(Guid id, Guid extensionId, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var asked = await FindAsync(session, id, extensionId);
                if (asked.State != "approved" || asked.ToldAt is not null)
                    throw new RefusedException(HotlineProblems.ExtensionDecided);
                await changes.StepAsync(session, id, TicketAction.TellExtension, new TicketInput(actor.Id, actor.Name), actor);
                await session.ExecuteAsync(
                    "update ticket_extensions set told_at = @Now where ticket_id = @id and state = 'approved' and told_at is null",
                    new { id, Now = time.GetUtcNow() }
                );
                return await tickets.ReadAsync(session, id, actor);
            },
            cancel
        );

    private static async Task<Asked> FindAsync(Session session, Guid id, Guid extensionId) =>
        await session.FindAsync<Asked>(
            "select asked_by, days, reason, state, told_at from ticket_extensions where ticket_id = @id and id = @extensionId",
            new { id, extensionId }
        ) ?? throw new RefusedException(CommonProblems.NotFound);

    private sealed record Asked(string AskedBy, int Days, string Reason, string State, DateTimeOffset? ToldAt);
}
