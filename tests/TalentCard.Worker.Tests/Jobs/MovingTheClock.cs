using Dapper;
using TalentCard.Testing;

namespace TalentCard.Worker.Tests.Jobs;

public sealed class MovingTheClock
{
    private const string Daily = "30 2 * * *";
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Set_forward_a_week_each_job_runs_once_and_set_back_it_waits_no_longer_than_its_times_say()
    {
        await using var database = await TestDatabase.CreateAsync();
        var trial = new Trial();
        var time = new MovedClock();
        await using var worker = await TrialWorker.StartAsync(database.ConnectionString, trial, time, [Trial.Job(Daily)]);
        var next = Next(worker);

        time.Ahead = Week;
        await Eventually.ShouldComeAsync(() => Task.FromResult<bool?>(trial.Runs.Count == 1), "the run that was missed");
        await ShouldBecomeAsync(worker, next + Week);

        time.Ahead = TimeSpan.Zero;
        await ShouldBecomeAsync(worker, next);
        trial.Runs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_missed_while_no_Worker_ran_is_run_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        var trial = new Trial();
        await using (await TrialWorker.StartAsync(database.ConnectionString, trial, TimeProvider.System, [Trial.Job(Daily)])) { }

        await using var worker = await TrialWorker.StartAsync(
            database.ConnectionString,
            trial,
            new MovedClock { Ahead = Week },
            [Trial.Job(Daily)]
        );
        await Eventually.ShouldComeAsync(() => Task.FromResult<bool?>(trial.Runs.Count == 1), "the run that was missed");
        worker.RunNow();
        await Eventually.ShouldComeAsync(() => Task.FromResult<bool?>(trial.Runs.Count == 2), "the run asked for");
    }

    [Fact]
    public async Task A_retry_that_was_put_off_by_a_clock_set_forward_does_not_wait_for_that_day()
    {
        await using var database = await TestDatabase.CreateAsync();
        var trial = new Trial { Work = _ => throw new InvalidOperationException() };
        await using var worker = await TrialWorker.StartAsync(
            database,
            trial,
            [Trial.Job()],
            ("FirstWait", "00:10:00"),
            ("LongestWait", "00:10:00")
        );
        worker.RunNow();
        await database.RowAsync<string>("select statename from hangfire.job where statename = 'Scheduled'");
        trial.Work = _ => Task.CompletedTask;

        // As it would stand there had it been written a week ahead.
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(
            "update hangfire.set set score = score + @TotalSeconds where key = 'schedule'",
            new { Week.TotalSeconds }
        );
        await connection.ExecuteAsync(
            """
            update hangfire.state
            set data = jsonb_set(data, '{EnqueueAt}', to_jsonb(((data->>'EnqueueAt')::bigint + @TotalMilliseconds)::bigint::text))
            where name = 'Scheduled'
            """,
            new { Week.TotalMilliseconds }
        );
        await database.RowAsync<string>("select statename from hangfire.job where statename = 'Succeeded'");
        trial.Runs.Count.ShouldBe(2);
    }

    private static DateTimeOffset? Next(TrialWorker worker) => worker.Stored().SingleOrDefault()?.NextExecution;

    private static async Task ShouldBecomeAsync(TrialWorker worker, DateTimeOffset? next) =>
        await Eventually.ShouldComeAsync(() => Task.FromResult<bool?>(Next(worker) == next), $"next run at {next}");

    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
