using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace TalentCard.Worker.Tests.Jobs;

/// <summary>Asks the Workers of a database to run jobs, as the Api does: through a scheduler that is never started.</summary>
internal sealed class TrialDesk(string connectionString) : IAsyncDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddLogging().AddQuartz(quartz => quartz.UsePersistentStore(store =>
    {
        store.UsePostgres(connectionString);
        store.UseClustering();
    })).BuildServiceProvider();

    public async Task RunNowAsync(string job)
    {
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        await scheduler.TriggerJob(new JobKey(job), cancellationToken: TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
