using TalentCard.Contracts.Settlements;
using TalentCard.Core.Notifications;

namespace TalentCard.Core.Settlements;

/// <summary>
/// The steps of a statement, each one conditional statement: confirmed or disputed by the partner, answered and approved by the
/// office, paid by finance. Its lines stay as they are; what a dispute is right about is put right in the ledger or the prices,
/// and corrects the next statement.
/// </summary>
public sealed class ChangeSettlement(Db db, TimeProvider time, AuditTrail audit)
{
    /// <summary>The partner finds it right.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c> or <c>settlement_wrong_state</c>.</exception>
    public Task ConfirmAsync(Guid id, int version, Actor actor, CancellationToken cancel) =>
        StepAsync(new(id, version, SettlementAction.Confirm), actor, cancel);

    /// <summary>The partner finds lines of it wrong; the office is told.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c>, <c>settlement_wrong_state</c>, or a line that is none
    /// of it.</exception>
    public Task DisputeAsync(Guid id, int version, DisputedLine[] lines, Actor actor, CancellationToken cancel) =>
        StepAsync(
            new(id, version, SettlementAction.Dispute) { Tells = ("settlement_disputed", Roles.Office) },
            actor,
            cancel,
            async session =>
            {
                var reasons = lines.DistinctBy(line => line.Line).ToArray();
                var written = await session.ExecuteAsync(
                    """
                    insert into settlement_disputes (line_id, settlement_id, version, reason)
                    select l.id, s.id, s.version, x.reason
                    from unnest(@Lines, @Reasons) x (line, reason)
                    join settlements s on s.id = @id
                    join settlement_lines l on l.id = x.line and (l.partner_id, l.month) = (s.partner_id, s.month)
                    """,
                    new
                    {
                        id,
                        Lines = reasons.Select(line => line.Line).ToArray(),
                        Reasons = reasons.Select(line => line.Reason.Trim()).ToArray(),
                    }
                );
                if (written != lines.Length)
                    throw Refuse.Field("lines", "each one of this statement, once");
            }
        );

    /// <summary>The office answers the dispute; the partner is told.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c> or <c>settlement_wrong_state</c>.</exception>
    public Task AnswerAsync(Guid id, int version, string answer, Actor actor, CancellationToken cancel) =>
        StepAsync(
            new(id, version, SettlementAction.Answer)
            {
                Set = ", answered_by = @Me",
                Reason = answer.Trim(),
                Tells = ("settlement_answered", Roles.PartnerManager),
            },
            actor,
            cancel
        );

    /// <summary>The office approves it, by somebody else than who answered; finance is told.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c>, <c>settlement_wrong_state</c> or
    /// <c>settlement_second_person_required</c>.</exception>
    public Task ApproveAsync(Guid id, int version, Actor actor, CancellationToken cancel) =>
        StepAsync(
            new(id, version, SettlementAction.Approve)
            {
                Set = ", approved_by = @Me",
                Tells = ("settlement_approved", Roles.Finance),
            },
            actor,
            cancel
        );

    /// <summary>Finance notes that it was paid.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c> or <c>settlement_wrong_state</c>.</exception>
    public Task PayAsync(Guid id, int version, string reference, Actor actor, CancellationToken cancel) =>
        StepAsync(
            new(id, version, SettlementAction.Pay) { Set = ", payment_reference = @Reason", Reason = reference.Trim() },
            actor,
            cancel
        );

    private Task StepAsync(Step step, Actor actor, CancellationToken cancel, Func<Session, Task>? also = null) =>
        db.ChangeAsync(
            async session =>
            {
                var scope = RowScope.Of(actor, SettlementStore.Owner);
                var values = scope.With(
                    new
                    {
                        step.Id,
                        step.Version,
                        From = SettlementStates.Steps.From(step.Action).Select(state => state.Word()).ToArray(),
                        To = SettlementStates.Steps.Rows.First(row => row.Action == step.Action).To.Word(),
                        step.Reason,
                        Me = actor.Id,
                        MyName = actor.Name,
                        Now = time.GetUtcNow(),
                    }
                );
                var done = await session.ExecuteAsync(
                    $"""
                    with was as (select s.id, s.state from settlements s where s.id = @Id and {scope} for update),
                    moved as (
                        update settlements s set state = @To, version = s.version + 1{step.Set} from was
                        where s.id = was.id and s.state = any(@From) and s.version = @Version
                        returning s.id, s.version, was.state from_state, s.state
                    )
                    insert into settlement_steps (settlement_id, version, at, by_id, by_name, from_state, to_state, reason)
                    select id, version, @Now, @Me, @MyName, from_state, state, @Reason from moved
                    """,
                    values
                );
                if (done == 0)
                    throw new RefusedException(await WhyNotAsync(session, step, scope, values));
                if (also is not null)
                    await also(session);
                if (step.Tells is { } tells)
                    await TellAsync(session, step, tells.Kind, tells.Role);
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent($"settlement.{step.Action.Word()}", "settlement", step.Id.ToString())
                );
            },
            cancel
        );

    private static async Task<ProblemCode> WhyNotAsync(Session session, Step step, RowScope scope, object values)
    {
        var state = await session.ScalarAsync<string>($"select s.state from settlements s where s.id = @Id and {scope}", values);
        if (state is null)
            return CommonProblems.NotFound;
        return SettlementStates.Steps.Takes(Words.Parse<SettlementState>(state), step.Action)
            ? CommonProblems.Stale
            : SettlementProblems.WrongState;
    }

    private async Task TellAsync(Session session, Step step, string kind, string role)
    {
        var told = await session.ListAsync<(Guid User, int Version, DateOnly Month)>(
            """
            select u.id, s.version, s.month from settlements s
            join users u on @role = any (u.roles) and u.disabled_at is null
                and (@role <> 'partner_manager' or u.partner_id = s.partner_id)
            where s.id = @Id
            """,
            new { step.Id, role }
        );
        await Outbox.EnqueueAsync(
            session,
            time.GetUtcNow(),
            [.. told.Select(one => SettlementMessages.Of(kind, one.User, step.Id, one.Version, one.Month))]
        );
    }

    private sealed record Step(Guid Id, int Version, SettlementAction Action)
    {
        public string Set { get; init; } = "";
        public string Reason { get; init; } = "";
        public (string Kind, string Role)? Tells { get; init; }
    }
}
