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
        ["forget-expired"] = "idempotency_keys",
        ["lapse-reservations"] = "reservations",
        ["roll-up-statistics"] = "service_days",
        ["escalate-tickets"] = "escalation_rules",
        ["remind-of-dates"] = "knowledge_versions",
        ["remind-of-tickets"] = "tickets",
        ["remind-of-bookings"] = "benefits",
        ["draft-reports"] = "reports",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_job_one_had_begun_another_finishes_it()
    {
        Tables.Keys.ShouldBe(RecurringJobs.All.Select(job => job.Key), ignoreOrder: true);
        await using var database = await TestDatabase.CreateAsync();
        List<WorkerProcess> workers =
        [
            WorkerProcess.Start(database.ConnectionString),
            WorkerProcess.Start(database.ConnectionString),
        ];
        try
        {
            await DeclaredAsync(database);
            await LoseAPartitionAsync(database);
            var talent = await TestData.TalentAsync(database.DataSource);
            await TestData.CardAsync(
                database.DataSource,
                talent,
                validFrom: new DateOnly(2022, 1, 1),
                validTo: TimeProvider.System.Today().AddDays(5)
            );
            foreach (var (job, table) in Tables)
            {
                await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
                await using var held = await connection.BeginTransactionAsync(Cancel);
                await connection.ExecuteAsync($"lock table {table} in access exclusive mode");
                await database.DataSource.RunNowAsync(job);
                var victim = await HeldAsync(database, table);
                workers.Single(worker => worker.Name == victim).Kill();
                workers.RemoveAll(worker => worker.Name == victim);
                await held.RollbackAsync(Cancel);
                workers.Add(WorkerProcess.Start(database.ConnectionString));
                await database.RowAsync<string>(
                    "select key from jobs where key = @job and last_succeeded is not null",
                    new { job }
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
