using TalentCard.Contracts.Search;
using TalentCard.Core.Search;

namespace TalentCard.Core.Hotline;

/// <summary>Finds tickets by words of two characters and more in number, title, content or answer, the newest first.</summary>
internal sealed class TicketSearch : ISearchSource
{
    public async Task<List<SearchHit>> FindAsync(Session session, SearchTerm term, int limit, Actor actor)
    {
        if (!SearchWords.Any(term.Text))
            return [];
        var scope = RowScope.Of(actor, TicketStore.OwnerOf("t"));
        return await session.ListAsync<SearchHit>(
            $"""
            select 'ticket' kind, t.id, t.number title, t.title detail, t.state, null::uuid owner
            from tickets t
            where {scope} and {SearchWords.In("t.grams", TicketStore.Searched)}
            order by t.received_at desc, t.id
            limit @limit
            """,
            scope.With(
                new
                {
                    Query = term.Text,
                    Words = SearchWords.Of(term.Text),
                    limit,
                }
            )
        );
    }
}
