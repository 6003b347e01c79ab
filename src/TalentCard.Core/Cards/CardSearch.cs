using TalentCard.Contracts.Search;
using TalentCard.Core.Search;

namespace TalentCard.Core.Cards;

/// <summary>Finds cards by a part of their number, and the live ones by their holder's name.</summary>
internal sealed class CardSearch(TimeProvider time) : ISearchSource
{
    public Task<List<SearchHit>> FindAsync(Session session, SearchTerm term, int limit, Actor actor)
    {
        var scope = RowScope.Of(actor, CardStore.Owner);
        return session.ListAsync<SearchHit>(
            $"""
            with found as (
                select c.id from cards c where length(@Text) >= 3 and c.number ilike @Pattern
                union
                select c.id from talents t join cards c on c.talent_id = t.id and c.state in ('active', 'suspended')
                where search_grams(t.name || ' ' || t.employer) @> search_term_grams(@Text) and contains_text(t.name, @Text))
            select 'card' kind, c.id, c.number title, t.name || ' · ' || t.employer detail,
                   shown_card_state(c.state, c.valid_to, @Today) state, null::uuid owner
            from found join cards c on c.id = found.id join talents t on t.id = c.talent_id
            where {scope}
            order by c.number = @Upper desc, c.state = 'active' desc, c.created_at desc, c.id
            limit @limit
            """,
            scope.With(
                new
                {
                    term.Text,
                    term.Pattern,
                    term.Upper,
                    Today = time.Today(),
                    limit,
                }
            )
        );
    }
}
