using Npgsql;
using Quartz;
using TalentCard.Core.Jobs;

namespace TalentCard.Worker.Jobs;

/// <summary>Puts a job whose last attempt failed on the list of failures, even when the database is what failed.</summary>
internal sealed class RecordFailures(JobFailureStore failures, TimeProvider time, ILogger<RecordFailures> logger) : ITriggerListener
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    public string Name => nameof(RecordFailures);

    public async ValueTask TriggerRetriesExhausted(
        ITrigger trigger, IJobExecutionContext context, JobExecutionException exception, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await failures.RecordAsync(
                    context.JobDetail.Key.Name, context.RetryAttempt + 1, JobErrors.Parse(exception.Message), cancellationToken);
                return;
            }
            catch (NpgsqlException unreachable) when (unreachable is not PostgresException)
            {
                logger.LogError("The failure of job {Job} waits for the database", context.JobDetail.Key.Name);
                await Task.Delay(Wait, time, cancellationToken);
            }
        }
    }
}
