using Dapper;
using Npgsql;
using TalentCard.Core.Access;
using TalentCard.Testing;

namespace TalentCard.Worker.Tests.Jobs;

public sealed class RunningJobs : IAsyncLifetime
{
    private static readonly Actor Admin = new("1", "系统管理员", ["admin"]);
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
            database,
            trial,
            [Trial.Job()],
            ("Retries", "3"),
            ("FirstWait", "00:00:00.2"),
            ("WaitFactor", "2")
        );
        worker.RunNow();

        var failure = await database.RowAsync<Failure>(Failure.Sql);
        failure.ShouldBe(new Failure("trial", 1, 4, "fault", "InvalidOperationException"));
        var starts = trial.Runs.Select(run => run.At).ToList();
        starts.Count.ShouldBe(4);
        var waits = starts.Zip(starts.Skip(1), (before, after) => (after - before).TotalSeconds).ToList();
        waits[0].ShouldBeGreaterThan(0.18);
        waits[1].ShouldBeGreaterThan(0.38);
        waits[2].ShouldBeGreaterThan(0.78);

        // It fails once more: the same row counts on, and the dashboard shows the latest alone. With the fault mended it
        // succeeds.
        var again = worker.RunNow();
        await database.RowAsync<string>("select job_key from job_failures where times = 2");
        await database.RowAsync<string>(
            "select 'alone' from hangfire.job where statename = 'Failed' having string_agg(id::text, ' ') = @again",
            new { again }
        );
        trial.Work = _ => Task.CompletedTask;
        worker.RunNow();
        await database.RowAsync<string>("select key from jobs where last_succeeded is not null and last_error_code is null");

        // Nothing that an exception said of a person lies anywhere.
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        (await connection.ExecuteScalarAsync<int>("select count(*)::int from hangfire.state where name = 'Processing'")).ShouldBe(
            9
        );
        foreach (
            var table in await connection.QueryAsync<string>("select tablename from pg_tables where schemaname = 'hangfire'")
        )
            (await connection.QueryAsync<string>($"select t::text from hangfire.{table} t")).ShouldAllBe(row =>
                !row.Contains("199999198501137677")
            );
        (await connection.QuerySingleAsync<string>("select f::text from job_failures f")).ShouldNotContain("199999198501137677");
        (await connection.QuerySingleAsync<string>("select j::text from jobs j")).ShouldNotContain("199999198501137677");
        TrialWorker.Log.ShouldContain(line =>
            line.Contains("Job trial failed at attempt 4: fault InvalidOperationException", StringComparison.Ordinal)
        );
        TrialWorker.Log.ShouldAllBe(line => !line.Contains("199999198501137677", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_retry_gives_way_to_the_next_firing()
    {
        trial.Work = _ => throw new InvalidOperationException();
        await using var worker = await TrialWorker.StartAsync(
            database,
            trial,
            [Trial.Job("* * * * * *")],
            ("Retries", "5"),
            ("FirstWait", "00:10:00")
        );
        await database.RowAsync<string>("select job_key from job_failures where times >= 2 and attempts = 1");
        (
            await database.RowAsync<string>(
                "select coalesce(max(statename), 'none') from hangfire.job where statename = 'Scheduled'"
            )
        ).ShouldBe("none");
    }

    [Fact]
    public async Task What_gave_up_is_decided_in_the_office_and_leaves_the_failed_ones_of_the_dashboard()
    {
        trial.Work = _ => throw new InvalidOperationException();
        await using var worker = await TrialWorker.StartAsync(database, trial, [Trial.Job()], ("Retries", "0"));
        var first = worker.RunNow();
        await worker.Desk.DropAsync(await FailureAsync(), Admin, Cancel);
        await ShouldBecomeAsync(first, "Deleted");
        trial.Runs.Count.ShouldBe(1);

        var second = worker.RunNow();
        var failure = await FailureAsync();
        trial.Work = _ => Task.CompletedTask;
        await worker.Desk.RunAgainAsync(failure, Admin, Cancel);
        await ShouldBecomeAsync(second, "Deleted");
        await database.RowAsync<string>(
            "select value from hangfire.jobparameter where name = 'AskedBy' and value like '%系统管理员%'"
        );
        await database.RowAsync<string>("select key from jobs where last_succeeded is not null");
        trial.Runs.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_job_over_its_time_limit_is_stopped_and_counts_as_failed()
    {
        var stopped = new TaskCompletionSource();
        trial.Work = async cancel =>
        {
            cancel.Register(stopped.SetResult);
            await Task.Delay(Timeout.Infinite, cancel);
        };
        await using var worker = await TrialWorker.StartAsync(
            database,
            trial,
            [Trial.Job(limit: TimeSpan.FromMilliseconds(200))],
            ("Retries", "1"),
            ("FirstWait", "00:10:00")
        );
        worker.RunNow();
        await stopped.Task.ShouldComeAsync();
        (await database.RowAsync<string>("select data->>'ExceptionMessage' from hangfire.state where name = 'Failed'")).ShouldBe(
            "time_limit TimeoutException"
        );
        await database.RowAsync<string>("select key from jobs where last_error_code = 'time_limit'");
    }

    [Fact]
    public async Task Two_Workers_share_the_work_and_run_each_firing_once()
    {
        // Each Worker runs one job at a time, and both jobs wait until both are running: one Worker alone would never be done.
        var running = 0;
        var both = new TaskCompletionSource();
        trial.Work = async cancel =>
        {
            if (Interlocked.Increment(ref running) >= 2)
                both.TrySetResult();
            await both.Task.WaitAsync(cancel);
        };
        await using var first = await TrialWorker.StartAsync(
            database,
            trial,
            [Trial.Job(), Trial.Another()],
            ("Concurrency", "1")
        );
        await using var second = await TrialWorker.StartAsync(
            database,
            trial,
            [Trial.Job(), Trial.Another()],
            ("Concurrency", "1")
        );
        first.RunNow("trial");
        first.RunNow("another-trial");
        await both.Task.ShouldComeAsync();
        trial.Runs.Select(run => run.Worker).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task No_job_runs_beside_itself_and_what_is_asked_twice_before_it_began_runs_once()
    {
        var running = 0;
        var most = 0;
        var go = new TaskCompletionSource();
        trial.Work = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await go.Task;
            Interlocked.Decrement(ref running);
        };
        await using var first = await TrialWorker.StartAsync(database, trial, [Trial.Job()]);
        await using var second = await TrialWorker.StartAsync(database, trial, [Trial.Job()]);
        first.RunNow();
        await Eventually.ShouldComeAsync(() => Task.FromResult<bool?>(!trial.Runs.IsEmpty), "the first run");
        // Three more while it runs: they stand back, and one run does the work of all three.
        for (var i = 0; i < 3; i++)
            second.RunNow();
        await database.RowAsync<string>(
            "select 'all' from hangfire.state where reason = 'The job runs already' having count(distinct jobid) = 3"
        );
        go.SetResult();
        await database.RowAsync<string>("select 'all' from hangfire.job where statename = 'Succeeded' having count(*) = 4");
        (trial.Runs.Count, most).ShouldBe((2, 1));
    }

    [Fact]
    public async Task A_run_whose_hold_on_its_job_breaks_is_stopped_and_run_again()
    {
        var begun = new TaskCompletionSource();
        trial.Work = async cancel =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancel);
        };
        await using var worker = await TrialWorker.StartAsync(database, trial, [Trial.Job()]);
        worker.RunNow();
        await begun.Task.ShouldComeAsync();
        trial.Work = _ => Task.CompletedTask;
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.ExecuteScalarAsync<int>(
                """
                select count(pg_terminate_backend(pid))::int from pg_locks
                where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
                """
            )
        ).ShouldBe(1);
        await database.RowAsync<string>("select key from jobs where last_succeeded is not null");
        (
            await connection.QuerySingleAsync<string>(
                "select data->>'ExceptionMessage' from hangfire.state where name = 'Failed'"
            )
        ).ShouldStartWith("database_unreachable");
    }

    [Fact]
    public async Task A_firing_of_the_clock_runs_once_on_one_of_two_Workers()
    {
        await using (await TrialWorker.StartAsync(database, trial, [Trial.Job("* * * * * *")]))
        await using (await TrialWorker.StartAsync(database, trial, [Trial.Job("* * * * * *")]))
            await Eventually.ShouldComeAsync(() => Task.FromResult<bool?>(trial.Runs.Count >= 5), "five runs");
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        var firings = (
            await connection.QueryAsync<string>("select value from hangfire.jobparameter where name = 'Time'")
        ).ToList();
        firings.Distinct().Count().ShouldBe(firings.Count);
        // Fewer where a firing was taken and found its work done by the run of a later one.
        trial.Runs.Count.ShouldBeLessThanOrEqualTo(
            await connection.ExecuteScalarAsync<int>("select count(*)::int from hangfire.state where name = 'Processing'")
        );
    }

    [Fact]
    public async Task A_pause_outlives_a_restart_and_a_paused_job_runs_only_when_asked()
    {
        await using (var before = await TrialWorker.StartAsync(database, trial, [Trial.Job()]))
            await before.Desk.PauseAsync("trial", Admin, Cancel);

        // Declared anew with other times: still paused, while its firings come and go.
        await using var worker = await TrialWorker.StartAsync(database, trial, [Trial.Job("* * * * * *")]);
        await database.RowAsync<string>("select key from jobs where missed");
        trial.Runs.ShouldBeEmpty();
        worker.RunNow();
        await database.RowAsync<string>("select key from jobs where last_succeeded is not null and paused_by = '系统管理员'");
        trial.Runs.Count.ShouldBe(1);

        await worker.Desk.ResumeAsync("trial", Admin, Cancel);
        await Eventually.ShouldComeAsync(() => Task.FromResult<bool?>(trial.Runs.Count >= 2), "a run by the clock");
    }

    [Fact]
    public async Task What_was_missed_while_it_was_paused_is_run_once()
    {
        await using (var before = await TrialWorker.StartAsync(database, trial, [Trial.Job()]))
            await before.Desk.PauseAsync("trial", Admin, Cancel);
        await using (await TrialWorker.StartAsync(database, trial, [Trial.Job("* * * * * *")]))
            await database.RowAsync<string>("select key from jobs where missed");
        await using var worker = await TrialWorker.StartAsync(database, trial, [Trial.Job()]);
        await worker.Desk.ResumeAsync("trial", Admin, Cancel);
        await database.RowAsync<string>("select key from jobs where last_succeeded is not null and not missed");
        trial.Runs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_rights_to_change_rows_are_enough()
    {
        await using var worker = await TrialWorker.StartAsync(database, trial, [Trial.Job("* * * * * *")]);
        await database.RowAsync<string>("select key from jobs where last_succeeded is not null");
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        foreach (var change in new[] { "create table jobs_of_my_own (id int)", "alter table hangfire.job add column mine int" })
            (await Should.ThrowAsync<PostgresException>(() => connection.ExecuteAsync(change))).SqlState.ShouldBe("42501");
    }

    [Fact]
    public async Task What_a_stopped_Worker_had_begun_is_run_by_another()
    {
        var begun = new TaskCompletionSource();
        trial.Work = async cancel =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancel);
        };
        var first = await TrialWorker.StartAsync(database, trial, [Trial.Job()]);
        await using var second = await TrialWorker.StartAsync(database, trial, [Trial.Job()], ("Concurrency", "1"));
        first.RunNow();
        await begun.Task.ShouldComeAsync();
        trial.Work = _ => Task.CompletedTask;
        var ran = trial.Runs.Single().Worker;
        var (stopping, staying) = ran == first.Name ? (first, second) : (second, first);
        await stopping.StopAsync();
        await database.RowAsync<string>("select key from jobs where last_succeeded is not null");
        trial.Runs.Select(run => run.Worker).ShouldBe([stopping.Name, staying.Name]);
        (await CountFailuresAsync()).ShouldBe(0);
        await first.DisposeAsync();
    }

    [Fact]
    public async Task What_the_list_no_longer_names_leaves_the_schedule()
    {
        await using (await TrialWorker.StartAsync(database, trial, [Trial.Job(), Trial.Another()])) { }
        await using var worker = await TrialWorker.StartAsync(database, trial, [Trial.Another()]);
        worker.Stored().Select(job => job.Id).ShouldBe(["another-trial"]);
        (await database.RowAsync<string>("select string_agg(key, ' ') from jobs")).ShouldBe("another-trial");
    }

    private async Task<Guid> FailureAsync() =>
        Guid.Parse(
            await database.RowAsync<string>(
                "select id::text from job_failures where decision is null and background_job is not null"
            )
        );

    private Task<string> ShouldBecomeAsync(string backgroundJob, string state) =>
        database.RowAsync<string>(
            "select statename from hangfire.job where id::text = @backgroundJob and statename = @state",
            new { backgroundJob, state }
        );

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
