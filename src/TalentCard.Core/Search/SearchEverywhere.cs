using TalentCard.Contracts.Search;
using TalentCard.Core.Security;

namespace TalentCard.Core.Search;

/// <summary>Asks every feature for what somebody of the office looks for. The look is written into the audit trail.</summary>
public sealed class SearchEverywhere(Db db, AuditTrail audit, IEnumerable<ISearchSource> sources, LookUpLimit lookUps)
{
    /// <summary>What matches, by kind.</summary>
    /// <param name="text">What was typed; more than spaces.</param>
    /// <param name="limit">The most of each kind.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="cancel">Stops looking.</param>
    /// <exception cref="RefusedException"><c>look_ups_closed</c>: too many whole numbers led to nobody.</exception>
    public Task<SearchAnswer> FindAsync(string text, int limit, Actor actor, CancellationToken cancel)
    {
        var term = new SearchTerm(text.Trim());
        return term is { Phone: null, DocumentKeys.Count: 0 }
            ? FindAsync(term, limit, actor, cancel)
            : lookUps.FindAsync(() => FindAsync(term, limit, actor, cancel), found => found.Hits.Count > 0, actor, cancel);
    }

    private async Task<SearchAnswer> FindAsync(SearchTerm term, int limit, Actor actor, CancellationToken cancel)
    {
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
