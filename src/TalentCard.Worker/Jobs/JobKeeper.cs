using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;
using Microsoft.Extensions.Options;
using TalentCard.Core;
using TalentCard.Core.Jobs;

namespace TalentCard.Worker.Jobs;

/// <summary>
/// Brings what Hangfire keeps in line with the list before it starts; times that are as declared are left alone, so that what
/// was missed while no Worker ran is run. Afterwards it does what the office asks for, and sees to it that no job waits longer
/// than its times say, as it would when the machine's clock had been set forward and back.
/// </summary>
internal sealed class JobKeeper(
    IReadOnlyList<RecurringJob> jobs,
    JobStorage storage,
    IJobFilterProvider filters,
    JobStore store,
    Db db,
    IOptions<JobOptions> options,
    TimeProvider time,
    ILogger<JobKeeper> logger
) : BackgroundService
{
    // Clocks of two machines may differ so much.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private readonly RecurringJobManager schedule = new(
        storage,
        filters,
        new DefaultTimeZoneResolver(),
        () => time.GetUtcNow().UtcDateTime
    );
    private readonly BackgroundJobClient client = new(storage, filters);

    /// <summary>The call that Hangfire keeps of a job.</summary>
    public static Job Call(string key) =>
        Job.FromExpression<JobEntrance>(entrance => entrance.RunAsync(key, null!, CancellationToken.None));

    // A database that starts together with the Worker is waited for.
    public override async Task StartAsync(CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await DeclareAsync(cancel);
                break;
            }
            catch (Exception exception) when (JobErrors.IsDatabaseAway(exception))
            {
                logger.LogWarning("The database cannot be reached; the Worker waits for it.");
                await Task.Delay(TimeSpan.FromSeconds(1), cancel);
            }
        }
        await base.StartAsync(cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var session = await db.OpenAsync(stoppingToken);
                await session.ExecuteAsync($"listen {JobStore.Wake}");
                do
                {
                    await ObeyAsync(stoppingToken);
                    await CheckClocksAsync(stoppingToken);
                    // A wake-up that is lost in a broken connection is made good by the next look.
                    await session.Connection.WaitAsync(options.Value.ClockCheck, stoppingToken);
                } while (true);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(
                    "The keeper of jobs is interrupted ({Exception}); it goes on in a moment.",
                    exception.GetType().Name
                );
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task DeclareAsync(CancellationToken cancel)
    {
        var gone = Stored().Select(stored => stored.Id).Except(jobs.Select(job => job.Key));
        foreach (var key in gone)
            schedule.RemoveIfExists(key);
        foreach (var job in jobs)
            Declare(job);
        var now = time.GetUtcNow();
        await store.DeclareAsync([.. jobs.Select(job => new DeclaredJob(job.Key, job.Sentence, job.NextAfter(now)))], cancel);
    }

    // Were the commit to fail, what was asked for would be run twice, which every job bears.
    private Task ObeyAsync(CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                foreach (var asked in await JobStore.TakeAskedAsync(session))
                    client.Create(
                        Call(asked.Key),
                        new EnqueuedState(),
                        new Dictionary<string, object> { [JobRules.AskedBy] = asked.AskedBy }
                    );
                foreach (var decided in await JobFailureStore.TakeDecidedAsync(session))
                    client.ChangeState(decided, new DeletedState { Reason = "Decided in the office" }, FailedState.StateName);
            },
            cancel
        );

    private async Task CheckClocksAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var stored = Stored().ToDictionary(one => one.Id);
        foreach (var job in jobs)
        {
            var latest = job.NextAfter(now + Tolerance)?.UtcDateTime;
            if (!stored.TryGetValue(job.Key, out var one) || !(one.NextExecution > latest))
                continue;
            schedule.RemoveIfExists(job.Key);
            Declare(job);
        }
        var end = (now + options.Value.LongestWait + Tolerance).UtcDateTime;
        foreach (var (id, waiting) in storage.GetMonitoringApi().ScheduledJobs(0, int.MaxValue))
            if (waiting?.EnqueueAt > end)
                client.ChangeState(id, new EnqueuedState(), ScheduledState.StateName);
        await store.SetNextRunsAsync(jobs.ToDictionary(job => job.Key, job => job.NextAfter(now)), cancel);
    }

    private List<RecurringJobDto> Stored()
    {
        using var connection = storage.GetConnection();
        return connection.GetRecurringJobs();
    }

    private void Declare(RecurringJob job) =>
        schedule.AddOrUpdate(job.Key, Call(job.Key), job.Cron, new RecurringJobOptions { TimeZone = LocalDate.Zone });
}
