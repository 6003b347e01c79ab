using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.WorkingTime;

/// <summary>Registers working time.</summary>
public static class WorkingTimeServices
{
    /// <summary>Adds <see cref="WorkingTimeStore"/>.</summary>
    public static IServiceCollection AddWorkingTime(this IServiceCollection services) => services.AddSingleton<WorkingTimeStore>();
}
