using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Audit;

/// <summary>Registers the audit trail.</summary>
public static class AuditServices
{
    /// <summary>Adds <see cref="AuditTrail"/>.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services) => services.AddSingleton<AuditTrail>();
}
