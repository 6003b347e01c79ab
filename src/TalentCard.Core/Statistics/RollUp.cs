using System.Globalization;

namespace TalentCard.Core.Statistics;

/// <summary>
/// Counts the ledger of services into <c>service_days</c> (docs/adr/0030). A run counts what is visible now and was not in the
/// snapshot of the run before: every row once, however late its transaction committed, at a cost of the new rows alone.
/// </summary>
public sealed class RollUp(Db db, TimeProvider time, AuditTrail audit)
{
    // The bounds let an index find the rows; the snapshots decide.
    private static string IsNew(string row) =>
        $"""
            {row}.recorded_in >= pg_snapshot_xmin(@Seen::pg_snapshot) and {row}.recorded_in < pg_snapshot_xmax(@Now::pg_snapshot)
                  and not pg_visible_in_snapshot({row}.recorded_in, @Seen::pg_snapshot)
                  and pg_visible_in_snapshot({row}.recorded_in, @Now::pg_snapshot)
            """;

    private const string Service = """
        r.redeemed_at at time zone 'Asia/Shanghai' as at, r.benefit_code, r.partner_id, r.service_point_id, r.tier_code,
        r.division_code,
               r.talent_id, r.companions
        """;

    // Adds services. Entries stand in no order, as sorting them would cost more than counting them. Without "offset 0" the
    // planner would ask several times a row when it was and whether it stands.
    private static string Add(string stands, string which) =>
        $$"""
            insert into service_days as d
                (day, benefit_code, partner_id, service_point_id, tier_code, division_code, talents, hours, companions, reversed)
            select c.at::date as day, c.benefit_code, c.partner_id, c.service_point_id, c.tier_code, c.division_code,
                   coalesce(array_agg(c.talent_id) filter (where c.stands), '{}'),
                   coalesce(array_agg(date_part('hour', c.at)::smallint) filter (where c.stands), '{}'),
                   coalesce(sum(c.companions) filter (where c.stands), 0)::int, (count(*) filter (where not c.stands))::int
            from (select {{Service}}, {{stands}} stands from redemptions r where {{which}} offset 0) c
            group by 1, 2, 3, 4, 5, 6
            on conflict (day, benefit_code, service_point_id, partner_id, tier_code, division_code) do update set
                talents = d.talents || excluded.talents, hours = d.hours || excluded.hours,
                companions = d.companions + excluded.companions, reversed = d.reversed + excluded.reversed;
            """;

    // A service and its reversal that are both new meet here; "not in" keeps the few reversals in memory.
    private static readonly string AddNew = Add(
        $"(r.card_id, r.id) not in (select v.card_id, v.redemption_id from reversals v where {IsNew("v")})",
        IsNew("r")
    );

    private static readonly string AddDay = Add(
        """
        not exists (select from reversals v
                    where v.card_id = r.card_id and v.redemption_id = r.id
                        and pg_visible_in_snapshot(v.recorded_in, @Seen::pg_snapshot))
        """,
        "r.redeemed_at >= @Start and r.redeemed_at < @End and pg_visible_in_snapshot(r.recorded_in, @Seen::pg_snapshot)"
    );

    // What was counted before and is reversed now.
    private static readonly string TakeOut = $$"""
        update service_days d set
            talents = multiset(d.talents, '{}', n.talents), hours = multiset(d.hours, '{}', n.hours),
            companions = d.companions - n.companions, reversed = d.reversed + n.times
        from (
            select c.at::date as day, c.benefit_code, c.partner_id, c.service_point_id, c.tier_code, c.division_code,
                   array_agg(c.talent_id) talents, array_agg(date_part('hour', c.at)::smallint) hours,
                   sum(c.companions)::int companions, count(*)::int times
            from (
                select {{Service}}
                from reversals v
                join redemptions r on r.card_id = v.card_id and r.redeemed_at = v.redeemed_at and r.id = v.redemption_id
                where {{IsNew("v")}} and pg_visible_in_snapshot(r.recorded_in, @Seen::pg_snapshot)) c
            group by 1, 2, 3, 4, 5, 6) n
        where d.day = n.day and d.benefit_code = n.benefit_code and d.service_point_id = n.service_point_id
            and d.partner_id = n.partner_id
            and d.tier_code = n.tier_code and d.division_code = n.division_code;
        """;

    /// <summary>Counts what is new. Side by side, one run waits for the other and counts what that one did not.</summary>
    public Task RunAsync(CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var seen = await LockAsync(session);
                // A snapshot of after the lock, so that none is ever followed by an earlier one.
                var now = await session.SingleAsync<string>(
                    "update statistics_mark set seen = pg_current_snapshot(), rolled_up_at = @Now returning seen::text",
                    new { Now = time.GetUtcNow() }
                );
                // Every row that is taken out is found by an index: a join by hash would read all the days there are. A crash
                // that loses this commit loses its watermark with it.
                await session.ExecuteAsync(
                    $"""
                    set local work_mem = '64MB'; set local enable_hashjoin = off; set local enable_mergejoin = off;
                    set local synchronous_commit = off;
                    {AddNew}
                    {TakeOut}
                    """,
                    new { Seen = seen, Now = now },
                    timeout: 0
                );
            },
            cancel
        );

    /// <summary>
    /// Counts a day again from the ledger, as far as the roll-up has come: the rows are what they were, or were wrong.
    /// </summary>
    public Task RecountAsync(DateOnly day, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var seen = await LockAsync(session);
                await session.ExecuteAsync(
                    $"delete from service_days where day = @day; {AddDay}",
                    new
                    {
                        day,
                        Seen = seen,
                        Start = day.StartOfDay(),
                        End = day.AddDays(1).StartOfDay(),
                    },
                    timeout: 0
                );
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("statistics.recount", "statistics", day.ToString("O", CultureInfo.InvariantCulture))
                );
            },
            cancel
        );

    // One at a time. A database that was restored into another cluster begins anew.
    private static async Task<string> LockAsync(Session session)
    {
        const string Read =
            "select seen::text, cluster = (select system_identifier from pg_control_system()) at_home from statistics_mark for update";
        var (seen, atHome) = await session.SingleAsync<(string, bool)>(Read);
        if (atHome)
            return seen;
        await session.ExecuteAsync("select restart_statistics()", timeout: 0);
        return await session.SingleAsync<string>("select seen::text from statistics_mark");
    }
}
