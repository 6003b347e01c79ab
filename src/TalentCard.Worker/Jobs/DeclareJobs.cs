using Quartz;

namespace TalentCard.Worker.Jobs;

/// <summary>
/// Brings the stored jobs in line with the list before the scheduler starts. A trigger whose times are as declared is left
/// alone: what it missed while no Worker ran, a retry that waits and a pause outlive a restart.
/// </summary>
internal sealed class DeclareJobs(ISchedulerFactory schedulers, IReadOnlyList<RecurringJob> jobs) : IHostedService
{
    /// <summary>Where a job's time limit stands in its data.</summary>
    public const string Limit = "limit";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var job in jobs) await DeclareAsync(scheduler, job, cancellationToken);
        var stored = await scheduler.QueryJobs(new JobQuery { Take = PagedQuery.All }, cancellationToken);
        var gone = stored.Items.Select(header => header.Key).Except(jobs.Select(job => new JobKey(job.Key))).ToList();
        await scheduler.DeleteJobs(gone, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task DeclareAsync(IScheduler scheduler, RecurringJob job, CancellationToken cancellationToken)
    {
        var key = new JobKey(job.Key);
        await scheduler.AddJob(
            JobBuilder.Create().OfType(job.Type).WithIdentity(key).WithDescription(job.Sentence).StoreDurably().RequestRecovery()
                .DisallowConcurrentExecution().UsingJobData(Limit, job.Limit.ToString("c")).Build(),
            new AddJobOptions { Replace = true }, cancellationToken);
        // The trigger has a group of its own: a pause is kept with the group, and so holds for whatever replaces the trigger.
        var trigger = TriggerBuilder.Create().ForJob(key).WithIdentity(job.Key, job.Key)
            .WithCronSchedule(job.Cron, schedule => schedule.InTimeZone(Core.LocalDate.Zone)
                .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)).Build();
        var present = await scheduler.QueryTriggers(new TriggerQuery { Job = key, Take = PagedQuery.All }, cancellationToken);
        foreach (var header in present.Items)
        {
            if (await scheduler.GetTrigger(header.Key, cancellationToken) is not ICronTrigger cron) continue;
            if (cron.Key.Equals(trigger.Key) && cron.CronExpressionString == job.Cron && cron.TimeZone.Equals(Core.LocalDate.Zone)) return;
            await scheduler.UnscheduleJob(cron.Key, cancellationToken);
        }
        // Of two Workers that start together, one finds the other's.
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.Keep, cancellationToken);
    }
}
