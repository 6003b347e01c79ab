using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Talents;

/// <summary>Registers talents and the import of their lists.</summary>
public static class TalentServices
{
    /// <summary>Adds <see cref="TalentStore"/>, <see cref="ChangeTalent"/> and <see cref="ImportTalents"/>.</summary>
    public static IServiceCollection AddTalents(this IServiceCollection services) => services
        .AddSingleton<TalentStore>()
        .AddSingleton<ChangeTalent>()
        .AddSingleton<ImportTalents>();
}
