using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Dependants;
using TalentCard.Core.Idempotency;
using TalentCard.Core.Privacy;

namespace TalentCard.Core.Dependants;

/// <summary>Registers the families of holders.</summary>
public static class DependantServices
{
    /// <summary>Adds <see cref="DependantStore"/>, <see cref="FileDependant"/> and <see cref="ChangeDependant"/>.</summary>
    public static IServiceCollection AddDependants(this IServiceCollection services) =>
        services
            .AddSingleton<DependantSteps>()
            .AddSingleton<DependantStore>()
            .AddSingleton(provider => new FileDependant(
                provider.GetRequiredService<Db>(),
                provider.GetRequiredService<IFieldEncryption>(),
                provider.GetRequiredService<IdempotencyStore>(),
                provider.GetRequiredService<DependantSteps>(),
                provider.GetRequiredService<TimeProvider>()
            ))
            .AddSingleton(provider => new ChangeDependant(
                provider.GetRequiredService<Db>(),
                provider.GetRequiredService<DependantSteps>(),
                provider.GetRequiredService<TimeProvider>()
            ))
            .NameConstraints(
                new("dependants_once", DependantProblems.AlreadyFiled),
                new("dependants_one_spouse", DependantProblems.SpouseTaken),
                new("dependants_spouse_of_one", DependantProblems.SpouseTaken)
            );
}
