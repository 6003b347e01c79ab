using TalentCard.Contracts.Search;

namespace TalentCard.Core.Search;

/// <summary>A feature's part of the search from anywhere. Whoever has something to find registers one.</summary>
public interface ISearchSource
{
    /// <summary>
    /// At most <paramref name="limit"/> things of the actor's that match, the best first; fast, for it runs while somebody types.
    /// </summary>
    Task<List<SearchHit>> FindAsync(Session session, SearchTerm term, int limit, Actor actor);
}
