using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;
using TalentCard.Core.Jobs;

namespace TalentCard.Worker.Jobs;

/// <summary>
/// Brings the stored jobs in line with the list before the scheduler starts. A trigger whose times are as declared is left
/// alone: what it missed while no Worker ran, a retry that waits and a pause outlive a restart. Afterwards it sees to it that no
/// job waits longer than its times say, as it would when the machine's clock had been set forward and back.
/// </summary>
internal sealed class DeclareJobs(
    ISchedulerFactory schedulers, IReadOnlyList<RecurringJob> jobs, IOptions<JobOptions> options, TimeProvider time,
    NpgsqlDataSource database, ILogger<DeclareJobs> logger) : BackgroundService
{
    /// <summary>Where a job's time limit stands in its data.</summary>
    public const string Limit = "limit";

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await DatabaseIsThereAsync(cancellationToken);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var job in jobs) await DeclareAsync(scheduler, job, cancellationToken);
        var stored = await scheduler.QueryJobs(new JobQuery { Take = PagedQuery.All }, cancellationToken);
        var gone = stored.Items.Select(header => header.Key).Except(jobs.Select(job => new JobKey(job.Key))).ToList();
        await scheduler.DeleteJobs(gone, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var scheduler = await schedulers.GetScheduler(stoppingToken);
        using var timer = new PeriodicTimer(options.Value.ClockCheck);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var job in jobs) await ScheduleAsync(scheduler, job, stoppingToken);
            }
            catch (Exception exception) when (JobErrors.IsDatabaseAway(exception))
            {
                // The scheduler itself reports it; the next tick asks again.
            }
        }
    }

    // The scheduler cannot be made a second time: a database that starts together with the Worker is waited for before.
    private async Task DatabaseIsThereAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException exception) when (JobErrors.IsDatabaseAway(exception))
            {
                logger.LogWarning("The database cannot be reached; the Worker waits for it.");
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            }
        }
    }

    private async Task DeclareAsync(IScheduler scheduler, RecurringJob job, CancellationToken cancellationToken)
    {
        var key = new JobKey(job.Key);
        await scheduler.AddJob(
            JobBuilder.Create().OfType(job.Type).WithIdentity(key).WithDescription(job.Sentence).StoreDurably().RequestRecovery()
                .DisallowConcurrentExecution().UsingJobData(Limit, job.Limit.ToString("c")).Build(),
            new AddJobOptions { Replace = true }, cancellationToken);
        var present = await scheduler.QueryTriggers(new TriggerQuery { Job = key, Take = PagedQuery.All }, cancellationToken);
        foreach (var header in present.Items)
        {
            if (await scheduler.GetTrigger(header.Key, cancellationToken) is ICronTrigger cron && !IsDeclared(job, cron))
                await scheduler.UnscheduleJob(cron.Key, cancellationToken);
        }
        await ScheduleAsync(scheduler, job, cancellationToken);
    }

    private static bool IsDeclared(RecurringJob job, ICronTrigger trigger) =>
        trigger.Key.Equals(KeyOf(job)) && trigger.CronExpressionString == job.Cron && trigger.TimeZone.Equals(Core.LocalDate.Zone);

    // Gives way to what is stored, be it another Worker's, a missed firing or a retry, unless that would come later than the times say.
    private async Task ScheduleAsync(IScheduler scheduler, RecurringJob job, CancellationToken cancellationToken) =>
        await scheduler.ScheduleTrigger(
            TriggerBuilder.Create().ForJob(new JobKey(job.Key)).WithIdentity(KeyOf(job)).StartAt(time.GetUtcNow())
                .WithCronSchedule(job.Cron, schedule => schedule.InTimeZone(Core.LocalDate.Zone)
                    .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)).Build(),
            TriggerConflict.KeepEarlier, cancellationToken);

    // A group of its own: a pause is kept with the group, and so holds for whatever replaces the trigger.
    private static TriggerKey KeyOf(RecurringJob job) => new(job.Key, job.Key);
}
