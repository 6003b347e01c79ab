using TalentCard.Contracts.Organisations;

namespace TalentCard.Core.Organisations;

/// <summary>Names in lists that the register does not know, or knows more than once: a person says what they mean.</summary>
public sealed class MatchOrganisations(Db db, AuditTrail audit)
{
    private static readonly RowOwner Mentioned = new() { Division = "m.division_code" };

    /// <summary>A page of the names without an organisation among the rows that the caller sees, in their order.</summary>
    /// <exception cref="RefusedException"><c>after</c> is none of this list (<c>invalid_request</c>).</exception>
    public async Task<Page<UnmatchedName>> ListAsync(ListQuery query, Actor actor, CancellationToken cancel)
    {
        var (rows, own) = (RowScope.Of(actor, Mentioned), RowScope.Of(actor, OrganisationStore.Owner));
        await using var session = await db.OpenAsync(cancel);
        var names = await session.ListAsync<(string Key, string Name, int Talents, int Stations, int Firms)>(
            $"""
            select search_key(m.name), min(m.name), count(*) filter (where m.kind = 'talent')::int,
                count(*) filter (where m.kind = 'station')::int, count(*) filter (where m.kind = 'advisee')::int
            from organisation_mentions m
            where m.organisation_id is null and {rows} and (@After::text is null or search_key(m.name) > @After)
            group by 1
            order by 1
            limit @Rows
            """,
            rows.With(new { query.After, Rows = query.Limit + 1 })
        );
        var page = names.Take(query.Limit).ToList();
        var candidates = await session.ListAsync<string, OrganisationCandidate, (string Key, OrganisationCandidate Candidate)>(
            $"""
            select key, o.id, o.name, o.credit_code, o.division_code division
            from unnest(@Keys) key
            cross join lateral (
                select o.id, o.name, o.credit_code, o.division_code, similarity(o.name_key, key) likeness
                from organisations o
                where o.state <> 'merged' and {own} and similarity(o.name_key, key) > 0.2
                order by likeness desc, o.name, o.id
                limit 3
            ) o
            order by key, likeness desc, o.name, o.id
            """,
            own.With(new { Keys = page.Select(name => name.Key).ToArray() }),
            (key, candidate) => (key, candidate)
        );
        var byKey = candidates.ToLookup(row => row.Key, row => row.Candidate);
        return new Page<UnmatchedName>(
            [.. page.Select(row => new UnmatchedName(row.Name, row.Talents, row.Stations, row.Firms, [.. byKey[row.Key]]))],
            names.Count > query.Limit ? page[^1].Key : null
        );
    }

    /// <summary>
    /// Links the rows that bear a name and that the caller sees. What the city's office says is remembered as a name of the
    /// organisation where no other has it; a county's word holds for its own rows alone.
    /// </summary>
    /// <returns>How many rows were linked.</returns>
    /// <exception cref="RefusedException"><c>not_found</c> or <c>organisation_merged</c>.</exception>
    public Task<MatchAnswer> MatchAsync(MatchRequest request, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var id = request.Organisation;
                await session.ExecuteAsync("select from organisations where id = @id for key share", new { id });
                var organisation = await OrganisationStore.FindAsync(session, id, actor);
                if (organisation.State == "merged")
                    throw new RefusedException(OrganisationProblems.Merged);
                var rows = RowScope.Of(actor, Mentioned);
                var linked = await session.ScalarAsync<int>(
                    $"""
                    with mentions as materialized (
                        select m.kind, m.id from organisation_mentions m
                        where m.organisation_id is null and search_key(m.name) = search_key(@Name) and {rows}
                    ),
                    talent as (update talents t set organisation_id = @Organisation from mentions m
                        where m.kind = 'talent' and t.id = m.id and t.organisation_id is null returning 1),
                    station as (update stations s set organisation_id = @Organisation from mentions m
                        where m.kind = 'station' and s.id = m.id and s.organisation_id is null returning 1),
                    advisee as (update advisees a set organisation_id = @Organisation from mentions m
                        where m.kind = 'advisee' and a.id = m.id and a.organisation_id is null returning 1)
                    select (select count(*) from talent)::int + (select count(*) from station)::int
                        + (select count(*) from advisee)::int
                    """,
                    rows.With(request)
                );
                if (rows.IsAll)
                    await session.ExecuteAsync(
                        """
                        insert into organisation_names (organisation_id, name)
                        select @Organisation, @Name
                        where not exists (select from organisations where name_key = search_key(@Name) and state <> 'merged')
                            and not exists (select from organisation_names where name_key = search_key(@Name))
                        """,
                        request with
                        {
                            Name = PlainText.Normal(request.Name),
                        }
                    );
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("organisation.match", "organisation", id.ToString(), Details: new { request.Name, linked })
                );
                return new MatchAnswer(linked);
            },
            cancel
        );
}
