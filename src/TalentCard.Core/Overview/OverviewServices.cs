using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Overview;

/// <summary>Registers the office's start page.</summary>
public static class OverviewServices
{
    /// <summary>
    /// Adds <see cref="OverviewStore"/> and the work that waits around cards; other features add their
    /// <see cref="IWaitingWork"/>.
    /// </summary>
    public static IServiceCollection AddOverview(this IServiceCollection services) =>
        services.AddSingleton<OverviewStore>().AddSingleton<IWaitingWork, CardWork>();
}
