using Quartz;

namespace TalentCard.Worker.Jobs;

/// <summary>
/// The one list of what runs by itself. Quartz keeps it in PostgreSQL and shares it between Workers: one of them runs each
/// firing, and another takes over what a crashed one had begun.
/// </summary>
internal static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddQuartz(quartz =>
        {
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(configuration.GetConnectionString("TalentCard")
                    ?? throw new InvalidOperationException("ConnectionStrings:TalentCard is not set."));
                store.UseClustering();
                store.ProvisionSchema();
            });
            quartz.Recurring<PreparePartitions>("prepare-partitions", "0 30 2 * * ?");
            quartz.Recurring<RotateSigningKeys>("rotate-signing-keys", "0 40 2 * * ?");
            quartz.Recurring<ForgetExpired>("forget-expired", "0 50 2 * * ?");
            quartz.Recurring<LapseReservations>("lapse-reservations", "0 5/15 * * * ?");
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        services.AddHealthChecks().AddQuartz();
        return services;
    }

    // Cron times are in Asia/Shanghai, as everything that people see.
    private static void Recurring<TJob>(this IQuartzBuilder quartz, string key, string cron) where TJob : IJob =>
        quartz.ScheduleJob<TJob>(
            trigger => trigger.WithIdentity(key).WithCronSchedule(cron, schedule => schedule
                .InTimeZone(Core.LocalDate.Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)),
            job => job.WithIdentity(key).RequestRecovery());
}
