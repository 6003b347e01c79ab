using Dapper;
using Quartz;
using TalentCard.Testing;

namespace TalentCard.Worker.Tests.Jobs;

public sealed class RunningJobs : IAsyncLifetime
{
    private readonly Trial trial = new();
    private TestDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task A_failing_job_is_tried_again_with_growing_waits_and_ends_in_the_list()
    {
        trial.Work = _ => throw new InvalidOperationException("身份证号 199999198501137677");
        await using var worker = await TrialWorker.StartAsync(
            database, trial, [Trial.Job()], ("Retries", "3"), ("FirstWait", "00:00:00.2"), ("WaitFactor", "2"));
        await worker.RunNowAsync();

        var failure = await database.RowAsync<Failure>(Failure.Sql);
        failure.ShouldBe(new Failure("trial", 1, 4, "fault", "InvalidOperationException"));
        var starts = trial.Runs.Select(run => run.At).ToList();
        starts.Count.ShouldBe(4);
        var waits = starts.Zip(starts.Skip(1), (before, after) => (after - before).TotalSeconds).ToList();
        waits[0].ShouldBeGreaterThan(0.18);
        waits[1].ShouldBeGreaterThan(0.38);
        waits[2].ShouldBeGreaterThan(0.78);

        // It fails once more: the same row counts on. Run again with the fault mended, it succeeds.
        await worker.RunNowAsync();
        await database.RowAsync<string>("select job_key from job_failures where times = 2");
        trial.Work = _ => Task.CompletedTask;
        await worker.RunNowAsync();
        await database.RowAsync<string>("select job_name from qrtz_execution_history where succeeded and job_name = 'trial'");

        // Nothing that an exception said of a person lies anywhere.
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        var history = (await connection.QueryAsync<string>("select h::text from qrtz_execution_history h")).ToList();
        history.Count.ShouldBe(9);
        history.ShouldAllBe(row => !row.Contains("199999198501137677"));
        (await connection.QuerySingleAsync<string>("select f::text from job_failures f")).ShouldNotContain("199999198501137677");
    }

    [Fact]
    public async Task A_job_over_its_time_limit_is_stopped_and_counts_as_failed()
    {
        var stopped = new TaskCompletionSource();
        trial.Work = async cancellationToken =>
        {
            cancellationToken.Register(stopped.SetResult);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        };
        await using var worker = await TrialWorker.StartAsync(
            database, trial, [Trial.Job(limit: TimeSpan.FromMilliseconds(200))], ("Retries", "1"), ("FirstWait", "00:10:00"));
        await worker.RunNowAsync();
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        (await database.RowAsync<string>("select h::text from qrtz_execution_history h where not succeeded")).ShouldContain("time_limit TimeoutException");
    }

    [Fact]
    public async Task Two_Workers_share_the_work_and_run_each_firing_once()
    {
        // Each Worker runs one job at a time, and both jobs wait until both are running: one Worker alone would never be done.
        var running = 0;
        var both = new TaskCompletionSource();
        trial.Work = async cancellationToken =>
        {
            if (Interlocked.Increment(ref running) >= 2) both.TrySetResult();
            await both.Task.WaitAsync(cancellationToken);
        };
        await using var first = await TrialWorker.StartAsync(database, trial, [Trial.Job(), Trial.Another()], ("Concurrency", "1"));
        await using var second = await TrialWorker.StartAsync(database, trial, [Trial.Job(), Trial.Another()], ("Concurrency", "1"));
        await first.RunNowAsync("trial");
        await first.RunNowAsync("another-trial");
        await both.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        trial.Runs.Select(run => run.Worker).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_firing_of_the_clock_runs_once_on_one_of_two_Workers()
    {
        await using var first = await TrialWorker.StartAsync(database, trial, [Trial.Job("* * * * * ?")]);
        await using var second = await TrialWorker.StartAsync(database, trial, [Trial.Job("* * * * * ?")]);
        await Eventually.ShouldComeAsync(() => Task.FromResult<bool?>(trial.Runs.Count >= 5), "five runs");
        trial.Runs.Select(run => run.Scheduled).Distinct().Count().ShouldBe(trial.Runs.Count);
    }

    [Fact]
    public async Task A_pause_outlives_a_restart_and_a_paused_job_runs_only_when_asked()
    {
        await using (var before = await TrialWorker.StartAsync(database, trial, [Trial.Job()]))
            await before.Scheduler.PauseTriggerGroups(GroupMatcher<TriggerKey>.GroupEquals("trial"), Cancel);

        // Declared anew with other times: still paused.
        await using var worker = await TrialWorker.StartAsync(database, trial, [Trial.Job("* * * * * ?")]);
        (await worker.Scheduler.GetTriggerState(new TriggerKey("trial", "trial"), Cancel)).ShouldBe(TriggerState.Paused);
        await worker.RunNowAsync();
        await database.RowAsync<string>("select job_name from qrtz_execution_history");
        trial.Runs.Count.ShouldBe(1);

        await worker.Scheduler.ResumeTriggerGroups(GroupMatcher<TriggerKey>.GroupEquals("trial"), Cancel);
        await Eventually.ShouldComeAsync(() => Task.FromResult<bool?>(trial.Runs.Count >= 2), "a run by the clock");
    }

    [Fact]
    public async Task What_a_stopped_Worker_had_begun_is_run_by_another()
    {
        var begun = new TaskCompletionSource();
        trial.Work = async cancellationToken =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        };
        var first = await TrialWorker.StartAsync(database, trial, [Trial.Job()]);
        await using var second = await TrialWorker.StartAsync(database, trial, [Trial.Job()], ("Concurrency", "1"));
        await first.RunNowAsync();
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        trial.Work = _ => Task.CompletedTask;
        var ran = trial.Runs.Single().Worker;
        var (stopping, staying) = ran == first.Scheduler.SchedulerInstanceId ? (first, second) : (second, first);
        await stopping.StopAsync();
        await database.RowAsync<string>("select job_name from qrtz_execution_history where succeeded and instance_name = @Id", new { Id = staying.Scheduler.SchedulerInstanceId });
        trial.Runs.Count.ShouldBe(2);
        (await CountFailuresAsync()).ShouldBe(0);
        await first.DisposeAsync();
    }

    [Fact]
    public async Task What_the_list_no_longer_names_leaves_the_schedule()
    {
        await using (await TrialWorker.StartAsync(database, trial, [Trial.Job(), Trial.Another()])) { }
        await using var worker = await TrialWorker.StartAsync(database, trial, [Trial.Another()]);
        (await worker.Scheduler.QueryJobs(new JobQuery(), Cancel)).Items.Select(job => job.Key.Name).ShouldBe(["another-trial"]);
        (await worker.Scheduler.QueryTriggers(new TriggerQuery(), Cancel)).Items.Select(trigger => trigger.Key.Name).ShouldBe(["another-trial"]);
    }

    private async Task<int> CountFailuresAsync()
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        return await connection.ExecuteScalarAsync<int>("select count(*)::int from job_failures");
    }

    private sealed record Failure(string JobKey, int Times, int Attempts, string ErrorCode, string ErrorType)
    {
        public const string Sql = "select job_key, times, attempts, error_code, error_type from job_failures";
    }
}
