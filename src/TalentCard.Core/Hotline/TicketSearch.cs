using TalentCard.Contracts.Search;
using TalentCard.Core.Search;

namespace TalentCard.Core.Hotline;

/// <summary>Finds tickets by words of two characters and more in number, title, content or answer, the newest first.</summary>
internal sealed class TicketSearch : ISearchSource
{
    private static readonly string Sql =
        $"""
        select 'ticket' kind, t.id, t.number title, t.title detail, t.state, null::uuid owner
        from tickets t
        where {SearchWords.In("t.grams", TicketStore.Searched)}
        order by t.received_at desc, t.id
        limit @limit
        """;

    public async Task<List<SearchHit>> FindAsync(Session session, SearchTerm term, int limit) =>
        SearchWords.Any(term.Text)
            ? await session.ListAsync<SearchHit>(Sql, new { Query = term.Text, Words = SearchWords.Of(term.Text), limit })
            : [];
}
