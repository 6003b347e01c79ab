using System.Collections.Concurrent;
using Dapper;
using Hangfire;
using Hangfire.Client;
using Hangfire.Common;
using Hangfire.Server;
using Hangfire.States;
using Hangfire.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TalentCard.Core.Audit;
using TalentCard.Core.Database;
using TalentCard.Core.Jobs;
using TalentCard.Testing;
using TalentCard.Worker.Jobs;
using RecurringJob = TalentCard.Worker.Jobs.RecurringJob;

namespace TalentCard.Worker.Tests.Jobs;

/// <summary>A Worker in the test's own process, with the Worker's own registration and trial jobs.</summary>
internal sealed class TrialWorker(IHost host) : IAsyncDisposable
{
    // Hangfire logs through the last host of the process, which must not be gone before the others.
    private static readonly Said Everything = new();
    public static readonly ILoggerFactory Logging = LoggerFactory.Create(builder => builder.AddProvider(Everything));

    /// <summary>What the Workers of this process logged.</summary>
    public static IEnumerable<string> Log => Everything.Lines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public string Name => host.Services.GetRequiredService<TrialName>().Value;

    public JobAdministration Desk => host.Services.GetRequiredService<JobAdministration>();

    public JobStorage Storage => host.Services.GetRequiredService<JobStorage>();

    public static Task<TrialWorker> StartAsync(
        TestDatabase database,
        Trial trial,
        RecurringJob[] jobs,
        params (string Name, string Value)[] settings
    ) => StartAsync(database.ConnectionString, trial, TimeProvider.System, jobs, settings);

    public static async Task<TrialWorker> StartAsync(
        string connectionString,
        Trial trial,
        TimeProvider time,
        RecurringJob[] jobs,
        params (string Name, string Value)[] settings
    )
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:TalentCard"] = connectionString,
                ["Jobs:Poll"] = "00:00:01",
                ["Jobs:CheckIn"] = "00:00:01",
                ["Jobs:ClockCheck"] = "00:00:00.2",
                ["Jobs:Retries"] = "1",
                ["Jobs:FirstWait"] = "00:00:00.1",
                ["Jobs:StandBack"] = "00:00:00.2",
            }
        );
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create($"Jobs:{setting.Name}", (string?)setting.Value))
        );
        builder.Services.AddSingleton(Logging);
        builder.Services.AddSingleton(time).AddDatabase().AddAudit().AddSingleton(trial);
        builder.Services.AddSingleton(new TrialName(Guid.NewGuid().ToString("N")));
        builder.Services.AddJobDesk().AddJobs(builder.Configuration, jobs);
        // Hangfire's own clock cannot be set: what runs on the moved one stands beside it.
        if (time != TimeProvider.System)
            builder.Services.AddSingleton<IBackgroundProcess>(services => new RecurringJobScheduler(
                new BackgroundJobFactory(services.GetRequiredService<IJobFilterProvider>()),
                TimeSpan.FromMilliseconds(200),
                new DefaultTimeZoneResolver(),
                () => time.GetUtcNow().UtcDateTime
            ));
        var host = builder.Build();
        await host.StartAsync(Cancel);
        return new TrialWorker(host);
    }

    /// <summary>Asks for a run, as the dashboard does; gives the background job.</summary>
    public string RunNow(string key = "trial") =>
        host
            .Services.GetRequiredService<IBackgroundJobClientV2>()
            .Create(JobKeeper.Call(key), new EnqueuedState(), new Dictionary<string, object> { [JobRules.AskedBy] = "test" });

    /// <summary>The recurring jobs that Hangfire keeps.</summary>
    public List<RecurringJobDto> Stored()
    {
        using var connection = Storage.GetConnection();
        return connection.GetRecurringJobs();
    }

    public Task StopAsync() => host.StopAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
    }

    private sealed class Said : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
                Lines.Enqueue($"{formatter(state, exception)} {exception}");
        }

        public void Dispose() { }
    }
}

/// <summary>Rows that a test waits for.</summary>
internal static class Rows
{
    /// <summary>The one row of a query, once it is there.</summary>
    public static Task<T> RowAsync<T>(this TestDatabase database, string sql, object? arguments = null)
        where T : class =>
        Eventually.ShouldComeAsync(
            async () =>
            {
                await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
                return await connection.QuerySingleOrDefaultAsync<T>(sql, arguments);
            },
            sql
        );
}
