using Npgsql;
using TalentCard.Core.Access;
using TalentCard.Core.Database;
using TalentCard.Core.Idempotency;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Idempotency;

/// <summary>A primary whose synchronous standby does not answer, as when it is cut off (docs/adr/0070).</summary>
[Trait("Speed", "slow")]
public sealed class WaitingForAStandby : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("talentcard-");
    private NpgsqlDataSource database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        TypeHandlers.Register();
        var server = await Repository.RunAsync("db/server", "start", folder.FullName);
        var connection = new NpgsqlConnectionStringBuilder(server)
        {
            Database = "talentcard",
            // As a server has it; that of the tests is told otherwise.
            Options = "-c synchronous_commit=on",
        };
        await Repository.RunAsync("db/migrate", connection.ConnectionString);
        database = NpgsqlDataSource.Create(connection);
    }

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
            await database.DisposeAsync();
        await Repository.RunAsync("db/server", "stop", folder.FullName);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_first_answer_is_not_given_again_before_a_standby_has_it()
    {
        var made = Guid.NewGuid();
        await RunAsync("alter system set synchronous_standby_names = 'nobody'");
        database.Clear();
        // Started with it, it keeps to it from its first commit on; told while it runs, some time later.
        await Repository.RunAsync("db/server", "stop", folder.FullName);
        await Repository.RunAsync("db/server", "start", folder.FullName);
        using var caller = new CancellationTokenSource();
        var first = ClaimAsync(made, caller.Token);
        await SomebodyWaitsAsync();
        // The caller gives up: the primary shows now what no standby has.
        await caller.CancelAsync();
        await Task.WhenAny(first);
        await Eventually.ShouldComeAsync<object>(
            async () => await CountAsync("select count(*) from idempotency_keys") == 1,
            "the row on the primary"
        );

        var again = ClaimAsync(Guid.NewGuid(), Cancel);
        await SomebodyWaitsAsync();
        again.IsCompleted.ShouldBeFalse();
        await RunAsync("alter system reset synchronous_standby_names");
        await RunAsync("select pg_reload_conf()");
        (await again).ShouldBe(made);
    }

    private Task<Guid?> ClaimAsync(Guid subject, CancellationToken cancel) =>
        new Db(database).ChangeAsync(
            session =>
                new IdempotencyStore(TimeProvider.System).ClaimAsync(session, new Actor("desk", "desk", []), "key", [1], subject),
            cancel
        );

    private async Task RunAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private Task<object> SomebodyWaitsAsync() =>
        Eventually.ShouldComeAsync<object>(
            async () => await CountAsync("select count(*) from pg_stat_activity where wait_event = 'SyncRep'") == 1,
            "a commit that waits for the standby"
        );

    private async Task<long> CountAsync(string sql)
    {
        await using var look = database.CreateCommand(sql);
        return (long)(await look.ExecuteScalarAsync(Cancel))!;
    }
}
