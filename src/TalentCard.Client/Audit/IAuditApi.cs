using Refit;
using TalentCard.Contracts.Audit;

namespace TalentCard.Client.Audit;

/// <summary>The audit trail.</summary>
public interface IAuditApi
{
    /// <summary>Lists the audit trail, newest first; the look becomes a row of it.</summary>
    [Get("/api/v1/audit-events")]
    Task<Page<AuditEntry>> ListAuditEventsAsync([Query] AuditQuery query, CancellationToken cancel);
}
