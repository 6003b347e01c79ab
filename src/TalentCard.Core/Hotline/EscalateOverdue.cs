using TalentCard.Contracts.Hotline;
using TalentCard.Core.WorkingTime;

namespace TalentCard.Core.Hotline;

/// <summary>
/// 督办: a ticket without an answer is watched over by the office once as much working time has passed since its deadline as the
/// rule says. All that are ripe go in one statement; what was escalated before, by whomever, is left alone.
/// </summary>
public sealed class EscalateOverdue(Db db, TimeProvider time, AuditTrail audit)
{
    /// <summary>Who escalates, in histories.</summary>
    public static readonly Actor System = new("job:escalate-tickets", "system", []);

    /// <summary>What the history says.</summary>
    public const string Reason = "到期后仍未答复，按规则自动督办。";

    /// <summary>Escalates what is ripe.</summary>
    /// <returns>How many tickets.</returns>
    public Task<int> RunAsync(CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var ripe = await RipeAsync(session);
                if (ripe.Count == 0)
                    return 0;
                var escalated = await session.ListAsync<Escalated>(
                    """
                    with ripe as (
                        select t.id
                        from tickets t join unnest(@Kinds, @Urgencies, @Dues) x (kind, urgency, due_at) using (kind, urgency,
                            due_at)
                        where t.state in ('received', 'dispatched', 'returned', 'accepted') and t.escalated_at is null
                        order by t.id for update of t),
                    escalated as (
                        update tickets t set escalated_at = @now, version = t.version + 1
                        from ripe where t.id = ripe.id
                        returning t.id, t.state, t.department_id, t.co_department_ids, t.due_at, t.version, t.kind, t.urgency,
                            t.talent_id),
                    steps as (
                        insert into ticket_steps
                            (ticket_id, id, at, action, from_state, to_state, actor_id, actor_name, department_id, text, internal,
                             due_at, version, kind, urgency)
                        select id, gen_random_uuid(), @now, 'escalate', state, state, @ActorId, @ActorName, department_id,
                               @Reason, true, due_at, version, kind, urgency
                        from escalated)
                    select id, state, department_id, co_department_ids, talent_id from escalated
                    """,
                    new
                    {
                        Kinds = ripe.Select(one => one.Kind).ToArray(),
                        Urgencies = ripe.Select(one => one.Urgency).ToArray(),
                        Dues = ripe.Select(one => one.DueAt).ToArray(),
                        now = time.GetUtcNow(),
                        ActorId = System.Id,
                        ActorName = System.Name,
                        Reason,
                    }
                );
                await audit.WriteAllAsync(
                    session,
                    System,
                    [
                        .. escalated.Select(ticket => new AuditEvent(
                            "ticket.escalate",
                            "ticket",
                            ticket.Id.ToString(),
                            ticket.TalentId,
                            Reason
                        )),
                    ]
                );
                await HotlineNotices.SendAllAsync(
                    session,
                    [
                        .. escalated.Select(ticket => new HotlineEvent(
                            "ticket",
                            ticket.Id,
                            ticket.State,
                            ticket.DepartmentId,
                            CoDepartmentIds: ticket.CoDepartmentIds
                        )),
                    ]
                );
                return escalated.Count;
            },
            cancel
        );

    // Deadlines that have passed, each once, with the rule of its day; working time decides which of them are ripe.
    private async Task<IReadOnlyList<Late>> RipeAsync(Session session)
    {
        var now = time.GetUtcNow();
        var late = await session.ListAsync<Late>(
            """
            select t.kind, t.urgency, t.due_at, r.amount, r.unit
            from (select distinct kind, urgency, due_at from tickets
                  where state in ('received', 'dispatched', 'returned', 'accepted') and due_at < @now and escalated_at is null) t
            cross join lateral (
                select amount, unit from escalation_rules r
                where r.kind = t.kind and r.urgency = t.urgency and r.valid_from <= (t.due_at at time zone 'Asia/Shanghai')::date
                order by r.valid_from desc limit 1) r
            """,
            new { now }
        );
        var calendar = await WorkingDayStore.CalendarAsync(session);
        return [.. late.Where(one => calendar.Due(one.DueAt, one.Amount, one.Unit) <= now)];
    }

    private sealed record Late(string Kind, string Urgency, DateTimeOffset DueAt, int Amount, string Unit);

    private sealed record Escalated(Guid Id, string State, Guid? DepartmentId, Guid[] CoDepartmentIds, Guid? TalentId);
}
