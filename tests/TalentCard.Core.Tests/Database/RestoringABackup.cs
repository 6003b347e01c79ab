using System.Globalization;
using Dapper;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using TalentCard.Core.Tests.Audit;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Database;

/// <summary>What an office with a lost or spoilt server does: restore a backup into another one, up to a moment.</summary>
[Trait("Speed", "slow")]
public sealed class RestoringABackup : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("talentcard-");
    private readonly FakeTimeProvider clock = FakeTimeProvider.At("2026-03-05T09:00+08:00");
    private readonly List<string> servers = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Dictionary<string, string> Archive => new() { ["TALENTCARD_WAL_ARCHIVE"] = PathOf("archive") };

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers)
            await Repository.RunAsync("db/server", "stop", server);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Ledgers_and_digests_are_those_of_the_moment_in_another_server()
    {
        servers.Add(PathOf("one"));
        var one = Talentcard(await Repository.RunAsync("db/server", Archive, "start", PathOf("one")));
        await Repository.RunAsync("db/migrate", one);
        await using var desk = LedgerDesk.On(one, clock);
        await desk.FillAsync("2026-03-02", 2);
        await Repository.RunAsync("db/backup", one, PathOf("backup"));
        var backup = await LedgersAsync(one);
        await desk.FillAsync("2026-03-04", 1);
        await desk.CloseAsync();
        var signed = await desk.VerifyAsync();
        signed.Finding.ShouldBeNull();
        var before = await LedgersAsync(one);
        var moment = await MomentAsync(one);
        // Then somebody spoils it, and it ends; what it wrote last is archived as it stops.
        await desk.TamperAsync("delete from redemptions; delete from ledger_days");
        await Repository.RunAsync("db/server", "stop", PathOf("one"));

        var other = await RestoreAsync("other", Archive, moment);
        (await LedgersAsync(other)).ShouldBe(before);
        await using (var restored = LedgerDesk.On(other, clock))
        {
            (await restored.VerifyAsync()).ShouldBe(signed);
            // And it goes on from there, with keys that were not in the backup.
            clock.Advance(TimeSpan.FromDays(1));
            await restored.CloseAsync();
            (await restored.VerifyAsync()).ShouldBe(
                signed with
                {
                    Days = 4,
                    Last = new(2026, 3, 5),
                    Digest = await LastAsync(other),
                }
            );
        }

        (await LedgersAsync(await RestoreAsync("third", []))).ShouldBe(backup);
    }

    [Fact]
    public async Task A_damaged_backup_and_a_folder_in_use_are_refused()
    {
        servers.Add(PathOf("one"));
        var one = await Repository.RunAsync("db/server", "start", PathOf("one"));
        await Repository.RunAsync("db/backup", one, PathOf("backup"));
        (await FailAsync("db/backup", one, PathOf("backup"))).ShouldContain("holds something already; name a new folder.");
        (await FailAsync("db/restore", PathOf("backup"), PathOf("one"))).ShouldContain(
            "holds a database already; name a new folder"
        );
        (await FailAsync("db/restore", PathOf("backup"), PathOf("two"), "2026-03-05")).ShouldContain(
            "set TALENTCARD_WAL_ARCHIVE"
        );
        await File.AppendAllTextAsync(PathOf("backup/data/global/pg_control"), "x", Cancel);
        (await FailAsync("db/restore", PathOf("backup"), PathOf("two"))).ShouldContain("is damaged");
        Directory.Exists(PathOf("two/data")).ShouldBeFalse();
    }

    private static async Task<string> FailAsync(string script, params string[] arguments) =>
        (await Should.ThrowAsync<InvalidOperationException>(() => Repository.RunAsync(script, arguments))).Message;

    private static string Talentcard(string server) =>
        new NpgsqlConnectionStringBuilder(server) { Database = "talentcard", Pooling = false }.ConnectionString;

    private async Task<string> RestoreAsync(string name, Dictionary<string, string> settings, params string[] moment)
    {
        servers.Add(PathOf(name));
        return Talentcard(await Repository.RunAsync("db/restore", settings, [PathOf("backup"), PathOf(name), .. moment]));
    }

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    private static Task<string> MomentAsync(string database) =>
        AskAsync(database, "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00'");

    private static Task<string> LastAsync(string database) =>
        AskAsync(
            database,
            "select encode(sha256(convert_to(statement, 'UTF8')), 'hex') from ledger_days order by day desc limit 1"
        );

    // Every ledger's days with their digests, and the statements.
    private static Task<string> LedgersAsync(string database) =>
        AskAsync(
            database,
            """
            select (select jsonb_agg(d order by d.ledger, d.day) from ledger_digests('2026-01-01', '2026-12-31') d)::text
                || (select coalesce(jsonb_agg(s order by s.day), '[]') from ledger_days s)::text
            """
        );

    private static async Task<string> AskAsync(string database, string question)
    {
        await using var connection = new NpgsqlConnection(database);
        return Convert.ToString(await connection.ExecuteScalarAsync(question), CultureInfo.InvariantCulture)!;
    }
}
