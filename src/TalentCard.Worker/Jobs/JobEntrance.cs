using Hangfire.Server;
using Npgsql;
using TalentCard.Contracts.Jobs;
using TalentCard.Core.Jobs;

namespace TalentCard.Worker.Jobs;

/// <summary>
/// The one door through which Hangfire runs a job. Its name, the method's and the types of its parameters stand in the database
/// with every background job: they are not to be changed.
/// </summary>
internal sealed class JobEntrance(
    IReadOnlyList<RecurringJob> jobs,
    IServiceProvider services,
    JobStore store,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<JobEntrance> logger
)
{
    /// <summary>Runs a job, alone and within its limit, and lets nothing of an exception out but its kind and type.</summary>
    /// <returns>What was done, for the dashboard.</returns>
    public Task<string> RunAsync(string key, PerformContext context, CancellationToken stopping) =>
        // Away from the synchronization context of Hangfire's thread, which no longer turns when the Worker stops.
        Task.Run(() => GuardAsync(key, context, stopping), CancellationToken.None);

    private async Task<string> GuardAsync(string key, PerformContext context, CancellationToken stopping)
    {
        var job = jobs.FirstOrDefault(one => one.Key == key);
        var begun = false;
        try
        {
            if (job is null)
                throw new InvalidOperationException("There is no such job here.");
            await using var hold =
                await JobLock.TakeAsync(DatabaseServices.ConnectionOf(configuration), key, stopping)
                ?? throw new JobHeldException();
            var byClock = context.GetJobParameter<string?>(JobRules.AskedBy) is null;
            var asked =
                context.GetJobParameter<DateTimeOffset?>(JobRules.Asked)
                ?? new DateTimeOffset(context.BackgroundJob.CreatedAt, TimeSpan.Zero);
            var start = await store.BeginAsync(key, asked, byClock, stopping);
            if (start != RunStart.Runs)
                return start.ToString();
            begun = true;
            await RunWithinAsync(job, hold, stopping);
            await store.EndAsync(key, null, job.NextAfter(time.GetUtcNow()), stopping);
            return nameof(RunStart.Runs);
        }
        catch (Exception exception) when (exception is not JobHeldException)
        {
            var error = JobErrors.Of(exception);
            if (begun)
                await NoteAsync(job!, error);
            // Stopped: Hangfire gives it to another Worker.
            if (exception is OperationCanceledException && stopping.IsCancellationRequested)
                throw;
            logger.LogError(
                "Job {Job} failed at attempt {Attempt}: {Error} at {Trace}",
                key,
                context.GetJobParameter<int>(JobRules.RetryCount) + 1,
                error.ToLine(),
                exception.StackTrace
            );
            throw new JobFailedException(error);
        }
    }

    private async Task RunWithinAsync(RecurringJob job, JobLock hold, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(job.Limit);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(stopping, limit.Token, hold.Lost);
        try
        {
            await job.Run(services, limited.Token);
        }
        catch (OperationCanceledException) when (limited.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            // Said below.
        }
        if (stopping.IsCancellationRequested)
            return;
        // A job that did not look at its token has used up its time all the same.
        if (hold.Lost.IsCancellationRequested)
            throw new NpgsqlException("The connection that held the job broke.");
        if (limit.IsCancellationRequested)
            throw new TimeoutException();
    }

    // Where the database is what failed, the next run says how it went.
    private async Task NoteAsync(RecurringJob job, JobError error)
    {
        try
        {
            await store.EndAsync(job.Key, error, job.NextAfter(time.GetUtcNow()), CancellationToken.None);
        }
        catch (NpgsqlException exception)
        {
            logger.LogWarning("The outcome of job {Job} could not be kept: {Error}", job.Key, JobErrors.Of(exception).ToLine());
        }
    }
}
