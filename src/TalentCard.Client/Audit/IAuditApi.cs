using Refit;
using TalentCard.Contracts.Audit;
using TalentCard.Contracts.Security;

namespace TalentCard.Client.Audit;

/// <summary>The audit trail.</summary>
public interface IAuditApi
{
    /// <summary>Lists the audit trail, newest first; the look becomes a row of it.</summary>
    [Get("/api/v1/audit-events")]
    Task<Page<AuditEntry>> ListAuditEventsAsync([Query] AuditQuery query, CancellationToken cancel);

    /// <summary>Lists what may be an attack, newest first; the look becomes a row of the audit trail.</summary>
    [Get("/api/v1/security-events")]
    Task<Page<SecurityEvent>> ListSecurityEventsAsync([Query] SecurityEventQuery query, CancellationToken cancel);
}
