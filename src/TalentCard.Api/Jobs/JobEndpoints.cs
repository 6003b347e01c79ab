using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.OpenApi;
using TalentCard.Api.Security;
using TalentCard.Contracts;
using TalentCard.Contracts.History;
using TalentCard.Contracts.Jobs;
using TalentCard.Core.Audit;
using TalentCard.Core.Database;
using TalentCard.Core.History;

namespace TalentCard.Api.Jobs;

/// <summary>What runs by itself, for administrators.</summary>
internal static class JobEndpoints
{
    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/api/v1/jobs").RequireAuthorization(Policies.Admin).WithTags("Jobs");
        jobs.MapGet("/", ListAsync).WithName("listJobs").WithSummary("Lists what runs by itself: when, how the last run went, and what is paused.");
        jobs.MapGet("/{key}/runs", RunsAsync).WithName("listJobRuns").WithSummary("Lists the runs of a job, newest first.");
        jobs.MapGet("/{key}/presses", PressesAsync).WithName("listJobPresses").WithSummary("Lists who ran, paused or resumed a job, newest first.");
        jobs.MapPost("/{key}/run", RunAsync).WithName("runJob").WithSummary("Runs a job once, as soon as a Worker is free.");
        jobs.MapPost("/{key}/pause", PauseAsync).WithName("pauseJob").WithSummary("Stops a job's clock; what runs goes on.");
        jobs.MapPost("/{key}/resume", ResumeAsync).WithName("resumeJob").WithSummary("Lets a job's clock go on; what it missed is run once.");
        jobs.MapGet("/failures", FailuresAsync).WithName("listJobFailures").WithSummary("Lists the jobs that failed for good, the latest first.");
        jobs.MapPost("/failures/{id:guid}/run-again", RunAgainAsync).WithName("runFailedJobAgain")
            .WithSummary("Runs a failed job again and takes it off the list.").Refuses(JobProblems.FailureDecided);
        jobs.MapPost("/failures/{id:guid}/drop", DropAsync).WithName("dropJobFailure")
            .WithSummary("Takes a failed job off the list without running it.").Refuses(JobProblems.FailureDecided);
    }

    private static async Task<Ok<IReadOnlyList<Job>>> ListAsync(JobDesk jobs, CancellationToken cancellationToken) =>
        TypedResults.Ok(await jobs.ListAsync(cancellationToken));

    private static async Task<Ok<Page<JobRun>>> RunsAsync(
        [StringLength(100)] string key, JobDesk jobs, CancellationToken cancellationToken, [Range(1, Keyset.MaxLimit)] int limit = 50,
        string? after = null) =>
        TypedResults.Ok(await jobs.RunsAsync(key, limit, after, cancellationToken));

    private static async Task<Ok<Page<HistoryEntry>>> PressesAsync(
        [StringLength(100)] string key, ChangeHistory history, CancellationToken cancellationToken, [Range(1, Keyset.MaxLimit)] int limit = 50,
        string? after = null) =>
        TypedResults.Ok(await history.ListAsync("job", key, limit, after, cancellationToken));

    private static async Task<Accepted> RunAsync([StringLength(100)] string key, JobDesk jobs, Actor actor, CancellationToken cancellationToken)
    {
        await jobs.RunAsync(actor, key, cancellationToken);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<NoContent> PauseAsync([StringLength(100)] string key, JobDesk jobs, Actor actor, CancellationToken cancellationToken)
    {
        await jobs.PauseAsync(actor, key, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> ResumeAsync([StringLength(100)] string key, JobDesk jobs, Actor actor, CancellationToken cancellationToken)
    {
        await jobs.ResumeAsync(actor, key, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Page<JobFailure>>> FailuresAsync(
        JobDesk jobs, CancellationToken cancellationToken, [Range(1, Keyset.MaxLimit)] int limit = 50, string? after = null) =>
        TypedResults.Ok(await jobs.FailuresAsync(limit, after, cancellationToken));

    private static async Task<Accepted> RunAgainAsync(Guid id, JobDesk jobs, Actor actor, CancellationToken cancellationToken)
    {
        await jobs.RunAgainAsync(actor, id, cancellationToken);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<NoContent> DropAsync(Guid id, JobDesk jobs, Actor actor, CancellationToken cancellationToken)
    {
        await jobs.DropAsync(actor, id, cancellationToken);
        return TypedResults.NoContent();
    }
}
