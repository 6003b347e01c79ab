using Refit;
using TalentCard.Contracts.Security;

namespace TalentCard.Client.Security;

/// <summary>What may be an attack.</summary>
public interface ISecurityApi
{
    /// <summary>Lists what may be an attack, newest first; the look becomes a row of the audit trail.</summary>
    [Get("/api/v1/security-events")]
    Task<Page<SecurityEvent>> ListSecurityEventsAsync([Query] SecurityEventQuery query, CancellationToken cancel);
}
