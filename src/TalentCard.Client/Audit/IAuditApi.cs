using Refit;
using TalentCard.Contracts.Audit;

namespace TalentCard.Client.Audit;

/// <summary>The audit trail, and the closed days of the ledgers.</summary>
public interface IAuditApi
{
    /// <summary>Lists the audit trail, newest first; the look becomes a row of it.</summary>
    [Get("/api/v1/audit-events")]
    Task<Page<AuditEntry>> ListAuditEventsAsync([Query] AuditQuery query, CancellationToken cancel);

    /// <summary>Lists the closed days of the ledgers, the last first.</summary>
    [Get("/api/v1/ledger-days")]
    Task<Page<LedgerDay>> ListLedgerDaysAsync([Query] LedgerDayQuery query, CancellationToken cancel);

    /// <summary>Gives the signed statement of a closed day of the ledgers.</summary>
    [Get("/api/v1/ledger-days/{day}")]
    Task<LedgerDayStatement> GetLedgerDayAsync(DateOnly day, CancellationToken cancel);
}
