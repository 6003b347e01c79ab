using Quartz;
using TalentCard.Core.Jobs;

namespace TalentCard.Worker.Jobs;

/// <summary>
/// Quartz keeps the jobs in PostgreSQL and shares them between Workers: one of them runs each firing, and another takes over
/// what a crashed or stopped one had begun.
/// </summary>
internal static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration) =>
        services.AddJobs(configuration, RecurringJobs.All);

    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration, IReadOnlyList<RecurringJob> jobs)
    {
        var options = configuration.GetSection("Jobs").Get<JobOptions>() ?? new JobOptions();
        services.Configure<JobOptions>(configuration.GetSection("Jobs"));
        services.AddJobFailures();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.IdleWaitTime = options.Poll;
                // A Worker that stops asks its jobs to stop too, and waits for them; what they had begun is run again.
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.WhenWaitingForJobs;
            });
            quartz.UseDefaultThreadPool(options.Concurrency);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(configuration.GetConnectionString("TalentCard")
                    ?? throw new InvalidOperationException("ConnectionStrings:TalentCard is not set."));
                store.UseClustering(cluster => cluster.CheckinInterval = cluster.CheckinMisfireThreshold = options.CheckIn);
                store.ConfigureStore(ado =>
                {
                    ado.RecoverFiringsCancelledByShutdown = true;
                    ado.MisfireHandlerFrequency = options.ClockCheck;
                });
                store.UseExecutionHistory();
                store.ProvisionSchema();
            });
            quartz.UseDefaultRetryPolicy(RetryPolicy.Exponential(options.Retries, options.FirstWait, options.WaitFactor, options.LongestWait));
            quartz.AddJobMiddleware<GuardedRun>();
            quartz.AddTriggerListener<RecordFailures>();
        });
        services.AddQuartzExecutionHistory(history =>
        {
            history.Retention = JobHistory.KeepRuns;
            history.RetentionByResult[JobRunResult.Failed] = JobHistory.KeepFailedRuns;
            history.MaxEntriesPerScheduler = JobHistory.MaxRuns;
        });
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<DeclareJobs>(provider, jobs));
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        services.AddHealthChecks().AddQuartz();
        return services;
    }
}
