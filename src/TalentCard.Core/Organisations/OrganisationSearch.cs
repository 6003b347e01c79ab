using TalentCard.Contracts.Search;
using TalentCard.Core.Search;

namespace TalentCard.Core.Organisations;

/// <summary>Finds organisations by their names.</summary>
internal sealed class OrganisationSearch : ISearchSource
{
    public Task<List<SearchHit>> FindAsync(Session session, SearchTerm term, int limit, Actor actor)
    {
        var scope = RowScope.Of(actor, OrganisationStore.Owner);
        return session.ListAsync<SearchHit>(
            $"""
            select 'organisation' kind, o.id, o.name title, coalesce(o.credit_code, '') detail,
                   case when o.state = 'active' then null else 'stopped' end state, null::uuid owner
            from organisations o
            where {scope} and o.state <> 'merged'
              and search_grams(o.name || ' ' || o.short_name || ' ' || o.name_en) @> search_term_grams(@Text)
              and (contains_text(o.name, @Text) or contains_text(o.short_name, @Text) or contains_text(o.name_en, @Text))
            order by o.state, o.name, o.id
            limit @limit
            """,
            scope.With(new { term.Text, limit })
        );
    }
}
