namespace TalentCard.Core.PersonalData;

/// <summary>
/// Erases what the retention periods no longer keep: persons whose cards ended long ago, scans, what callers said, the words
/// of the trail, postdocs and experts who left long ago. Safe to run twice; each talent is a transaction of their own.
/// </summary>
public sealed class ApplyRetention
{
    private const string Ground = "留存期满（《个人信息保护法》第十九条）";
    private readonly Db db;
    private readonly TimeProvider time;
    private readonly AuditTrail audit;
    private readonly EraseTalent erase;

    internal ApplyRetention(Db db, TimeProvider time, AuditTrail audit, EraseTalent erase) =>
        (this.db, this.time, this.audit, this.erase) = (db, time, audit, erase);

    /// <summary>Erases what is due.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (await db.ChangeAsync(EraseOneAsync, cancel)) { }
        await db.ChangeAsync(
            session =>
                session.ExecuteAsync(
                    """
                    delete from verifications
                    where at < @now - (select months * interval '1 month' from retention_periods where kind = 'scans')
                    """,
                    new { now = time.GetUtcNow() },
                    timeout: 0
                ),
            cancel
        );
        while (await db.ChangeAsync(EraseTrailAsync, cancel) > 0) { }
        while (await db.ChangeAsync(EraseMattersAsync, cancel)) { }
        while (await EraseAsync("postdoc", EraseRecords.PostdocsAsync, cancel)) { }
        while (await EraseAsync("expert", EraseRecords.ExpertsAsync, cancel)) { }
    }

    private Task<bool> EraseAsync(
        string kind,
        Func<Session, DateOnly, DateTimeOffset, Task<List<Guid>>> eraseSome,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                var erased = await eraseSome(session, time.Today(), time.GetUtcNow());
                await audit.WriteAllAsync(
                    session,
                    Actor.Job("apply-retention"),
                    [.. erased.Select(id => new AuditEvent("erasure.retention", kind, id.ToString()))]
                );
                return erased.Count > 0;
            },
            cancel
        );

    // A talent with cards, the last of which ended before the period, and none that could come back.
    private async Task<bool> EraseOneAsync(Session session)
    {
        var now = time.GetUtcNow();
        var talent = await session.FindAsync<Guid?>(
            """
            select t.id from talents t
            where t.erased_at is null
              and (select max(case when c.state = 'active' then c.valid_to
                                   when c.state = 'suspended' then greatest(c.valid_to, @Today)
                                   else (select max(e.at) from card_events e where e.card_id = c.id)::date end)
                   from cards c where c.talent_id = t.id)
                  < @Today - (select months * interval '1 month' from retention_periods where kind = 'talents')
            order by t.id limit 1
            for no key update of t skip locked
            """,
            new { Today = time.Today() }
        );
        if (talent is not { } id)
            return false;
        await erase.RunAsync(session, id, Ground, now);
        await audit.WriteAsync(
            session,
            Actor.Job("apply-retention"),
            new AuditEvent("erasure.retention", "talent", id.ToString(), id)
        );
        return true;
    }

    // Consultations whose every ticket was closed before the period.
    private async Task<bool> EraseMattersAsync(Session session)
    {
        var now = time.GetUtcNow();
        var due = await session.ListAsync<Guid>(
            """
            select c.id from consultations c
            where c.caller_name <> @Erased and not exists (
                select from tickets t
                where t.consultation_id = c.id and (t.state not in ('closed', 'merged') or coalesce(t.closed_at, t.received_at)
                    > @now - (select months * interval '1 month' from retention_periods where kind = 'hotline')))
              and c.received_at < @now - (select months * interval '1 month' from retention_periods where kind = 'hotline')
            order by c.received_at, c.id limit 200
            """,
            new { now, EraseTalent.Erased }
        );
        if (due.Count > 0)
            await erase.ConsultationsAsync(session, [.. due], Ground, now);
        return due.Count > 0;
    }

    private Task<int> EraseTrailAsync(Session session) =>
        session.ScalarAsync<int>(
            """
            select erase_ledger_texts('audit_events', array(
                select id from audit_events
                where at < @now - (select months * interval '1 month' from retention_periods where kind = 'trail')
                  and (reason <> @Erased or address <> @Erased or details is not null)
                order by at limit 5000), '{address,reason,details}', @Ground, @now)
            """,
            new
            {
                now = time.GetUtcNow(),
                Ground,
                EraseTalent.Erased,
            }
        );
}
