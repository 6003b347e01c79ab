using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Audit;

/// <summary>Registers the audit trail.</summary>
public static class AuditServices
{
    /// <summary>Adds <see cref="AuditTrail"/> and <see cref="AuditStore"/>.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddSingleton<AuditTrail>().AddSingleton<AuditStore>();
}
