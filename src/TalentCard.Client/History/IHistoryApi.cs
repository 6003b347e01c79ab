using Refit;
using TalentCard.Contracts.History;

namespace TalentCard.Client.History;

/// <summary>A record's changes.</summary>
public interface IHistoryApi
{
    /// <summary>Lists the changes of one thing, newest first: who, when and why; looks at it are left out.</summary>
    [Get("/api/v1/history")]
    Task<Page<HistoryEntry>> ListHistoryAsync([Query] HistoryQuery query, CancellationToken cancel);
}
