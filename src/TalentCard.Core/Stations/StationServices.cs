using Microsoft.Extensions.DependencyInjection;
using TalentCard.Core.Overview;

namespace TalentCard.Core.Stations;

/// <summary>Registers postdoc stations.</summary>
public static class StationServices
{
    /// <summary>Adds the stations and their postdocs; needs documents, idempotency and the audit trail.</summary>
    public static IServiceCollection AddStations(this IServiceCollection services) => services
        .AddSingleton<StationStore>()
        .AddSingleton<PostdocRuleStore>()
        .AddSingleton<PostdocStore>()
        .AddSingleton<PostdocHistory>()
        .AddSingleton<EnterPostdoc>()
        .AddSingleton<StationLists>()
        .AddSingleton<ImportStations>()
        .AddSingleton<ImportPostdocs>()
        .AddSingleton<ApproveEntries>()
        .AddSingleton<RequestChange>()
        .AddSingleton<RecordStep>()
        .AddSingleton<StationDues>()
        .AddSingleton<StationFigures>()
        .AddSingleton<IWaitingWork, RequestWork>();
}
