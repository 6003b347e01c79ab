using System.Globalization;
using Dapper;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using TalentCard.Core.Access;
using TalentCard.Core.Audit;
using TalentCard.Core.Statistics;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Statistics;

/// <summary>The roll-up of services beside a plain recount of the ledger.</summary>
public sealed class CountingTheLedger : IAsyncLifetime
{
    private static readonly string[] Moments =
    [
        "2026-03-01T23:59:59.999999+08:00",
        "2026-03-02T00:00:00+08:00",
        "2026-03-02T09:30:00+08:00",
        "2026-02-28T16:00:00Z",
        "2025-12-31T15:59:59Z",
    ];

    private TestDatabase database = null!;
    private RollUp rollUp = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public enum Happening
    {
        Give,
        GiveInOpenTransaction,
        Reverse,
        ReverseInOpenTransaction,
        CommitOldest,
        CommitNewest,
        RollBack,
        RollUp,
        TwoAtOnce,
        Recount,
    }

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        var clock = FakeTimeProvider.At("2026-03-04T09:00+08:00");
        rollUp = new RollUp(database.Db, clock, new AuditTrail(clock));
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public void Any_history_and_any_order_of_commits_and_runs_gives_what_a_recount_gives()
    {
        var steps = Gen.Frequency(
            (6, Gen.Constant(Happening.Give)),
            (4, Gen.Constant(Happening.GiveInOpenTransaction)),
            (3, Gen.Constant(Happening.Reverse)),
            (2, Gen.Constant(Happening.ReverseInOpenTransaction)),
            (2, Gen.Constant(Happening.CommitOldest)),
            (1, Gen.Constant(Happening.CommitNewest)),
            (1, Gen.Constant(Happening.RollBack)),
            (4, Gen.Constant(Happening.RollUp)),
            (1, Gen.Constant(Happening.TwoAtOnce)),
            (1, Gen.Constant(Happening.Recount))
        );
        Prop.ForAll(
                Gen.ArrayOf(steps).ToArbitrary(),
                ArbMap.Default.GeneratorFor<int>().ToArbitrary(),
                (happenings, seed) =>
                {
                    RunAsync(happenings, new Random(seed)).GetAwaiter().GetResult();
                    return true;
                }
            )
            .ShouldHold(60);
    }

    [Fact]
    public async Task A_row_that_commits_after_a_run_is_counted_by_the_next_and_only_there()
    {
        await using var late = await database.DataSource.OpenConnectionAsync(Cancel);
        await using (var transaction = await late.BeginTransactionAsync(Cancel))
        {
            await GiveAsync(late, new Random(1), "2026-03-02T09:30:00+08:00");
            await using var early = await database.DataSource.OpenConnectionAsync(Cancel);
            await GiveAsync(early, new Random(2), "2026-03-02T09:30:00+08:00");
            await rollUp.RunAsync(Cancel);
            (await TimesAsync()).ShouldBe(1);
            await transaction.CommitAsync(Cancel);
        }
        await rollUp.RunAsync(Cancel);
        await rollUp.RunAsync(Cancel);
        (await TimesAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_database_restored_into_another_cluster_is_counted_anew()
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        for (var n = 0; n < 5; n++)
            await GiveAsync(connection, new Random(n), "2026-03-02T09:30:00+08:00");
        await rollUp.RunAsync(Cancel);
        // As a dump brings it: numbers of transactions that are still to come here.
        await connection.ExecuteAsync("update statistics_mark set cluster = 1, seen = '900000000:900000000:'");
        await rollUp.RunAsync(Cancel);
        await GiveAsync(connection, new Random(9), "2026-03-02T09:30:00+08:00");
        await rollUp.RunAsync(Cancel);
        (await TimesAsync()).ShouldBe(6);
        await ShouldBeARecountAsync();
    }

    private async Task<int> TimesAsync()
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        return await connection.ExecuteScalarAsync<int>("select coalesce(sum(times), 0)::int from service_days");
    }

    private async Task RunAsync(Happening[] happenings, Random random)
    {
        await using var own = await database.DataSource.OpenConnectionAsync(Cancel);
        LinkedList<(NpgsqlConnection Connection, NpgsqlTransaction Transaction)> open = [];
        async Task<NpgsqlConnection> OpenAsync()
        {
            var connection = await database.DataSource.OpenConnectionAsync(Cancel);
            open.AddLast((connection, await connection.BeginTransactionAsync(Cancel)));
            return connection;
        }
        async Task EndAsync((NpgsqlConnection Connection, NpgsqlTransaction Transaction) one, bool commit)
        {
            open.Remove(one);
            await (commit ? one.Transaction.CommitAsync(Cancel) : one.Transaction.RollbackAsync(Cancel));
            await one.Connection.DisposeAsync();
        }
        foreach (var happening in happenings)
        {
            switch (happening)
            {
                case Happening.Give:
                    await GiveAsync(own, random);
                    break;
                case Happening.GiveInOpenTransaction:
                    await GiveAsync(await OpenAsync(), random);
                    break;
                case Happening.Reverse:
                    await ReverseAsync(own);
                    break;
                case Happening.ReverseInOpenTransaction when open.Count == 0:
                    await ReverseAsync(await OpenAsync());
                    break;
                case Happening.CommitOldest when open.First is { } oldest:
                    await EndAsync(oldest.Value, true);
                    break;
                case Happening.CommitNewest when open.Last is { } newest:
                    await EndAsync(newest.Value, true);
                    break;
                case Happening.RollBack when open.Last is { } newest:
                    await EndAsync(newest.Value, false);
                    break;
                case Happening.RollUp:
                    await rollUp.RunAsync(Cancel);
                    break;
                case Happening.TwoAtOnce:
                    await Task.WhenAll(rollUp.RunAsync(Cancel), rollUp.RunAsync(Cancel));
                    break;
                case Happening.Recount:
                    await rollUp.RecountAsync(new DateOnly(2026, 3, 2), Actor.Job("test"), Cancel);
                    break;
            }
        }
        while (open.First is { } left)
            await EndAsync(left.Value, true);
        await rollUp.RunAsync(Cancel);
        await ShouldBeARecountAsync();
    }

    // Nothing of the roll-up's own SQL: the ledger grouped by what the statistics are narrowed by.
    private async Task ShouldBeARecountAsync()
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.QueryAsync<string>(
                """
                with recount as (
                    select (r.redeemed_at at time zone 'Asia/Shanghai')::date::text as day, r.benefit_code, r.service_point_id,
                           r.tier_code, r.division_code, count(*) filter (where v.id is null) times,
                           count(distinct r.talent_id) filter (where v.id is null) people,
                           coalesce(sum(r.companions) filter (where v.id is null), 0) companions, count(v.id) reversed,
                           array_agg(r.talent_id order by r.talent_id) filter (where v.id is null) talents,
                           array_agg(extract(hour from r.redeemed_at at time zone 'Asia/Shanghai')::int
                           order by extract(hour from r.redeemed_at at time zone 'Asia/Shanghai'))
                               filter (where v.id is null) hours
                    from redemptions r left join reversals v on v.card_id = r.card_id and v.redemption_id = r.id
                    group by 1, 2, 3, 4, 5),
                counted as (
                    select day::text, benefit_code, service_point_id, tier_code, division_code, times::bigint,
                           (select count(distinct t) from unnest(talents) t), companions::bigint, reversed::bigint,
                           (select array_agg(t order by t) from unnest(talents) t), (select array_agg(h::int order by h)
                            from unnest(hours) h)
                    from service_days)
                select 'missing ' || m::text from (select * from recount except select * from counted) m
                union all
                select 'too much ' || m::text from (select * from counted except select * from recount) m
                """
            )
        ).ShouldBeEmpty();
    }

    private static Task<int> GiveAsync(NpgsqlConnection connection, Random random, string? at = null) =>
        connection.ExecuteAsync(
            """
            insert into redemptions
                (card_id, redeemed_at, id, benefit_code, period, period_start, service_point_id, partner_id, talent_id, tier_code,
                 division_code, operator_id, operator_name, companions, checks, level, verification_id)
            values (@Card, @At, gen_random_uuid(), @Benefit, 'year', '2026-01-01', @Point, @Point, @Card,
                    @Tier, '340403', 'test', 'test', @Companions, '{}', 1, gen_random_uuid())
            """,
            new
            {
                Card = new Guid(random.Next(3), 0, 0, new byte[8]),
                At = DateTimeOffset
                    .Parse(at ?? Moments[random.Next(Moments.Length)], CultureInfo.InvariantCulture)
                    .ToUniversalTime(),
                Benefit = random.Next(2) == 0 ? "medical" : "rail",
                Point = new Guid(100 + random.Next(2), 0, 0, new byte[8]),
                Tier = random.Next(3) == 0 ? "A" : "C",
                Companions = random.Next(3),
            }
        );

    private static Task<int> ReverseAsync(NpgsqlConnection connection) =>
        connection.ExecuteAsync(
            """
            insert into reversals (card_id, redemption_id, redeemed_at, id, reversed_at, reason, operator_id, operator_name)
            select r.card_id, r.id, r.redeemed_at, gen_random_uuid(), now(), 'test', 'test', 'test'
            from redemptions r where not exists (select from reversals v where v.redemption_id = r.id)
            order by r.id limit 1 for update of r skip locked
            on conflict do nothing
            """
        );
}
