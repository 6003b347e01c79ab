using Quartz;
using TalentCard.Core.Jobs;

namespace TalentCard.Api.Jobs;

/// <summary>
/// The Api's hand on the Worker's jobs: a Quartz scheduler on the same tables that is never started, so that it runs nothing.
/// It is built with the first request that asks for it.
/// </summary>
internal static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddQuartz(quartz => quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(data => data.ConnectionString = configuration.GetConnectionString("TalentCard"));
            store.UseClustering();
            // A press and its row in the trail are one transaction.
            store.ConfigureStore(ado => ado.AcceptEnlistedTransactions = true);
            store.UseExecutionHistory();
            store.ProvisionSchema();
        }));
        services.AddQuartzExecutionHistory(history =>
        {
            history.Retention = JobHistory.KeepRuns;
            history.RetentionByResult[JobRunResult.Failed] = JobHistory.KeepFailedRuns;
            history.MaxEntriesPerScheduler = JobHistory.MaxRuns;
        });
        return services.AddJobFailures().AddSingleton<JobDesk>();
    }
}
