using Refit;
using TalentCard.Contracts.Search;

namespace TalentCard.Client.Search;

/// <summary>Search everywhere.</summary>
public interface ISearchApi
{
    /// <summary>
    /// Finds talents, cards, partners and service points by a word or number; the look becomes a row of the audit trail.
    /// </summary>
    [Get("/api/v1/search")]
    Task<SearchAnswer> SearchAsync(string q, int? limit, CancellationToken cancel);
}
