using Quartz;
using TalentCard.Testing;

namespace TalentCard.Worker.Tests.Jobs;

public sealed class MovingTheClock
{
    private const string Daily = "0 30 2 * * ?";
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Set_forward_a_week_each_job_runs_once_and_set_back_it_waits_no_longer_than_its_times_say()
    {
        await using var database = await TestDatabase.CreateAsync();
        var trial = new Trial();
        var time = new MovedClock();
        await using var worker = await TrialWorker.StartAsync(database, trial, time, [Trial.Job(Daily)]);
        var next = await NextAsync(worker);

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
        await using (await TrialWorker.StartAsync(database, trial, TimeProvider.System, [Trial.Job(Daily)])) { }

        await using var worker = await TrialWorker.StartAsync(database, trial, new MovedClock { Ahead = Week }, [Trial.Job(Daily)]);
        await Eventually.ShouldComeAsync(() => Task.FromResult<bool?>(trial.Runs.Count == 1), "the run that was missed");
        await worker.RunNowAsync();
        await Eventually.ShouldComeAsync(() => Task.FromResult<bool?>(trial.Runs.Count == 2), "the run asked for");
    }

    private static async Task<DateTimeOffset?> NextAsync(TrialWorker worker) =>
        (await worker.Scheduler.GetTrigger(new TriggerKey("trial", "trial"), Cancel))?.NextFireTimeUtc;

    private static async Task ShouldBecomeAsync(TrialWorker worker, DateTimeOffset? next) =>
        await Eventually.ShouldComeAsync(async () => await NextAsync(worker) == next ? true : (bool?)null, $"next run at {next}");

    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
