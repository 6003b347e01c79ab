using System.Globalization;
using Dapper;
using Npgsql;
using TalentCard.Core.Audit;

namespace TalentCard.Core.Statistics;

/// <summary>
/// Counts the ledger of services into <c>service_days</c> (docs/adr/0030). A run counts what is visible now and was not in the
/// snapshot of the run before: every row once, however late its transaction committed, at a cost of the new rows alone.
/// </summary>
public sealed class RollUp(NpgsqlDataSource database, TimeProvider time, AuditTrail audit)
{
    // The bounds let an index find the rows; the snapshots decide.
    private const string IsNew =
        """
        x.recorded_in >= pg_snapshot_xmin(@Seen::pg_snapshot) and x.recorded_in < pg_snapshot_xmax(@Now::pg_snapshot)
              and not pg_visible_in_snapshot(x.recorded_in, @Seen::pg_snapshot) and pg_visible_in_snapshot(x.recorded_in, @Now::pg_snapshot)
        """;

    private const string Count =
        $$"""
        merge into service_days d using (
            select (c.redeemed_at at time zone 'Asia/Shanghai')::date as day, c.benefit_code, c.partner_id, c.service_point_id, c.tier_code,
                   c.division_code,
                   coalesce(array_agg(c.talent_id order by c.talent_id) filter (where c.given), '{}') added,
                   coalesce(array_agg(c.talent_id) filter (where not c.given), '{}') removed,
                   coalesce(array_agg(c.hour order by c.hour) filter (where c.given), '{}') hours_added,
                   coalesce(array_agg(c.hour) filter (where not c.given), '{}') hours_removed,
                   sum(case when c.given then c.companions else -c.companions end)::int companions,
                   (count(*) filter (where not c.given))::int reversed
            from (
                select true given, x.redeemed_at, x.benefit_code, x.partner_id, x.service_point_id, x.tier_code, x.division_code,
                       x.talent_id, x.companions, extract(hour from x.redeemed_at at time zone 'Asia/Shanghai')::smallint as hour
                from redemptions x
                where {{IsNew}}
                union all
                select false, r.redeemed_at, r.benefit_code, r.partner_id, r.service_point_id, r.tier_code, r.division_code,
                       r.talent_id, r.companions, extract(hour from r.redeemed_at at time zone 'Asia/Shanghai')::smallint
                from reversals x
                join redemptions r on r.card_id = x.card_id and r.redeemed_at = x.redeemed_at and r.id = x.redemption_id
                where {{IsNew}}) c
            group by 1, 2, 3, 4, 5, 6) n
        on d.day = n.day and d.benefit_code = n.benefit_code and d.service_point_id = n.service_point_id and d.partner_id = n.partner_id
            and d.tier_code = n.tier_code and d.division_code = n.division_code
        when matched then update set
            talents = multiset(d.talents, n.added, n.removed), hours = multiset(d.hours, n.hours_added, n.hours_removed),
            companions = d.companions + n.companions, reversed = d.reversed + n.reversed
        when not matched then insert
            (day, benefit_code, partner_id, service_point_id, tier_code, division_code, talents, hours, companions, reversed)
            values (n.day, n.benefit_code, n.partner_id, n.service_point_id, n.tier_code, n.division_code,
                    case when n.reversed = 0 then n.added else multiset('{}', n.added, n.removed) end,
                    case when n.reversed = 0 then n.hours_added else multiset('{}', n.hours_added, n.hours_removed) end,
                    n.companions, n.reversed)
        """;

    /// <summary>Counts what is new. Side by side, one run waits for the other and counts what that one did not.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var seen = await LockAsync(connection, transaction, cancellationToken);
        // A snapshot of after the lock, so that none is ever followed by an earlier one.
        var now = await connection.QuerySingleAsync<string>(new CommandDefinition(
            "update statistics_mark set seen = pg_current_snapshot(), rolled_up_at = @Now returning seen::text",
            new { Now = time.GetUtcNow() }, transaction, cancellationToken: cancellationToken));
        // Every row that it meets is found by an index: a join by hash would read all the days there are.
        await connection.ExecuteAsync(new CommandDefinition(
            "set local enable_hashjoin = off; set local enable_mergejoin = off", null, transaction, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
            Count, new { Seen = seen, Now = now }, transaction, commandTimeout: 0, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Counts a day again from the ledger, as far as the roll-up has come: the rows are what they were, or were wrong.</summary>
    public async Task RecountAsync(Actor actor, DateOnly day, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var seen = await LockAsync(connection, transaction, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            delete from service_days where day = @day;
            insert into service_days
                (day, benefit_code, partner_id, service_point_id, tier_code, division_code, talents, hours, companions, reversed)
            select @day, c.benefit_code, c.partner_id, c.service_point_id, c.tier_code, c.division_code,
                   coalesce(array_agg(c.talent_id order by c.talent_id) filter (where c.stands), '{}'),
                   coalesce(array_agg(c.hour order by c.hour) filter (where c.stands), '{}'),
                   coalesce(sum(c.companions) filter (where c.stands), 0)::int, (count(*) filter (where not c.stands))::int
            from (
                select r.benefit_code, r.partner_id, r.service_point_id, r.tier_code, r.division_code, r.talent_id, r.companions,
                       extract(hour from r.redeemed_at at time zone 'Asia/Shanghai')::smallint as hour, v.id is null stands
                from redemptions r
                left join reversals v on v.card_id = r.card_id and v.redemption_id = r.id
                    and pg_visible_in_snapshot(v.recorded_in, @Seen::pg_snapshot)
                where r.redeemed_at >= @Start and r.redeemed_at < @End and pg_visible_in_snapshot(r.recorded_in, @Seen::pg_snapshot)) c
            group by c.benefit_code, c.partner_id, c.service_point_id, c.tier_code, c.division_code
            """,
            new { day, Seen = seen, Start = day.StartOfDay(), End = day.AddDays(1).StartOfDay() }, transaction, commandTimeout: 0,
            cancellationToken: cancellationToken));
        await audit.WriteAsync(connection, transaction, actor, new AuditEvent("statistics.recount", "statistics", day.ToString("O", CultureInfo.InvariantCulture)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // One at a time. A database that was restored into another cluster begins anew.
    private static async Task<string> LockAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        const string Read = "select seen::text, cluster = (select system_identifier from pg_control_system()) at_home from statistics_mark for update";
        var (seen, atHome) = await connection.QuerySingleAsync<(string, bool)>(new CommandDefinition(Read, null, transaction, cancellationToken: cancellationToken));
        if (atHome) return seen;
        await connection.ExecuteAsync(new CommandDefinition("select restart_statistics()", null, transaction, commandTimeout: 0, cancellationToken: cancellationToken));
        return await connection.QuerySingleAsync<string>(new CommandDefinition("select seen::text from statistics_mark", null, transaction, cancellationToken: cancellationToken));
    }
}
