using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.PersonalData;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.PersonalData;

/// <summary>Registers the talent's rights over their data.</summary>
public static class PersonalDataServices
{
    /// <summary>
    /// Adds <see cref="ExportPersonalData"/>, <see cref="ErasureStore"/>, <see cref="RetentionStore"/> and
    /// <see cref="ApplyRetention"/>; needs field encryption and the audit trail.
    /// </summary>
    public static IServiceCollection AddPersonalData(this IServiceCollection services) =>
        services
            .AddSingleton<ExportPersonalData>()
            .AddSingleton<EraseTalent>()
            .AddSingleton<RetentionStore>()
            .AddSingleton(provider => new ErasureStore(
                provider.GetRequiredService<Db>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<AuditTrail>(),
                provider.GetRequiredService<IdempotencyStore>(),
                provider.GetRequiredService<EraseTalent>()
            ))
            .AddSingleton(provider => new ApplyRetention(
                provider.GetRequiredService<Db>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<AuditTrail>(),
                provider.GetRequiredService<EraseTalent>()
            ))
            .NameConstraints(new ConstraintRefusal("erasure_requests_one_pending", PersonalDataProblems.ErasurePending));
}
