using TalentCard.Contracts.Search;

namespace TalentCard.Core.Search;

/// <summary>Asks every feature for what somebody of the office looks for. The look is written into the audit trail.</summary>
public sealed class SearchEverywhere(Db db, AuditTrail audit, IEnumerable<ISearchSource> sources)
{
    /// <summary>What matches, by kind.</summary>
    /// <param name="text">What was typed; more than spaces.</param>
    /// <param name="limit">The most of each kind.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="cancel">Stops looking.</param>
    public async Task<SearchAnswer> FindAsync(string text, int limit, Actor actor, CancellationToken cancel)
    {
        var term = new SearchTerm(text.Trim());
        await using var session = await db.OpenAsync(cancel);
        List<SearchHit> hits = [];
        var more = false;
        foreach (var source in sources)
        {
            foreach (var kind in (await source.FindAsync(session, term, limit + 1, actor)).GroupBy(hit => hit.Kind))
            {
                var found = kind.ToList();
                more |= found.Count > limit;
                hits.AddRange(found.Take(limit));
            }
        }
        var entry = new AuditEvent(
            "search.find",
            "search",
            null,
            Details: new { query = term.IsPlain ? term.Text : null, hits = hits.Count }
        );
        await audit.WriteAsync(session, actor, entry);
        return new SearchAnswer(hits, more);
    }
}
