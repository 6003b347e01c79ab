using TalentCard.Contracts.PersonalData;
using TalentCard.Core.Idempotency;
using TalentCard.Core.Talents;

namespace TalentCard.Core.PersonalData;

/// <summary>
/// A talent's wish to have their data erased: asked for by themselves, decided by the office (PIPL, article 47). The trail keeps
/// that it was asked for, decided and done.
/// </summary>
public sealed class ErasureStore
{
    private readonly Db db;
    private readonly TimeProvider time;
    private readonly AuditTrail audit;
    private readonly IdempotencyStore idempotency;
    private readonly EraseTalent erase;

    internal ErasureStore(Db db, TimeProvider time, AuditTrail audit, IdempotencyStore idempotency, EraseTalent erase) =>
        (this.db, this.time, this.audit, this.idempotency, this.erase) = (db, time, audit, idempotency, erase);

    /// <summary>The talent's last wish, and what the law keeps.</summary>
    public async Task<OwnErasure> OwnAsync(Guid talent, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var last = await session.FindAsync<Own>(
            """
            select state, requested_at, decided_at, decision from erasure_requests
            where talent_id = @talent order by requested_at desc, id desc limit 1
            """,
            new { talent }
        );
        var kept = await session.ListAsync<RetentionPeriod>(
            """
            select kind, months, ground, ground_en from retention_periods
            where kind in ('talents', 'hotline', 'scans', 'trail') order by months desc, kind
            """
        );
        return new OwnErasure(last?.State, last?.RequestedAt, last?.DecidedAt, last?.Decision, kept);
    }

    /// <summary>Asks for it.</summary>
    /// <param name="key">The <c>Idempotency-Key</c>.</param>
    /// <param name="hash">SHA-256 of the request.</param>
    /// <param name="actor">The talent.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RefusedException">There is no such talent, or a wish of theirs waits already.</exception>
    public Task AskAsync(string key, byte[] hash, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var (id, talent) = (Guid.CreateVersion7(time.GetUtcNow()), actor.Talent());
                if (await idempotency.ClaimAsync(session, actor, key, hash, id) is not null)
                    return;
                var asked = await session.ExecuteAsync(
                    """
                    insert into erasure_requests (id, talent_id, state, requested_at)
                    select @id, id, 'pending', @Now from talents where id = @talent
                    """,
                    new
                    {
                        id,
                        talent,
                        Now = time.GetUtcNow(),
                    }
                );
                if (asked == 0)
                    throw new RefusedException(CommonProblems.NotFound);
                await audit.WriteAsync(session, actor, new AuditEvent("erasure.request", "erasure", id.ToString(), talent));
            },
            cancel
        );

    /// <summary>The wishes of the talents that the actor looks after, the last first.</summary>
    public async Task<Page<ErasureRequest>> ListAsync(ErasureQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, TalentStore.Owner);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<ErasureRequest>(
            $"""
            select e.id, e.talent_id, t.name, e.state,
                   exists (select from cards c where c.talent_id = t.id and c.state in ('active', 'suspended')) has_live_card,
                   e.requested_at, e.decided_by_name decided_by, e.decided_at, e.decision
            from erasure_requests e join talents t on t.id = e.talent_id
            where {scope}
              and (@State::text is null or e.state = @State)
              and (@At::timestamptz is null or (e.requested_at, e.id) < (@At, @Id))
            order by e.requested_at desc, e.id desc
            limit @Limit
            """,
            scope.With(
                new
                {
                    query.State,
                    position?.At,
                    position?.Id,
                    Limit = query.Limit + 1,
                }
            )
        );
        await audit.WriteAsync(session, actor, new AuditEvent("erasure.list", "erasure", null, Details: query));
        return Keyset.Cut(rows, query.Limit, row => new Keyset(row.RequestedAt, row.Id));
    }

    /// <summary>Decides a wish; an approved one is done at once, and for good.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="actor">Who decides.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RefusedException">There is none by that id, it is decided, or a card has not ended.</exception>
    public Task DecideAsync(Guid id, ErasureDecision decision, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                var scope = RowScope.Of(actor, TalentStore.Owner);
                // The talent's row first, as whoever issues or changes a card takes it.
                var talent =
                    await session.FindAsync<Guid?>(
                        $"""
                        select t.id from talents t
                        where t.id = (select talent_id from erasure_requests where id = @id) and {scope} for no key update
                        """,
                        scope.With(new { id })
                    ) ?? throw new RefusedException(CommonProblems.NotFound);
                if (decision.Approve && await HasLiveCardAsync(session, talent))
                    throw new RefusedException(PersonalDataProblems.ErasureCardLive);
                var decided = await session.ExecuteAsync(
                    """
                    update erasure_requests
                    set state = @State, decided_by = @By, decided_by_name = @Name, decided_at = @now, decision = @Reason
                    where id = @id and state = 'pending'
                    """,
                    new
                    {
                        id,
                        now,
                        State = decision.Approve ? "approved" : "rejected",
                        By = actor.Id,
                        actor.Name,
                        Reason = decision.Reason.Trim(),
                    }
                );
                if (decided == 0)
                    throw new RefusedException(PersonalDataProblems.ErasureDecided);
                if (decision.Approve)
                    await erase.RunAsync(session, talent, "本人申请（《个人信息保护法》第四十七条）", now);
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent(decision.Approve ? "erasure.approve" : "erasure.reject", "erasure", id.ToString(), talent)
                );
            },
            cancel
        );

    private static Task<bool> HasLiveCardAsync(Session session, Guid talent) =>
        session.ScalarAsync<bool>(
            "select exists (select from cards where talent_id = @talent and state in ('active', 'suspended'))",
            new { talent }
        );

    private sealed record Own(string State, DateTimeOffset RequestedAt, DateTimeOffset? DecidedAt, string? Decision);
}
