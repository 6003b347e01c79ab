using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Stations;
using TalentCard.Core.Lists;
using TalentCard.Core.Overview;

namespace TalentCard.Core.Stations;

/// <summary>Registers postdoc stations.</summary>
public static class StationServices
{
    /// <summary>Adds the stations and their postdocs; needs documents, idempotency and the audit trail.</summary>
    public static IServiceCollection AddStations(this IServiceCollection services) =>
        services
            .AddSingleton<StationStore>()
            .AddSingleton<PostdocRuleStore>()
            .AddSingleton<PostdocStore>()
            .AddSingleton<PostdocHistory>()
            .AddSingleton<EnterPostdoc>()
            .AddSingleton<ListImport<StationImport>, ImportStations>()
            .AddSingleton<ImportPostdocs>()
            .AddSingleton<ListImport<PostdocImport>>(services => services.GetRequiredService<ImportPostdocs>())
            .AddSingleton<IForget>(ImportPostdocs.Kept)
            .AddSingleton<ApproveEntries>()
            .AddSingleton<RequestChange>()
            .AddSingleton<RecordStep>()
            .AddSingleton<StationDues>()
            .AddSingleton<StationFigures>()
            .AddSingleton<IWaitingWork, RequestWork>()
            .NameConstraints(
                new("stations_name_key", StationProblems.NameTaken),
                new("stations_division_code_fkey", "division"),
                new("station_mentors_once", StationProblems.MentorTwice),
                new("postdocs_once", PostdocProblems.Twice),
                new("postdocs_discipline_code_fkey", "discipline"),
                new("postdoc_requests_one_pending", PostdocProblems.RequestPending),
                new("postdoc_requests_second_person", PostdocProblems.SecondPerson)
            );
}
