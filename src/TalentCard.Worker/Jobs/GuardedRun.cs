using Npgsql;
using Quartz;
using TalentCard.Core.Jobs;

namespace TalentCard.Worker.Jobs;

/// <summary>
/// Around every run: stops it at its time limit, which then counts as a failure, and lets nothing of an exception out but its
/// kind and type. Quartz writes what it is told into its history and its log; an exception's message may hold a person's data.
/// </summary>
internal sealed class GuardedRun(ILogger<GuardedRun> logger) : IJobExecutionMiddleware
{
    public async ValueTask Invoke(IJobExecutionContext context, JobExecutionDelegate next, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (context.MergedJobDataMap.TryGetString(DeclareJobs.Limit, out var limit) && limit is not null)
            limited.CancelAfter(TimeSpan.Parse(limit, System.Globalization.CultureInfo.InvariantCulture));
        try
        {
            await next(context, limited.Token);
            // A job that did not look at its token has used up its time all the same.
            if (limited.IsCancellationRequested && !cancellationToken.IsCancellationRequested) throw new TimeoutException();
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var error = JobErrors.Of(exception is OperationCanceledException && limited.IsCancellationRequested ? new TimeoutException() : exception);
            logger.LogError("Job {Job} failed at attempt {Attempt}: {Error} {State} at {Trace}", context.JobDetail.Key.Name,
                context.RetryAttempt + 1, error.ToLine(), (exception as PostgresException)?.SqlState, exception.StackTrace);
            throw new JobExecutionException(error.ToLine());
        }
    }
}
