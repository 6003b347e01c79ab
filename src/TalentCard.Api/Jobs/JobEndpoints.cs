using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.OpenApi;
using TalentCard.Contracts.Jobs;
using TalentCard.Core.Jobs;

namespace TalentCard.Api.Jobs;

/// <summary>What runs by itself, for administrators.</summary>
internal static class JobEndpoints
{
    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/api/v1/jobs").RequireAuthorization(Policies.Admin).WithTags("Jobs");
        jobs.MapGet("/", ListAsync)
            .WithName("listJobs")
            .WithSummary("Lists what runs by itself: when next, how the last run went, and what is paused.");
        jobs.MapPost("/{key}/pause", PauseAsync).WithName("pauseJob").WithSummary("Stops a job's clock; what runs goes on.");
        jobs.MapPost("/{key}/resume", ResumeAsync)
            .WithName("resumeJob")
            .WithSummary("Lets a job's clock go on; what it missed is run once.");
        jobs.MapGet("/failures", FailuresAsync)
            .WithName("listJobFailures")
            .WithSummary("Lists the jobs that failed for good, the latest first.");
        jobs.MapPost("/failures/{id:guid}/retry", RunAgainAsync)
            .WithName("retryFailedJob")
            .WithSummary("Runs a failed job again and takes it off the list.")
            .Refuses(JobProblems.FailureDecided);
        jobs.MapPost("/failures/{id:guid}/discard", DropAsync)
            .WithName("discardJobFailure")
            .WithSummary("Takes a failed job off the list without running it.")
            .Refuses(JobProblems.FailureDecided);
    }

    private static async Task<Ok<IReadOnlyList<Job>>> ListAsync(JobStore jobs, CancellationToken cancel) =>
        TypedResults.Ok(await jobs.ListAsync(cancel));

    private static async Task<NoContent> PauseAsync(
        [StringLength(100)] string key,
        JobAdministration jobs,
        Actor actor,
        CancellationToken cancel
    )
    {
        await jobs.PauseAsync(key, actor, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> ResumeAsync(
        [StringLength(100)] string key,
        JobAdministration jobs,
        Actor actor,
        CancellationToken cancel
    )
    {
        await jobs.ResumeAsync(key, actor, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Page<JobFailure>>> FailuresAsync(
        [AsParameters] ListQuery query,
        JobFailureStore jobs,
        CancellationToken cancel
    ) => TypedResults.Ok(await jobs.ListAsync(query, cancel));

    private static async Task<Accepted> RunAgainAsync(Guid id, JobAdministration jobs, Actor actor, CancellationToken cancel)
    {
        await jobs.RunAgainAsync(id, actor, cancel);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<NoContent> DropAsync(Guid id, JobAdministration jobs, Actor actor, CancellationToken cancel)
    {
        await jobs.DropAsync(id, actor, cancel);
        return TypedResults.NoContent();
    }
}
