using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.PersonalData;

/// <summary>Registers the talent's rights over their data.</summary>
public static class PersonalDataServices
{
    /// <summary>Adds <see cref="ExportPersonalData"/>; needs field encryption and the audit trail.</summary>
    public static IServiceCollection AddPersonalData(this IServiceCollection services) =>
        services.AddSingleton<ExportPersonalData>();
}
