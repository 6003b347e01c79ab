using Dapper;
using TalentCard.Core;
using TalentCard.Testing;
using TalentCard.Worker.Jobs;

namespace TalentCard.Worker.Tests.Jobs;

/// <summary>Two Workers as real processes with their own jobs, of which one is killed in the middle of its work, again and again.</summary>
public sealed class KillingWorkers
{
    // A table that each job needs: whoever holds it holds the job in the middle of its work.
    private static readonly Dictionary<string, string> Tables = new()
    {
        ["prepare-partitions"] = "verifications",
        ["rotate-signing-keys"] = "signing_keys",
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
        List<WorkerProcess> workers = [WorkerProcess.Start(database.ConnectionString), WorkerProcess.Start(database.ConnectionString)];
        try
        {
            await DeclaredAsync(database);
            await LoseAPartitionAsync(database);
            var talent = await TestData.TalentAsync(database.DataSource);
            await TestData.CardAsync(database.DataSource, talent, validFrom: new DateOnly(2022, 1, 1), validTo: TimeProvider.System.Today().AddDays(5));
            await using var desk = new TrialDesk(database.ConnectionString);
            foreach (var (job, table) in Tables)
            {
                await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
                await using var held = await connection.BeginTransactionAsync(Cancel);
                await connection.ExecuteAsync($"lock table {table} in access exclusive mode");
                await desk.RunNowAsync(job);
                var victim = await HeldAsync(database, table);
                workers.Single(worker => worker.Name == victim).Kill();
                workers.RemoveAll(worker => worker.Name == victim);
                await held.RollbackAsync(Cancel);
                workers.Add(WorkerProcess.Start(database.ConnectionString));
                await database.RowAsync<string>("select distinct job_name from qrtz_execution_history where job_name = @job and succeeded", new { job });
            }
            await NothingIsStuckAsync(database);
            await database.RowAsync<string>("select kind from messages where recipient_id = @talent", new { talent });
        }
        finally
        {
            workers.ForEach(worker => worker.Dispose());
        }
    }

    private static async Task DeclaredAsync(TestDatabase database)
    {
        await database.RowAsync<string>("select 'there' where to_regclass('qrtz_triggers') is not null");
        await database.RowAsync<string>("select 'all' from qrtz_triggers having count(*) = @Count", new { RecurringJobs.All.Count });
    }

    // So that there is one to prepare.
    private static async Task LoseAPartitionAsync(TestDatabase database)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        var last = await connection.QuerySingleAsync<string>(
            "select max(inhrelid::regclass::text) from pg_inherits where inhparent = 'verifications'::regclass and inhrelid::regclass::text ~ '[0-9]$'");
        await connection.ExecuteAsync($"drop table {last}");
    }

    // Who waits for the table.
    private static Task<string> HeldAsync(TestDatabase database, string table) => database.RowAsync<string>(
        """
        select min(a.application_name) from pg_locks l join pg_stat_activity a on a.pid = l.pid
        where not l.granted and l.relation = @table::regclass and a.datname = current_database() and a.application_name like 'worker-%'
        """, new { table });

    // The history is written before a firing is put away.
    private static async Task NothingIsStuckAsync(TestDatabase database)
    {
        await database.RowAsync<string>("select 'none' where not exists (select from qrtz_fired_triggers)");
        await database.RowAsync<string>("select 'none' where not exists (select from qrtz_triggers where trigger_state <> 'WAITING')");
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        (await connection.ExecuteScalarAsync<int>("select count(*)::int from job_failures")).ShouldBe(0);
    }
}
