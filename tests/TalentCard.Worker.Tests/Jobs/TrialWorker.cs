using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using TalentCard.Core.Database;
using TalentCard.Testing;
using TalentCard.Worker.Jobs;

namespace TalentCard.Worker.Tests.Jobs;

/// <summary>A Worker in the test's own process, with the Worker's own registration and trial jobs.</summary>
internal sealed class TrialWorker(IHost host, IScheduler scheduler) : IAsyncDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public IScheduler Scheduler => scheduler;

    public static Task<TrialWorker> StartAsync(TestDatabase database, Trial trial, RecurringJob[] jobs, params (string Name, string Value)[] settings) =>
        StartAsync(database, trial, TimeProvider.System, jobs, settings);

    public static async Task<TrialWorker> StartAsync(
        TestDatabase database, Trial trial, TimeProvider time, RecurringJob[] jobs, params (string Name, string Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:TalentCard"] = database.ConnectionString,
            ["Jobs:Poll"] = "00:00:01",
            ["Jobs:CheckIn"] = "00:00:01",
            ["Jobs:ClockCheck"] = "00:00:00.2",
            ["Jobs:Retries"] = "1",
            ["Jobs:FirstWait"] = "00:00:00.1",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Jobs:{setting.Name}", (string?)setting.Value)));
        builder.Services.AddSingleton(time).AddDatabase().AddSingleton(trial);
        builder.Services.AddJobs(builder.Configuration, jobs);
        var host = builder.Build();
        await host.StartAsync(Cancel);
        return new TrialWorker(host, await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancel));
    }

    public async Task RunNowAsync(string key = "trial") => await scheduler.TriggerJob(new JobKey(key), cancellationToken: Cancel);

    public Task StopAsync() => host.StopAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
    }
}

/// <summary>Waits for what a test is about.</summary>
internal static class Eventually
{
    /// <summary>Asks until the answer is not null or false.</summary>
    public static async Task<T> ShouldComeAsync<T>(Func<Task<T?>> ask, string what)
    {
        var end = DateTimeOffset.UtcNow.AddSeconds(45);
        while (DateTimeOffset.UtcNow < end)
        {
            if (await ask() is { } answer && !false.Equals(answer)) return answer;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException($"never came: {what}");
    }

    /// <summary>The one row of a query, once it is there.</summary>
    public static Task<T> RowAsync<T>(this TestDatabase database, string sql, object? arguments = null) where T : class =>
        ShouldComeAsync(async () =>
        {
            await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
            return await connection.QuerySingleOrDefaultAsync<T>(sql, arguments);
        }, sql);
}
