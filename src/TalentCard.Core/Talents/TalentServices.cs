using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Talents;
using TalentCard.Core.Lists;
using TalentCard.Core.Search;

namespace TalentCard.Core.Talents;

/// <summary>Registers talents and the import of their lists.</summary>
public static class TalentServices
{
    /// <summary>
    /// Adds <see cref="TalentStore"/>, <see cref="AddTalent"/>, <see cref="ChangeTalent"/>, <see cref="CorrectTalent"/>,
    /// <see cref="ImportTalents"/>, <see cref="CorrectByList"/> and their search.
    /// </summary>
    public static IServiceCollection AddTalents(this IServiceCollection services) =>
        services
            .AddSingleton<TalentStore>()
            .AddSingleton<ChangeTalent>()
            .AddSingleton<CorrectTalent>()
            .AddSingleton<CorrectByList>()
            .AddSingleton<WriteTalents>()
            .AddSingleton<AddTalent>()
            .AddSingleton<ImportTalents>()
            .AddSingleton<ListImport<TalentImport>>(services => services.GetRequiredService<ImportTalents>())
            .AddSingleton<IForget, TalentImportTable>()
            .AddSingleton<ISearchSource, TalentSearch>()
            .NameConstraints(
                new("talents_id_number_hash_key", TalentProblems.NumberTaken),
                new("talent_corrections_one_pending", TalentProblems.CorrectionPending),
                new("talent_corrections_second_person", TalentProblems.CorrectionSecondPerson)
            );
}
