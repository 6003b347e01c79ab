using Microsoft.Extensions.DependencyInjection;
using TalentCard.Core.Keys;

namespace TalentCard.Core.Audit;

/// <summary>Registers the audit trail.</summary>
public static class AuditServices
{
    /// <summary>Adds <see cref="AuditTrail"/> and <see cref="AuditStore"/>.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddSingleton<AuditTrail>().AddSingleton<AuditStore>();

    /// <summary>
    /// Adds the closing of the ledgers' days: <see cref="CloseLedgerDays"/>, <see cref="VerifyLedgers"/> and
    /// <see cref="LedgerDayStore"/>; needs <see cref="SigningKeyRing"/>.
    /// </summary>
    public static IServiceCollection AddLedgers(this IServiceCollection services) =>
        services
            .AddSingleton<CloseLedgerDays>()
            .AddSingleton<LedgerDayStore>()
            .AddSingleton(provider => new VerifyLedgers(
                provider.GetRequiredService<Db>(),
                provider.GetRequiredService<SigningKeyStore>(),
                provider.GetRequiredService<TimeProvider>()
            ));
}
