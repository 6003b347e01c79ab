using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TalentCard.Core.Audit;
using TalentCard.Core.Database;
using TalentCard.Core.Idempotency;
using TalentCard.Core.Keys;
using TalentCard.Core.PersonalData;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Audit;

/// <summary>A database with rows of every ledger on each of some days, 2 to 4 March 2026 unless said otherwise.</summary>
internal sealed class LedgerDesk : IAsyncDisposable
{
    private readonly TestDatabase? made;
    private readonly NpgsqlDataSource hosts;

    private LedgerDesk(string owner, TimeProvider time, TestDatabase? made)
    {
        TypeHandlers.Register();
        this.made = made;
        Owner = owner;
        hosts = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(owner) { Username = TestDatabase.AppRole }.ConnectionString
        );
        Services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton(time)
            .AddSingleton(TestData.Encryption)
            .AddSingleton(new Db(hosts))
            .AddKeys()
            .AddLedgers()
            .AddAudit()
            .AddIdempotency()
            .AddPersonalData()
            .BuildServiceProvider();
    }

    /// <summary>How the owner connects.</summary>
    public string Owner { get; }

    public TestDatabase Database => made ?? throw new InvalidOperationException("The database is somebody else's.");

    public ServiceProvider Services { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The ledgers, none of their days closed.</summary>
    public static async Task<LedgerDesk> OpenAsync(TimeProvider time, string first = "2026-03-02", int days = 3)
    {
        var database = await TestDatabase.CreateAsync();
        var desk = new LedgerDesk(database.OwnerConnectionString, time, database);
        await desk.FillAsync(first, days);
        return desk;
    }

    /// <summary>The ledgers of a database as they are.</summary>
    public static LedgerDesk On(string owner, TimeProvider time) => new(owner, time, null);

    // At the first and the last instant of each day in Shanghai, and between; the rows belong to nothing.
    public Task FillAsync(string first, int days) =>
        TamperAsync(
            $"""
            create temp table moments as
                select (timestamp '{first}' + n * interval '1 day' + hour) at time zone 'Asia/Shanghai' at
                from generate_series(0, {days - 1}) n, unnest(array[interval '0 h', '1 h', '23:59:59.999']) hour;
            insert into audit_events (id, at, actor_id, actor_name, actor_roles, action, subject_kind, reason)
                select gen_random_uuid(), at, 'office1', '人才办甲', '{"{office}"}', 'talent.view', 'talent', '核对' from moments;
            insert into card_events (card_id, id, at, action, to_state, actor_id, actor_name, reason)
                select gen_random_uuid(), gen_random_uuid(), at, 'suspend', 'suspended', 'office1', '人才办甲', '遗失' from moments;
            insert into redemptions (card_id, redeemed_at, id, benefit_code, period, period_start, service_point_id, partner_id,
                    talent_id, tier_code, division_code, operator_id, operator_name, companions, checks, level, verification_id)
                select gen_random_uuid(), at, gen_random_uuid(), 'medical_green_channel', 'year', '2026-01-01', gen_random_uuid(),
                    gen_random_uuid(), gen_random_uuid(), 'C', '340403', 'desk1', '核验员', 1, '{"{face}"}', 1, gen_random_uuid()
                from moments;
            insert into reversals (card_id, redemption_id, redeemed_at, id, reversed_at, reason, operator_id, operator_name)
                select card_id, id, redeemed_at, gen_random_uuid(), redeemed_at, '误扫', 'desk1', '核验员'
                from redemptions where redeemed_at in (select at from moments);
            insert into ticket_steps (ticket_id, id, at, action, to_state, actor_id, actor_name, text, internal, due_at, version)
                select gen_random_uuid(), gen_random_uuid(), at, 'reply', 'replied', 'handler1', '承办人', '已答复', false, at, 1
                from moments;
            """
        );

    /// <summary>The ledgers by name.</summary>
    public static string[] Names =>
        ["audit_events", "card_events", "follow_ups", "ledger_erasures", "redemptions", "reversals", "ticket_steps"];

    public Task CloseAsync() => Services.GetRequiredService<CloseLedgerDays>().RunAsync(Cancel);

    public Task<LedgerCheck> VerifyAsync((DateOnly, string)? known = null) =>
        Services.GetRequiredService<VerifyLedgers>().RunAsync(known, Cancel);

    /// <summary>What somebody does who is master of the server: no trigger and no key holds them.</summary>
    public async Task<int> TamperAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Owner + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await connection.ExecuteAsync("set session_replication_role = replica");
        var rows = await connection.ExecuteAsync(sql);
        await connection.ExecuteAsync("set session_replication_role = origin");
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await hosts.DisposeAsync();
        if (made is not null)
            await made.DisposeAsync();
    }
}
