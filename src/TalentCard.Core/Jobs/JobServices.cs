using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Jobs;

/// <summary>Registers what the Worker and the Api share about jobs.</summary>
public static class JobServices
{
    /// <summary>
    /// Adds the stores of jobs and of their failures, and <see cref="JobAdministration"/>. <c>AuditTrail</c> has to be there.
    /// </summary>
    public static IServiceCollection AddJobDesk(this IServiceCollection services) =>
        services.AddSingleton<JobStore>().AddSingleton<JobFailureStore>().AddSingleton<JobAdministration>();
}
