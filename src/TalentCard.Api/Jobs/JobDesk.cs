using System.Globalization;
using Npgsql;
using Quartz;
using Quartz.Extensibility;
using TalentCard.Contracts;
using TalentCard.Contracts.Jobs;
using TalentCard.Contracts.Problems;
using TalentCard.Core;
using TalentCard.Core.Audit;
using TalentCard.Core.Database;
using TalentCard.Core.Jobs;

namespace TalentCard.Api.Jobs;

/// <summary>What the Worker's jobs do, and every press of a button on them: each with its row in the trail, or not at all.</summary>
internal sealed class JobDesk(
    ISchedulerFactory schedulers, IExecutionHistoryStore history, JobFailureStore failures, NpgsqlDataSource database, AuditTrail audit)
{
    // Read by the Worker's own job data.
    private const string Limit = "limit";

    // Ends the group of the triggers that people's presses make; the clock's group is the job's key alone.
    private const string Asked = " asked for";

    /// <summary>Every job, by key.</summary>
    public async Task<IReadOnlyList<Job>> ListAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var jobs = await scheduler.QueryJobs(new JobQuery { Take = PagedQuery.All }, cancellationToken);
        var details = (await scheduler.GetJobDetails([.. jobs.Items.Select(job => job.Key)], cancellationToken)).ToDictionary(detail => detail.Key);
        var triggers = (await scheduler.QueryTriggers(new TriggerQuery { Take = PagedQuery.All }, cancellationToken)).Items;
        var clocks = (await scheduler.GetTriggers([.. jobs.Items.Select(job => new TriggerKey(job.Key.Name, job.Key.Name))], cancellationToken))
            .OfType<ICronTrigger>().ToDictionary(trigger => trigger.JobKey);
        var statuses = await StatusesAsync(scheduler, cancellationToken);
        return [.. from job in jobs.Items
                   let own = triggers.Where(trigger => trigger.JobKey.Equals(job.Key)).ToList()
                   let clock = own.FirstOrDefault(trigger => trigger.Key.Group == job.Key.Name)
                   where clock is not null && clocks.ContainsKey(job.Key)
                   let paused = clock.State == TriggerState.Paused
                   select new Job(job.Key.Name, job.Description ?? job.Key.Name, Schedule.Of(clocks[job.Key].CronExpressionString!),
                       (int)TimeSpan.Parse(details[job.Key].JobDataMap.GetString(Limit) ?? "00:00:00", CultureInfo.InvariantCulture).TotalSeconds,
                       State(own, clock), paused ? null : clock.NextFireTimeUtc, Last(statuses.GetValueOrDefault(job.Key)),
                       clock.Pause?.PausedAtUtc, clock.Pause?.RequestedBy)];
    }

    /// <summary>The runs of a job that are kept, newest first.</summary>
    /// <exception cref="RefusedException">There is no such job (<c>not_found</c>).</exception>
    public async Task<Page<JobRun>> RunsAsync(string key, int limit, string? after, CancellationToken cancellationToken)
    {
        var position = Keyset.Parse(after);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        if (!await scheduler.Exists(new JobKey(key), cancellationToken)) throw new RefusedException(CommonProblems.NotFound);
        // The history knows instants only: the rows of the last instant come again, and those already seen are left out.
        var found = await history.QueryExecutions(new ExecutionHistoryQuery
        {
            SchedulerName = scheduler.SchedulerName,
            Job = new JobKey(key),
            FiredBefore = position?.At.AddTicks(1),
            Take = limit + 10,
        }, cancellationToken);
        var runs = found.Items.Select(Run).OrderByDescending(run => run.At).ThenByDescending(run => run.Id)
            .Where(run => position is null || run.At < position.At || run.Id.CompareTo(position.Id) < 0).Take(limit + 1).ToList();
        return Keyset.Cut(runs, limit, run => new Keyset(run.At, run.Id));
    }

    /// <summary>The failures that wait for a decision, with what their jobs do.</summary>
    public async Task<Page<JobFailure>> FailuresAsync(int limit, string? after, CancellationToken cancellationToken)
    {
        var page = await failures.ListAsync(limit, after, cancellationToken);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var sentences = (await scheduler.QueryJobs(new JobQuery { Take = PagedQuery.All }, cancellationToken)).Items
            .ToDictionary(job => job.Key.Name, job => job.Description);
        var statuses = await StatusesAsync(scheduler, cancellationToken);
        return new([.. page.Items.Select(failure => failure with
        {
            Sentence = sentences.GetValueOrDefault(failure.JobKey) ?? failure.JobKey,
            SucceededSince = statuses.GetValueOrDefault(new JobKey(failure.JobKey))?.LastSucceededAtUtc > failure.LastFailedAt,
        })], page.Next);
    }

    /// <summary>Asks a Worker to run the job once, as soon as one is free; a pause does not hold it.</summary>
    public Task RunAsync(Actor actor, string key, CancellationToken cancellationToken) => PressAsync(
        actor, "job.run", key, null, scheduler => AskAsync(scheduler, key, actor, cancellationToken), cancellationToken);

    /// <summary>Stops the clock of the job; what runs goes on.</summary>
    public Task PauseAsync(Actor actor, string key, CancellationToken cancellationToken) => PressAsync(
        actor, "job.pause", key, null,
        async scheduler => await scheduler.PauseTriggerGroupsWith(Clock(key), new PauseDetails { RequestedBy = actor.Name }, cancellationToken),
        cancellationToken);

    /// <summary>Lets the clock of the job go on; what it missed is run once.</summary>
    public Task ResumeAsync(Actor actor, string key, CancellationToken cancellationToken) => PressAsync(
        actor, "job.resume", key, null,
        async scheduler =>
        {
            await scheduler.ResumeTriggerGroups(Clock(key), cancellationToken);
            await scheduler.ResetTriggersFromErrorState(Clock(key), cancellationToken);
        },
        cancellationToken);

    /// <summary>Runs a failed job again and takes it off the list.</summary>
    public Task RunAgainAsync(Actor actor, Guid failure, CancellationToken cancellationToken) => PressAsync(
        actor, "job.run_again", null, (failure, JobFailureStore.RunAgain), null, cancellationToken);

    /// <summary>Takes a failed job off the list.</summary>
    public Task DropAsync(Actor actor, Guid failure, CancellationToken cancellationToken) => PressAsync(
        actor, "job.drop", null, (failure, JobFailureStore.Dropped), null, cancellationToken);

    private async Task PressAsync(
        Actor actor, string action, string? key, (Guid Id, string Decision)? failure, Func<IScheduler, ValueTask>? act,
        CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (failure is { } one) key = await failures.DecideAsync(connection, transaction, one.Id, one.Decision, cancellationToken);
        using (scheduler.EnlistTransaction(transaction))
        {
            if (failure?.Decision != JobFailureStore.Dropped && !await scheduler.Exists(new JobKey(key!), cancellationToken))
                throw new RefusedException(CommonProblems.NotFound);
            if (failure?.Decision == JobFailureStore.RunAgain) await AskAsync(scheduler, key!, actor, cancellationToken);
            if (act is not null) await act(scheduler);
        }
        await audit.WriteAsync(connection, transaction, actor,
            new AuditEvent(action, "job", key, Details: failure is { } decided ? new { failure = decided.Id } : null), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // The trigger's name says who asked. Asked for twice before a Worker took it, it runs once; a retry that waits gives way.
    private static async ValueTask AskAsync(IScheduler scheduler, string key, Actor actor, CancellationToken cancellationToken) =>
        await scheduler.ScheduleTrigger(
            TriggerBuilder.Create().ForJob(new JobKey(key)).WithIdentity(actor.Name, key + Asked)
                .UsingJobData(SchedulerConstants.ManualTrigger, "true").StartNow().Build(),
            TriggerConflict.KeepEarlier, cancellationToken);

    private async Task<Dictionary<JobKey, JobRunStatus>> StatusesAsync(IScheduler scheduler, CancellationToken cancellationToken) =>
        (await history.QueryJobRunStatuses(new JobRunStatusQuery { SchedulerName = scheduler.SchedulerName, Take = PagedQuery.All }, cancellationToken))
            .Items.ToDictionary(status => status.Job);

    private static GroupMatcher<TriggerKey> Clock(string key) => GroupMatcher<TriggerKey>.GroupEquals(key);

    private static string State(List<TriggerHeader> own, TriggerHeader clock) =>
        own.Any(trigger => trigger.State == TriggerState.Executing) ? "running"
        : clock.State switch { TriggerState.Paused => "paused", TriggerState.Error => "broken", _ => "waiting" };

    private static JobOutcome? Last(JobRunStatus? status) => status is null
        ? null
        : new(status.LastFiredAtUtc, (long)status.LastDuration.TotalMilliseconds, Outcome(status.LastResult));

    private static JobRun Run(ExecutionHistoryEntry entry) => new(
        Guid.Parse(entry.EntryId!), entry.FiredAtUtc, (long)entry.Duration.TotalMilliseconds, Outcome(entry.EffectiveResult),
        entry.Succeeded || entry.ExceptionMessage is null ? null : JobErrors.Parse(entry.ExceptionMessage), entry.RetryAttempt + 1,
        entry.RetryScheduled, entry.Manual ? entry.TriggerName : null, entry.SchedulerInstanceId);

    private static string Outcome(JobRunResult result) => result switch
    {
        JobRunResult.Failed => "failed",
        JobRunResult.Cancelled => "cancelled",
        _ => "succeeded",
    };
}
