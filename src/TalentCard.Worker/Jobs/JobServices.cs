using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace TalentCard.Worker.Jobs;

/// <summary>
/// Hangfire keeps the jobs in PostgreSQL and shares them between Workers: one of them runs each firing, and another takes over
/// what a crashed or stopped one had begun.
/// </summary>
internal static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration) =>
        services.AddJobs(configuration, RecurringJobs.All);

    public static IServiceCollection AddJobs(
        this IServiceCollection services,
        IConfiguration configuration,
        IReadOnlyList<RecurringJob> jobs
    )
    {
        var options = configuration.GetSection("Jobs").Get<JobOptions>() ?? new JobOptions();
        services.Configure<JobOptions>(configuration.GetSection("Jobs"));
        services.AddHttpContextAccessor();
        services.AddSingleton(jobs).AddSingleton<JobRules>();
        // Of this host alone: what Hangfire would take instead is one for the whole process.
        services.AddSingleton<JobStorage>(_ => Storage(configuration, options));
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(
            provider.GetRequiredService<IServiceScopeFactory>()
        ));
        services.AddSingleton<IJobFilterProvider>(provider => new JobFilterCollection
        {
            provider.GetRequiredService<JobRules>(),
            new StatisticsHistoryAttribute(),
        });
        services.AddHangfire(hangfire =>
            hangfire
                .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
                .UseSimpleAssemblyNameTypeSerializer()
                .UseRecommendedSerializerSettings()
        );
        services.AddHostedService<JobKeeper>();
        services.AddHangfireServer(server =>
        {
            server.WorkerCount = options.Concurrency;
            server.SchedulePollingInterval = options.Poll;
        });
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
        return services;
    }

    private static PostgreSqlStorage Storage(IConfiguration configuration, JobOptions options)
    {
        var connection = DatabaseServices.ConnectionOf(configuration);
        // Whoever listens for jobs connects again with what the broken connection still says of itself.
        connection.PersistSecurityInfo = true;
        var storage = new PostgreSqlStorageOptions
        {
            // db/migrate makes the tables.
            PrepareSchemaIfNecessary = false,
            AllowUnsafeValues = true,
            EnableLongPolling = true,
            QueuePollInterval = options.Poll,
            // Renewed at every fifth of it.
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = options.CheckIn * 5,
            // Hangfire's own locks, held for milliseconds, outlive a Worker that was killed with one in hand.
            DistributedLockTimeout = options.CheckIn * 5,
        };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(connection.ConnectionString, storage), storage);
    }

    private sealed class DatabaseCheck(NpgsqlDataSource database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancel)
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancel);
            return HealthCheckResult.Healthy();
        }
    }
}
