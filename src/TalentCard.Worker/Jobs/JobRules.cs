using System.Globalization;
using Hangfire;
using Hangfire.Client;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;
using Microsoft.Extensions.Options;
using TalentCard.Core.Jobs;

namespace TalentCard.Worker.Jobs;

/// <summary>
/// What becomes of a background job: who asked for it and when, whether a failed one is tried again, when one gives up, and for
/// how long it is kept.
/// </summary>
internal sealed class JobRules(
    IReadOnlyList<RecurringJob> jobs,
    IOptions<JobOptions> options,
    JobFailureStore failures,
    IHttpContextAccessor http,
    TimeProvider time
) : IClientFilter, IElectStateFilter, IApplyStateFilter
{
    /// <summary>The parameter that says when it was last asked for.</summary>
    public const string Asked = "Asked";

    /// <summary>The parameter that says who asked; the clock's have none.</summary>
    public const string AskedBy = "AskedBy";

    /// <summary>The parameter that counts the retries.</summary>
    public const string RetryCount = "RetryCount";

    private const string Retries = "retries";

    private static readonly TimeSpan KeepRuns = TimeSpan.FromDays(30);
    private static readonly TimeSpan KeepDropped = TimeSpan.FromDays(180);

    // Who presses a button of the dashboard just now.
    private string? Presser => http.HttpContext?.User.FindFirst("name")?.Value;

    public void OnCreating(CreatingContext context)
    {
        context.SetJobParameter(Asked, time.GetUtcNow());
        if (Presser is { } presser)
            context.SetJobParameter(AskedBy, presser);
    }

    public void OnCreated(CreatedContext context) { }

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is FailedState { Exception: JobHeldException })
            context.CandidateState = new ScheduledState(options.Value.StandBack) { Reason = "The job runs already" };
        else if (context.CandidateState is FailedState failed)
            Fail(context, failed);
        else if (Presser is { } presser)
            Press(context, presser);
    }

    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        context.JobExpirationTimeout = context.NewState is DeletedState ? KeepDropped : KeepRuns;
        // The dashboard's own list of retries.
        if (context.NewState is ScheduledState && context.GetJobParameter<int>(RetryCount) > 0)
            transaction.AddToSet(Retries, context.BackgroundJob.Id);
    }

    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        if (context.OldStateName == ScheduledState.StateName)
            transaction.RemoveFromSet(Retries, context.BackgroundJob.Id);
    }

    // A firing's retry that would come after the next firing gives way to that; what somebody asked for has no next.
    private void Fail(ElectStateContext context, FailedState failed)
    {
        var key = context.BackgroundJob.Job?.Args[0] as string ?? context.BackgroundJob.Id;
        var error = (failed.Exception as JobFailedException)?.Error ?? JobErrors.Of(failed.Exception);
        var attempt = context.GetJobParameter<int>(RetryCount) + 1;
        var now = time.GetUtcNow();
        var wait = options.Value.WaitAfter(attempt);
        var next = context.GetJobParameter<string?>(AskedBy) is null
            ? jobs.FirstOrDefault(job => job.Key == key)?.NextAfter(now)
            : null;
        if (attempt <= options.Value.Retries && !(next <= now + wait))
        {
            context.SetJobParameter(RetryCount, attempt);
            context.CandidateState = new ScheduledState(wait)
            {
                Reason = string.Create(CultureInfo.InvariantCulture, $"Attempt {attempt} failed: {error.ToLine()}"),
            };
            return;
        }
        var before = failures
            .RecordAsync(key, attempt, error, context.BackgroundJob.Id, CancellationToken.None)
            .GetAwaiter()
            .GetResult();
        // Only the latest of a job lies among the failed ones.
        if (before is not null)
            new BackgroundJobClient(context.Storage, new JobFilterCollection()).ChangeState(
                before,
                new DeletedState { Reason = "It failed again" },
                FailedState.StateName
            );
    }

    private void Press(ElectStateContext context, string presser)
    {
        var decision = context.CandidateState switch
        {
            EnqueuedState => JobFailureStore.RunAgain,
            DeletedState => JobFailureStore.Dropped,
            _ => null,
        };
        if (decision is not null && context.CurrentState == FailedState.StateName)
            failures.DecideAsync(context.BackgroundJob.Id, decision, CancellationToken.None).GetAwaiter().GetResult();
        if (decision != JobFailureStore.RunAgain || context.CurrentState is null)
            return;
        context.SetJobParameter(Asked, time.GetUtcNow());
        context.SetJobParameter(AskedBy, presser);
        context.SetJobParameter(RetryCount, 0);
    }
}
