using System.Diagnostics;
using Dapper;
using Npgsql;
using TalentCard.Core.Audit;
using TalentCard.Core.Database;
using TalentCard.Core.Statistics;

namespace TalentCard.Bench;

/// <summary>
/// A day of 20,000 services and 200 reversals, rolled up when a million services were counted before and when ten million were;
/// beside it the same figures of that day by one select from the ledger, which writes nothing.
/// </summary>
internal static class Statistics
{
    private const int Rounds = 9;
    private const int PerDay = 20_000;

    private const string Recount = """
        select r.benefit_code, r.partner_id, r.service_point_id, r.tier_code, r.division_code,
               extract(hour from r.redeemed_at at time zone 'Asia/Shanghai') as hour,
               count(*) filter (where v.id is null), count(distinct r.talent_id) filter (where v.id is null),
               sum(r.companions) filter (where v.id is null), count(v.id)
        from redemptions r left join reversals v on v.card_id = r.card_id and v.redemption_id = r.id
        where r.redeemed_at >= @Start and r.redeemed_at < @End
        group by grouping sets ((1, 2, 3, 4, 5), (1, 2, 3, 6))
        """;

    public static async Task DropAsync(string server, string name)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.ExecuteAsync($"drop database if exists {name} with (force)");
    }

    public static async Task RunAsync(string connectionString)
    {
        TypeHandlers.Register();
        await using var database = NpgsqlDataSource.Create(connectionString);
        var rollUp = new RollUp(new Db(database), TimeProvider.System, new AuditTrail(TimeProvider.System));
        await ExecuteAsync(database, "select create_month_partitions('redemptions', '2021-01-01', '2022-12-31')");
        // Neither side reads these; they would only make the filling longer.
        await ExecuteAsync(database, "drop index redemptions_id, redemptions_point_at, redemptions_partner_at");
        await FillAsync(database, rollUp, 1, 1_000_000);
        var (small, smallRecount) = await MeasureAsync(database, rollUp, new DateOnly(2022, 3, 1));
        await FillAsync(database, rollUp, 1_000_001, 10_000_000);
        var (large, largeRecount) = await MeasureAsync(database, rollUp, new DateOnly(2022, 5, 1));

        Console.WriteLine();
        Console.WriteLine("| measure | ours | beside it | ratio | aim | |");
        Console.WriteLine("| --- | ---: | ---: | ---: | --- | --- |");
        Show("a day's roll-up / a plain recount of that day, at 1,000,000", small, smallRecount, 1.0);
        Show("a day's roll-up / a plain recount of that day, at 10,000,000", large, largeRecount, 1.0);
        Show("a day's roll-up at 10,000,000 / at 1,000,000", large, small, 1.2);
    }

    private static void Show(string name, List<double> ours, List<double> beside, double aim)
    {
        // The two sizes were measured apart from each other, so medians are compared and not rounds.
        var ratio = ours.Median() / beside.Median();
        Console.WriteLine(
            $"| {name} | {ours.Median():N0} ms | {beside.Median():N0} ms | {ratio:N2} | ≤ {aim:N1} | {(ratio <= aim ? "reached" : "missed")} |"
        );
    }

    // The same day again and again, on another date each time: what it holds follows from the number of the row alone.
    private static async Task<(List<double> RollUp, List<double> Recount)> MeasureAsync(
        NpgsqlDataSource database,
        RollUp rollUp,
        DateOnly first
    )
    {
        List<double> counted = [],
            recounted = [];
        for (var round = 0; round < Rounds + 2; round++)
        {
            var day = first.AddDays(round);
            await InsertAsync(database, day.DayNumber * 1_000_000L, PerDay, day, 1);
            await ExecuteAsync(database, "analyze redemptions; analyze reversals");
            var ours = await TimeAsync(() => rollUp.RunAsync(default));
            var plain = await TimeAsync(() =>
                ExecuteAsync(database, Recount, new { Start = Midnight(day), End = Midnight(day.AddDays(1)) })
            );
            // The first two warm up.
            if (round < 2)
                continue;
            counted.Add(ours);
            recounted.Add(plain);
        }
        return (counted, recounted);
    }

    private static async Task FillAsync(NpgsqlDataSource database, RollUp rollUp, long first, long last)
    {
        var watch = Stopwatch.StartNew();
        for (var from = first; from <= last; from += 1_000_000)
            await InsertAsync(database, from, 1_000_000, new DateOnly(2021, 1, 1), 365);
        await ExecuteAsync(database, "vacuum analyze redemptions");
        var filled = watch.Elapsed;
        await rollUp.RunAsync(default);
        await ExecuteAsync(database, "vacuum analyze service_days");
        Console.WriteLine(
            $"{last:N0} services: filled in {filled.TotalSeconds:N0} s, rolled up in {(watch.Elapsed - filled).TotalSeconds:N0} s"
        );
    }

    // 200,000 holders, 30 points of 10 partners, 8 benefits, 6 tiers, 11 divisions; one of a hundred is reversed.
    private static Task InsertAsync(NpgsqlDataSource database, long first, int count, DateOnly day, int days) =>
        ExecuteAsync(
            database,
            """
            set synchronous_commit = off;
            insert into redemptions
                (card_id, redeemed_at, id, benefit_code, period, period_start, service_point_id, partner_id, talent_id, tier_code,
                 division_code, operator_id, operator_name, companions, checks, level, verification_id)
            select h.holder, @Start + make_interval(secs => (n - @first) * (86400::float8 * @days / @count)),
                   ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
                   (array['medical', 'check_up', 'rail', 'legal', 'schooling', 'housing', 'scenic', 'finance'])[h.point % 8 + 1], 'year', '2021-01-01',
                   ('00000000-0000-7000-b000-' || lpad(to_hex(h.point), 12, '0'))::uuid, ('00000000-0000-7000-a000-'
                    || lpad(to_hex(h.point % 10), 12, '0'))::uuid,
                   h.holder, (array['A', 'B', 'C', 'D', 'E', 'F'])[h.number % 6 + 1], 'd' || h.number % 11, 'bench', 'bench',
                   n % 3, '{face}', 1, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid
            from generate_series(@first, @first + @count - 1) n
            cross join lateral (
                select (hashint8(n) & 2147483647) % 200000 number, (hashint8(-n) & 2147483647) % 30 point,
                       ('00000000-0000-7000-c000-' || lpad(to_hex((hashint8(n) & 2147483647) % 200000), 12, '0'))::uuid holder) h;
            insert into reversals (card_id, redemption_id, redeemed_at, id, reversed_at, reason, operator_id, operator_name)
            select r.card_id, r.id, r.redeemed_at, r.id, r.redeemed_at, 'bench', 'bench', 'bench'
            from redemptions r
            where r.id >= ('00000000-0000-7000-8000-' || lpad(to_hex(@first), 12, '0'))::uuid
              and r.id <= ('00000000-0000-7000-8000-' || lpad(to_hex(@first + @count - 1), 12, '0'))::uuid
              and r.redeemed_at >= @Start and r.redeemed_at < @End
              and hashint8(('x' || right(r.id::text, 8))::bit(32)::int8) % 100 = 0
            """,
            new
            {
                first,
                count,
                days,
                Start = Midnight(day),
                End = Midnight(day.AddDays(days)),
            }
        );

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql, object? arguments = null)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(new CommandDefinition(sql, arguments, commandTimeout: 0));
    }

    private static async Task<double> TimeAsync(Func<Task> what)
    {
        var start = Stopwatch.GetTimestamp();
        await what();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static DateTime Midnight(DateOnly day) => day.ToDateTime(new TimeOnly(16, 0), DateTimeKind.Utc).AddDays(-1);
}
