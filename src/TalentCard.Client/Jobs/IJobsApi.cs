using Refit;
using TalentCard.Contracts.Jobs;

namespace TalentCard.Client.Jobs;

/// <summary>Background jobs.</summary>
public interface IJobsApi
{
    /// <summary>Lists what runs by itself: when next, how the last run went, and what is paused.</summary>
    [Get("/api/v1/jobs")]
    Task<IReadOnlyList<Job>> ListJobsAsync(CancellationToken cancel);

    /// <summary>Stops a job's clock; what runs goes on.</summary>
    [Post("/api/v1/jobs/{key}/pause")]
    Task PauseJobAsync(string key, CancellationToken cancel);

    /// <summary>Lets a job's clock go on; what it missed is run once.</summary>
    [Post("/api/v1/jobs/{key}/resume")]
    Task ResumeJobAsync(string key, CancellationToken cancel);

    /// <summary>Lists the jobs that failed for good, the latest first.</summary>
    [Get("/api/v1/jobs/failures")]
    Task<Page<JobFailure>> ListJobFailuresAsync([Query] ListQuery query, CancellationToken cancel);

    /// <summary>Runs a failed job again and takes it off the list.</summary>
    [Post("/api/v1/jobs/failures/{id}/retry")]
    Task RetryFailedJobAsync(Guid id, CancellationToken cancel);

    /// <summary>Takes a failed job off the list without running it.</summary>
    [Post("/api/v1/jobs/failures/{id}/discard")]
    Task DiscardJobFailureAsync(Guid id, CancellationToken cancel);
}
