using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using TalentCard.Api.Jobs;
using TalentCard.Contracts;
using TalentCard.Contracts.Audit;
using TalentCard.Contracts.History;
using TalentCard.Contracts.Jobs;
using TalentCard.Core.Jobs;

namespace TalentCard.Api.Tests.Jobs;

public sealed class HandlingJobs(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private HttpClient Admin => api.As(Person.Admin());

    [Fact]
    public async Task A_job_is_listed_paused_resumed_and_run_and_every_press_is_in_the_trail()
    {
        var key = await DeclareAsync();
        var job = await FindAsync(key);
        job.Sentence.ShouldBe("试验");
        job.State.ShouldBe("waiting");
        job.TimeLimit.ShouldBe(300);
        job.Schedule.ShouldBe(new JobSchedule("daily", new TimeOnly(2, 30), null, null, "0 30 2 * * ?"));
        job.NextRun.ShouldNotBeNull();
        job.LastRun.ShouldBeNull();

        (await PostAsync(key, "pause")).ShouldBe(HttpStatusCode.NoContent);
        job = await FindAsync(key);
        (job.State, job.NextRun, job.PausedBy).ShouldBe(("paused", null, "admin1"));
        (await PostAsync(key, "run")).ShouldBe(HttpStatusCode.Accepted);
        (await PostAsync(key, "run")).ShouldBe(HttpStatusCode.Accepted);
        // Pressed twice, it runs once.
        (await WaitingAsync(key)).ShouldBe(1);
        (await PostAsync(key, "resume")).ShouldBe(HttpStatusCode.NoContent);
        (await FindAsync(key)).State.ShouldBe("waiting");

        var presses = await Admin.GetAsync($"/api/v1/jobs/{key}/presses", Cancel).ShouldGiveAsync<Page<HistoryEntry>>();
        presses.Items.Select(press => (press.Action, press.Actor)).ShouldBe(
            [("job.resume", "admin1"), ("job.run", "admin1"), ("job.run", "admin1"), ("job.pause", "admin1")], ignoreOrder: true);
        var trail = await api.As(Person.Auditor()).GetAsync($"/api/v1/audit-events?subjectKind=job&subject={key}", Cancel).ShouldGiveAsync<Page<AuditEntry>>();
        trail.Items.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_failed_job_is_run_again_once_and_leaves_the_list()
    {
        var (key, failure) = await FailedAsync();
        failure.ShouldSatisfyAllConditions(
            () => failure.Sentence.ShouldBe("试验"),
            () => (failure.Times, failure.Attempts, failure.SucceededSince).ShouldBe((1, 6, false)),
            () => failure.Error.ShouldBe(new JobError("database_refused", "PostgresException 23505")));
        (await PostAsync("failures", $"{failure.Id}/run-again")).ShouldBe(HttpStatusCode.Accepted);
        (await WaitingAsync(key)).ShouldBe(1);
        await Admin.PostAsync($"/api/v1/jobs/failures/{failure.Id}/run-again", null, Cancel).ShouldRefuseAsync(HttpStatusCode.Conflict, "failure_decided");
        (await WaitingAsync(key)).ShouldBe(1);
        (await FailuresAsync()).ShouldNotContain(one => one.Id == failure.Id);
    }

    [Fact]
    public async Task A_failed_job_is_dropped_without_running()
    {
        var (key, failure) = await FailedAsync();
        (await PostAsync("failures", $"{failure.Id}/drop")).ShouldBe(HttpStatusCode.NoContent);
        (await WaitingAsync(key)).ShouldBe(0);
        (await FailuresAsync()).ShouldNotContain(one => one.Id == failure.Id);
        var press = (await Admin.GetAsync($"/api/v1/jobs/{key}/presses", Cancel).ShouldGiveAsync<Page<HistoryEntry>>()).Items.Single();
        (press.Action, press.Actor).ShouldBe(("job.drop", "admin1"));
    }

    [Fact]
    public async Task Runs_follow_one_another_page_by_page()
    {
        var key = await DeclareAsync();
        var history = api.Services.GetRequiredService<Quartz.Extensibility.IExecutionHistoryStore>();
        for (var i = 0; i < 5; i++)
        {
            // Two of them began at the same instant.
            await history.AddExecution(new ExecutionHistoryEntry((await SchedulerAsync()).SchedulerName, "worker-1", "DEFAULT", key, key, key,
                DateTimeOffset.UtcNow.AddMinutes(-10 * (i / 2)), TimeSpan.FromSeconds(i), i != 4, i == 4 ? "张三 13800000000" : null), Cancel);
        }
        var seen = new List<JobRun>();
        string? after = null;
        do
        {
            var page = await Admin.GetAsync($"/api/v1/jobs/{key}/runs?limit=2&after={after}", Cancel).ShouldGiveAsync<Page<JobRun>>();
            seen.AddRange(page.Items);
            after = page.Next;
        } while (after is not null);
        seen.Select(run => run.Id).Distinct().Count().ShouldBe(5);
        seen.Count.ShouldBe(5);
        // What is not of our own making is not shown.
        seen.Single(run => run.Outcome == "failed").Error.ShouldBe(new JobError("fault", ""));
    }

    [Fact]
    public async Task Only_administrators_see_and_press_and_only_what_there_is()
    {
        foreach (var call in new[] { "", "/failures", "/x/runs", "/x/presses" })
        {
            await api.AsNobody().GetAsync($"/api/v1/jobs{call}", Cancel).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "unauthenticated");
            await api.As(Person.Office()).GetAsync($"/api/v1/jobs{call}", Cancel).ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        }
        foreach (var call in new[] { "x/run", "x/pause", "x/resume", $"failures/{Guid.NewGuid()}/run-again", $"failures/{Guid.NewGuid()}/drop" })
        {
            await api.As(Person.Auditor()).PostAsync($"/api/v1/jobs/{call}", null, Cancel).ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
            await Admin.PostAsync($"/api/v1/jobs/{call}", null, Cancel).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        }
        await Admin.GetAsync("/api/v1/jobs/x/runs", Cancel).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        foreach (var query in new[] { "limit=0", "after=!" })
            await Admin.GetAsync($"/api/v1/jobs/failures?{query}", Cancel).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Theory]
    [InlineData("0 30 2 * * ?", "daily", "02:30", null, null)]
    [InlineData("0 5/15 * * * ?", "every_minutes", null, 15, null)]
    [InlineData("0 20 * * * ?", "hourly", "00:20", null, null)]
    [InlineData("0 0 8 ? * MON", "weekly", "08:00", null, 1)]
    [InlineData("0 0 8 1 * ?", "monthly", "08:00", null, 1)]
    [InlineData("0 0 8 L * ?", "cron", null, null, null)]
    [InlineData("0/5 * * * * ?", "cron", null, null, null)]
    public void A_schedule_is_read_into_the_ingredients_of_its_sentence(string cron, string kind, string? at, int? every, int? day) =>
        Schedule.Of(cron).ShouldBe(new JobSchedule(kind, at is null ? null : TimeOnly.Parse(at, System.Globalization.CultureInfo.InvariantCulture), every, day, cron));

    private async Task<IScheduler> SchedulerAsync() => await api.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancel);

    // As a Worker declares it.
    private async Task<string> DeclareAsync()
    {
        var key = $"trial-{Guid.NewGuid():N}";
        var scheduler = await SchedulerAsync();
        await scheduler.AddJob(JobBuilder.Create<Trial>().WithIdentity(key).WithDescription("试验").StoreDurably().UsingJobData("limit", "00:05:00").Build(),
            cancellationToken: Cancel);
        await scheduler.ScheduleJob(TriggerBuilder.Create().ForJob(key).WithIdentity(key, key).WithCronSchedule("0 30 2 * * ?").Build(), cancellationToken: Cancel);
        return key;
    }

    private async Task<(string Key, JobFailure Failure)> FailedAsync()
    {
        var key = await DeclareAsync();
        await api.Services.GetRequiredService<JobFailureStore>().RecordAsync(key, 6, new JobError("database_refused", "PostgresException 23505"), Cancel);
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

    // Runs asked for that no Worker has taken.
    private async Task<int> WaitingAsync(string key)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        return await connection.ExecuteScalarAsync<int>(
            "select count(*)::int from qrtz_triggers where job_name = @key and trigger_type = 'SIMPLE'", new { key });
    }

    private sealed class Trial : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
