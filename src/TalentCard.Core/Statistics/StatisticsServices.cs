using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Statistics;

/// <summary>Registers the statistics.</summary>
public static class StatisticsServices
{
    /// <summary>Adds <see cref="RollUp"/> and what reads its counts.</summary>
    public static IServiceCollection AddStatistics(this IServiceCollection services) =>
        services
            .AddSingleton<RollUp>()
            .AddSingleton<ServiceStatisticsStore>()
            .AddSingleton<FieldStatisticsStore>()
            .AddSingleton<WallboardStore>();
}
