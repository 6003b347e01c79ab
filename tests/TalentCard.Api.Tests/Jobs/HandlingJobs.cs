using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts;
using TalentCard.Contracts.Audit;
using TalentCard.Contracts.Jobs;
using TalentCard.Core.Jobs;

namespace TalentCard.Api.Tests.Jobs;

public sealed class HandlingJobs(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private HttpClient Admin => api.As(Person.Admin());
    private JobStore Store => api.Services.GetRequiredService<JobStore>();

    [Fact]
    public async Task A_job_is_listed_paused_and_resumed_and_every_press_is_in_the_trail()
    {
        var key = await DeclareAsync();
        var job = await FindAsync(key);
        (job.Sentence, job.State, job.LastRun).ShouldBe(("试验", "waiting", null));
        job.NextRun.ShouldBe(Tomorrow);

        (await PostAsync(key, "pause")).ShouldBe(HttpStatusCode.NoContent);
        job = await FindAsync(key);
        (job.State, job.NextRun, job.PausedBy).ShouldBe(("paused", null, "admin1"));
        // Paused twice, it stays the first's.
        (await PostAsync(key, "pause")).ShouldBe(HttpStatusCode.NoContent);
        (await FindAsync(key)).PausedAt.ShouldBe(job.PausedAt);
        (await PostAsync(key, "resume")).ShouldBe(HttpStatusCode.NoContent);
        (await FindAsync(key)).State.ShouldBe("waiting");
        (await AskedAsync(key)).ShouldBeNull();
        (await TrailAsync(key)).ShouldBe(["job.pause", "job.pause", "job.resume"], ignoreOrder: true);
    }

    [Fact]
    public async Task Runs_come_and_go_and_the_last_one_is_seen()
    {
        var key = await DeclareAsync();
        var asked = api.Clock.GetUtcNow();
        (await Store.BeginAsync(key, asked, byClock: true, Cancel)).ShouldBe(RunStart.Runs);
        (await FindAsync(key)).ShouldSatisfyAllConditions(
            job => job.State.ShouldBe("running"),
            job => job.LastRun.ShouldBeNull()
        );
        api.Clock.Advance(TimeSpan.FromSeconds(3));
        await Store.EndAsync(key, new JobError("fault", "FormatException"), Tomorrow, Cancel);
        (await FindAsync(key)).LastRun.ShouldBe(new JobOutcome(asked, 3000, new JobError("fault", "FormatException")));

        // A second one succeeds: what was asked for before it began is done, what is asked for later is not.
        var begun = api.Clock.GetUtcNow();
        (await Store.BeginAsync(key, asked, byClock: true, Cancel)).ShouldBe(RunStart.Runs);
        await Store.EndAsync(key, null, Tomorrow, Cancel);
        (await FindAsync(key)).LastRun.ShouldBe(new JobOutcome(begun, 0, null));
        (await Store.BeginAsync(key, asked, byClock: true, Cancel)).ShouldBe(RunStart.Done);
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Store.BeginAsync(key, api.Clock.GetUtcNow(), byClock: true, Cancel)).ShouldBe(RunStart.Runs);
        await Store.EndAsync(key, null, Tomorrow, Cancel);
    }

    [Fact]
    public async Task What_the_clock_misses_during_a_pause_is_asked_for_with_the_end_of_it()
    {
        var key = await DeclareAsync();
        (await PostAsync(key, "pause")).ShouldBe(HttpStatusCode.NoContent);
        (await Store.BeginAsync(key, api.Clock.GetUtcNow(), byClock: true, Cancel)).ShouldBe(RunStart.Paused);
        (await PostAsync(key, "resume")).ShouldBe(HttpStatusCode.NoContent);
        (await AskedAsync(key)).ShouldBe("admin1");
    }

    [Fact]
    public async Task A_failed_job_is_run_again_once_and_leaves_the_list()
    {
        var (key, failure) = await FailedAsync();
        failure.ShouldSatisfyAllConditions(
            () => failure.Sentence.ShouldBe("试验"),
            () => (failure.Times, failure.Attempts, failure.SucceededSince).ShouldBe((1, 6, false)),
            () => failure.Error.ShouldBe(new JobError("database_refused", "PostgresException 23505"))
        );
        (await PostAsync("failures", $"{failure.Id}/retry")).ShouldBe(HttpStatusCode.Accepted);
        (await AskedAsync(key)).ShouldBe("admin1");
        await Admin
            .PostAsync($"/api/v1/jobs/failures/{failure.Id}/retry", null, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "failure_decided");
        (await TrailAsync(key)).ShouldBe(["job.run_again"]);
        (await FailuresAsync()).ShouldNotContain(one => one.Id == failure.Id);
    }

    [Fact]
    public async Task A_failed_job_is_dropped_without_running()
    {
        var (key, failure) = await FailedAsync();
        (await PostAsync("failures", $"{failure.Id}/discard")).ShouldBe(HttpStatusCode.NoContent);
        (await AskedAsync(key)).ShouldBeNull();
        (await FailuresAsync()).ShouldNotContain(one => one.Id == failure.Id);
        (await TrailAsync(key)).ShouldBe(["job.drop"]);
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_does()
    {
        var (key, failure) = await FailedAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => PostAsync("failures", $"{failure.Id}/{(i % 2 == 0 ? "discard" : "retry")}"))
        );
        answers.Count(answer => answer != HttpStatusCode.Conflict).ShouldBe(1);
        (await TrailAsync(key)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Only_administrators_see_and_press_and_only_what_there_is()
    {
        foreach (var call in new[] { "", "/failures" })
        {
            await api.AsNobody()
                .GetAsync($"/api/v1/jobs{call}", Cancel)
                .ShouldRefuseAsync(HttpStatusCode.Unauthorized, "unauthenticated");
            await api.As(Person.Office())
                .GetAsync($"/api/v1/jobs{call}", Cancel)
                .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        }
        foreach (
            var call in new[] { "x/pause", "x/resume", $"failures/{Guid.NewGuid()}/retry", $"failures/{Guid.NewGuid()}/discard" }
        )
        {
            await api.As(Person.Auditor())
                .PostAsync($"/api/v1/jobs/{call}", null, Cancel)
                .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
            await Admin.PostAsync($"/api/v1/jobs/{call}", null, Cancel).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        }
        foreach (var query in new[] { "limit=0", "after=!" })
            await Admin
                .GetAsync($"/api/v1/jobs/failures?{query}", Cancel)
                .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    private DateTimeOffset Tomorrow => api.Clock.GetUtcNow().Date.AddDays(1);

    // As a Worker declares it, beside those of the other tests.
    private async Task<string> DeclareAsync()
    {
        var key = $"trial-{Guid.NewGuid():N}";
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(
            "insert into jobs (key, sentence, next_run) values (@key, '试验', @Tomorrow)",
            new { key, Tomorrow }
        );
        return key;
    }

    private async Task<(string Key, JobFailure Failure)> FailedAsync()
    {
        var key = await DeclareAsync();
        await api
            .Services.GetRequiredService<JobFailureStore>()
            .RecordAsync(key, 6, new JobError("database_refused", "PostgresException 23505"), "1", Cancel);
        return (key, (await FailuresAsync()).Single(failure => failure.JobKey == key));
    }

    private async Task<IReadOnlyList<JobFailure>> FailuresAsync() =>
        (await Admin.GetAsync("/api/v1/jobs/failures?limit=200", Cancel).ShouldGiveAsync<Page<JobFailure>>()).Items;

    private async Task<Job> FindAsync(string key) =>
        (await Admin.GetAsync("/api/v1/jobs", Cancel).ShouldGiveAsync<IReadOnlyList<Job>>()).Single(job => job.Key == key);

    private async Task<HttpStatusCode> PostAsync(string key, string action)
    {
        using var answer = await Admin.PostAsync($"/api/v1/jobs/{key}/{action}", null, Cancel);
        return answer.StatusCode;
    }

    private async Task<List<string>> TrailAsync(string key)
    {
        var trail = await api.As(Person.Auditor())
            .GetAsync($"/api/v1/audit-events?subjectKind=job&subject={key}", Cancel)
            .ShouldGiveAsync<Page<AuditEntry>>();
        trail.Items.ShouldAllBe(entry => entry.ActorName == "admin1");
        return [.. trail.Items.Select(entry => entry.Action)];
    }

    // Who wants it run, and no Worker has heard it yet.
    private async Task<string?> AskedAsync(string key)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        return await connection.ExecuteScalarAsync<string?>("select asked_by from jobs where key = @key", new { key });
    }
}
