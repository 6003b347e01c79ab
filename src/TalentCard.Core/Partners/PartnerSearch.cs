using TalentCard.Contracts.Search;
using TalentCard.Core.Search;

namespace TalentCard.Core.Partners;

/// <summary>Finds partners by name, and service points by name or address.</summary>
internal sealed class PartnerSearch : ISearchSource
{
    public async Task<List<SearchHit>> FindAsync(Session session, SearchTerm term, int limit, Actor actor)
    {
        var arguments = new { term.Text, limit };
        var partners = await session.ListAsync<SearchHit>(
            """
            select 'partner' kind, p.id, p.name title, p.contact detail, case when p.active then null else 'stopped' end state,
                   null::uuid owner
            from partners p
            where search_grams(p.name || ' ' || p.name_en) @> search_term_grams(@Text)
                and (contains_text(p.name, @Text) or contains_text(p.name_en, @Text))
            order by p.active desc, p.name
            limit @limit
            """,
            arguments
        );
        var points = await session.ListAsync<SearchHit>(
            """
            select 'service_point' kind, s.id, s.name title, p.name || case when s.address = '' then ''
                   else ' · ' || s.address end detail,
                   case when s.active and p.active then null else 'stopped' end state, p.id owner
            from service_points s join partners p on p.id = s.partner_id
            where search_grams(s.name || ' ' || s.name_en || ' ' || s.address) @> search_term_grams(@Text)
              and (contains_text(s.name, @Text) or contains_text(s.name_en, @Text) or contains_text(s.address, @Text))
            order by s.active desc, s.name
            limit @limit
            """,
            arguments
        );
        return [.. partners.Concat(points)];
    }
}
