using System.Collections.Concurrent;
using Quartz;
using TalentCard.Worker.Jobs;

namespace TalentCard.Worker.Tests.Jobs;

/// <summary>What the trial jobs of one test do, and what they saw. Shared by the Workers of that test.</summary>
internal sealed class Trial
{
    /// <summary>Never by itself: in the year 2099.</summary>
    public const string Never = "0 0 0 1 1 ? 2099";

    /// <summary>When runs began, and of which firing.</summary>
    public ConcurrentQueue<(DateTimeOffset At, DateTimeOffset? Scheduled, string Worker)> Runs { get; } = new();

    /// <summary>What a run does.</summary>
    public Func<CancellationToken, Task> Work { get; set; } = _ => Task.CompletedTask;

    public static RecurringJob Job(string cron = Never, TimeSpan? limit = null) =>
        RecurringJob.Of<TrialJob>("trial", "试验", cron, limit ?? TimeSpan.FromMinutes(1));

    public static RecurringJob Another() => RecurringJob.Of<AnotherTrialJob>("another-trial", "另一试验", Never, TimeSpan.FromMinutes(1));

    public async Task RunAsync(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        Runs.Enqueue((DateTimeOffset.UtcNow, context.ScheduledFireTimeUtc, context.Scheduler.SchedulerInstanceId));
        await Work(cancellationToken);
    }
}

internal sealed class TrialJob(Trial trial) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await trial.RunAsync(context, cancellationToken);
}

internal sealed class AnotherTrialJob(Trial trial) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await trial.RunAsync(context, cancellationToken);
}
