using System.Diagnostics;
using Dapper;
using TalentCard.Core;
using TalentCard.Testing;
using TalentCard.Worker.Jobs;

namespace TalentCard.Worker.Tests.Jobs;

/// <summary>
/// Two Workers as real processes with their own jobs, of which one is killed in the middle of its work, again and again. They run
/// as a role that may change no table.
/// </summary>
[Trait("Speed", "slow")]
public sealed class KillingWorkers
{
    // A table that each job needs: whoever holds it holds the job in the middle of its work.
    private static readonly Dictionary<string, string> Tables = new()
    {
        ["prepare-partitions"] = "verifications",
        ["rotate-signing-keys"] = "signing_keys",
        ["close-ledger-days"] = "ledger_days",
        ["verify-ledgers"] = "ledger_erasures",
        ["re-encrypt-fields"] = "data_protection_keys",
        ["apply-retention"] = "retention_periods",
        ["end-dependants"] = "dependants",
        ["forget-expired"] = "idempotency_keys",
        ["lapse-reservations"] = "reservations",
        ["roll-up-statistics"] = "service_days",
        ["escalate-tickets"] = "escalation_rules",
        ["remind-of-dates"] = "knowledge_versions",
        ["remind-of-tickets"] = "tickets",
        ["remind-of-bookings"] = "benefits",
        ["draft-reports"] = "reports",
        ["draw-up-settlements"] = "settlement_months",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_jobs_one_had_begun_another_finishes_them()
    {
        Tables.Keys.ShouldBe(RecurringJobs.All.Select(job => job.Key), ignoreOrder: true);
        await using var database = await TestDatabase.CreateAsync();
        List<WorkerProcess> workers = [WorkerProcess.Start(database.ConnectionString)];
        try
        {
            await DeclaredAsync(database);
            await OnlyWhatIsAskedForAsync(database);
            await LoseAPartitionAsync(database);
            var talent = await TestData.TalentAsync(database.DataSource);
            await TestData.CardAsync(
                database.DataSource,
                talent,
                validFrom: new DateOnly(2022, 1, 1),
                validTo: TimeProvider.System.Today().AddDays(5)
            );
            // As many at a time as one Worker runs.
            foreach (var jobs in Tables.Chunk(new JobOptions().Concurrency))
            {
                string[] keys = [.. jobs.Select(job => job.Key)];
                string[] tables = [.. jobs.Select(job => job.Value)];
                await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
                await using var held = await connection.BeginTransactionAsync(Cancel);
                await connection.ExecuteAsync($"lock table {string.Join(", ", tables)} in access exclusive mode");
                foreach (var key in keys)
                    await database.DataSource.RunNowAsync(key);
                var victim = workers[^1];
                await AllHeldAsync(database, victim.Name, keys, tables);
                workers.Add(WorkerProcess.Start(database.ConnectionString));
                await ConnectedAsync(database, workers[^1].Name);
                victim.Kill();
                var killed = DateTimeOffset.UtcNow;
                await held.RollbackAsync(Cancel);
                await database.RowAsync<string>(
                    "select 'all' from jobs where key = any(@keys) and last_succeeded > @killed having count(*) = @Length",
                    new
                    {
                        keys,
                        killed,
                        keys.Length,
                    }
                );
            }
            await NothingIsStuckAsync(database);
            await database.RowAsync<string>("select kind from messages where recipient_id = @talent", new { talent });
        }
        finally
        {
            workers.ForEach(worker => worker.Dispose());
        }
    }

    [Fact]
    public async Task With_the_settings_that_come_with_it_another_Worker_runs_the_job_within_30_seconds()
    {
        await using var database = await TestDatabase.CreateAsync();
        var own = new JobOptions();
        (string, string)[] settings = [("Jobs__Poll", own.Poll.ToString("c")), ("Jobs__CheckIn", own.CheckIn.ToString("c"))];
        List<WorkerProcess> workers =
        [
            WorkerProcess.Start(database.ConnectionString, settings),
            WorkerProcess.Start(database.ConnectionString, settings),
        ];
        try
        {
            await DeclaredAsync(database);
            await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
            await using var held = await connection.BeginTransactionAsync(Cancel);
            await connection.ExecuteAsync("lock table escalation_rules in access exclusive mode");
            await database.DataSource.RunNowAsync("escalate-tickets");
            var victim = await HeldAsync(database, "escalation_rules");
            var killed = Stopwatch.StartNew();
            workers.Single(worker => worker.Name == victim).Kill();
            workers.RemoveAll(worker => worker.Name == victim);
            await HeldAsync(database, "escalation_rules", but: victim);
            killed.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
            await held.RollbackAsync(Cancel);
            await database.RowAsync<string>("select key from jobs where key = 'escalate-tickets' and last_succeeded is not null");
        }
        finally
        {
            workers.ForEach(worker => worker.Dispose());
        }
    }

    private static async Task DeclaredAsync(TestDatabase database) =>
        await database.RowAsync<string>("select 'all' from jobs having count(*) = @Count", new { RecurringJobs.All.Count });

    // The clock's firings would hold places and tables of those that are asked for.
    private static async Task OnlyWhatIsAskedForAsync(TestDatabase database)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync("update jobs set paused_at = now(), paused_by = 'test'");
        await database.RowAsync<string>(
            "select 'none' where not exists (select from jobs where last_began is not null and last_ended is null)"
        );
    }

    // So that there is one to prepare.
    private static async Task LoseAPartitionAsync(TestDatabase database)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        var last = await connection.QuerySingleAsync<string>(
            "select max(inhrelid::regclass::text) from pg_inherits where inhparent = 'verifications'::regclass and inhrelid::regclass::text ~ '[0-9]$'"
        );
        await connection.ExecuteAsync($"drop table {last}");
    }

    // Who waits for the table. What the killed one had asked of the database still does, too.
    private static Task<string> HeldAsync(TestDatabase database, string table, string but = "") =>
        database.RowAsync<string>(
            """
            select min(a.application_name) from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where not l.granted and l.relation = @table::regclass and a.datname = current_database()
              and a.application_name like 'worker-%' and a.application_name <> @but
            """,
            new { table, but }
        );

    // The Worker has begun them all, and each waits for a table.
    private static Task<string> AllHeldAsync(TestDatabase database, string worker, string[] keys, string[] tables) =>
        database.RowAsync<string>(
            """
            select 'all' from jobs where key = any(@keys) and last_began is not null and last_ended is null
            and @Length <= (
                select count(distinct l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid
                where not l.granted and l.relation = any(@tables::regclass[]) and a.datname = current_database()
                  and a.application_name = @worker
            )
            having count(*) = @Length
            """,
            new
            {
                worker,
                keys,
                tables,
                keys.Length,
            }
        );

    private static Task<string> ConnectedAsync(TestDatabase database, string worker) =>
        database.RowAsync<string>(
            "select min(application_name) from pg_stat_activity where application_name = @worker",
            new { worker }
        );

    private static async Task NothingIsStuckAsync(TestDatabase database)
    {
        await database.RowAsync<string>("select 'none' where not exists (select from hangfire.jobqueue)");
        await database.RowAsync<string>(
            "select 'none' where not exists (select from hangfire.job where statename <> 'Succeeded')"
        );
        await database.RowAsync<string>(
            "select 'none' where not exists (select from jobs where last_began is not null and last_ended is null)"
        );
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        (await connection.ExecuteScalarAsync<int>("select count(*)::int from job_failures")).ShouldBe(0);
    }
}
