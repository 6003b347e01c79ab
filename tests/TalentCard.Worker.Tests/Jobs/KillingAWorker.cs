using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using TalentCard.Testing;

namespace TalentCard.Worker.Tests.Jobs;

/// <summary>The Worker as real processes with its own jobs.</summary>
public sealed class KillingAWorker
{
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_it_had_begun_is_run_by_another()
    {
        await using var database = await TestDatabase.CreateAsync();
        // Holds the job in the middle of its work.
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await connection.ExecuteAsync("lock table idempotency_keys in access exclusive mode");

        using var first = Start(database);
        Process? second = null;
        try
        {
            await database.RowAsync<string>("select 'there' where to_regclass('qrtz_triggers') is not null");
            await database.RowAsync<string>("select trigger_name from qrtz_triggers where trigger_name = 'lapse-reservations'");
            await using var services = new ServiceCollection().AddLogging().AddQuartz(quartz => quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(database.ConnectionString);
                store.UseClustering();
            })).BuildServiceProvider();
            var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancel);
            await scheduler.TriggerJob(new JobKey("forget-expired"), cancellationToken: Cancel);
            await database.RowAsync<string>(
                "select l.pid::text from pg_locks l where not l.granted and l.relation = 'idempotency_keys'::regclass and l.database = (select oid from pg_database where datname = current_database())");

            first.Kill();
            second = Start(database);
            await transaction.RollbackAsync(Cancel);
            await database.RowAsync<string>("select job_name from qrtz_execution_history where job_name = 'forget-expired' and succeeded");
            // The history is written before the firing is put away.
            await database.RowAsync<string>("select 'gone' where not exists (select from qrtz_fired_triggers where job_name = 'forget-expired')");
        }
        finally
        {
            foreach (var process in new[] { first, second }.OfType<Process>()) process.Kill();
            second?.Dispose();
        }
    }

    private static Process Start(TestDatabase database)
    {
        var folder = Repository.PathOf("src/TalentCard.Worker");
        return Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(folder, "bin", Configuration, "net10.0", "TalentCard.Worker.dll")])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            Environment =
            {
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["ConnectionStrings__TalentCard"] = database.ConnectionString,
                ["FieldEncryption__Keys__1"] = Convert.ToBase64String(new byte[32]),
                ["FieldEncryption__LookupKey"] = Convert.ToBase64String(new byte[32]),
                ["Jobs__Poll"] = "00:00:01",
                ["Jobs__CheckIn"] = "00:00:01",
                ["Logging__LogLevel__Default"] = "None",
            },
        })!;
    }
}
