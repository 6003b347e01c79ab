using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Jobs;

/// <summary>Registers what the Worker and the Api share about jobs.</summary>
public static class JobFailureServices
{
    /// <summary>Adds <see cref="JobFailureStore"/>.</summary>
    public static IServiceCollection AddJobFailures(this IServiceCollection services) => services.AddSingleton<JobFailureStore>();
}
