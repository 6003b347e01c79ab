using TalentCard.Contracts.Search;
using TalentCard.Core.Privacy;
using TalentCard.Core.Search;

namespace TalentCard.Core.Talents;

/// <summary>
/// Finds talents by name, employer, the ID number's last four, or a whole phone or ID number by its keyed hash.
/// </summary>
internal sealed class TalentSearch(IFieldEncryption encryption) : ISearchSource
{
    public Task<List<SearchHit>> FindAsync(Session session, SearchTerm term, int limit, Actor actor)
    {
        var scope = RowScope.Of(actor, TalentStore.Owner);
        return session.ListAsync<SearchHit>(
            $"""
            select 'talent' kind, t.id, t.name title, '**************' || t.id_number_tail || ' · ' || t.employer detail,
                   null::text state, null::uuid owner
            from talents t
            where {scope} and (names_person(t.name, t.employer, @Text)
               or t.id_number_tail = @Upper or t.phone_hash = @PhoneHash or t.id_number_hash = any(@DocumentHashes))
            order by search_key(t.name) = search_key(@Text) desc, contains_text(t.name, @Text) desc, t.created_at desc, t.id
            limit @limit
            """,
            scope.With(
                new
                {
                    term.Text,
                    term.Upper,
                    PhoneHash = term.Phone is { } phone ? encryption.Hash(phone, PersonalFields.Phone) : null,
                    DocumentHashes = term.DocumentKeys.Select(key => encryption.Hash(key, PersonalFields.IdNumber)).ToArray(),
                    limit,
                }
            )
        );
    }
}
