using TalentCard.Contracts.ThinkTank;

namespace TalentCard.Core.ThinkTank;

/// <summary>The pairings that were adopted, of whatever term.</summary>
public sealed class PairingStore(Db db, AuditTrail audit)
{
    /// <summary>Pairings, those that began last first; of an expert or a village alone where they are given.</summary>
    public async Task<Page<AdoptedPairing>> ListAsync(PairingQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, AdviseeStore.Owner);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<AdoptedPairing>(
            $"""
            select p.id, t.name term, p.proposal_id, p.expert_id, e.name expert, p.advisee_id, a.name advisee, p.starts_on,
                   p.ends_on, l.visits, l.last_visit, l.rating
            from pairings p join pairing_terms t on t.id = p.term_id join experts e on e.id = p.expert_id
                join advisees a on a.id = p.advisee_id
            cross join lateral (
                select count(*) filter (where s.photo_id is not null or s.confirmed_at is not null)::int visits,
                       max(s.visited_on) last_visit, avg(s.rating)::double precision rating
                from service_logs s
                where s.expert_id = p.expert_id and s.advisee_id = p.advisee_id
                    and s.visited_on between p.starts_on and p.ends_on) l
            where {scope}
              and (@Expert::uuid is null or p.expert_id = @Expert) and (@Advisee::uuid is null or p.advisee_id = @Advisee)
              and (@On::date is null or (p.starts_on, p.id) < (@On, @AfterId))
            order by p.starts_on desc, p.id desc
            limit @Rows
            """,
            scope.With(
                new
                {
                    query.Expert,
                    query.Advisee,
                    On = position is { } from ? DateOnly.FromDateTime(from.At.UtcDateTime) : (DateOnly?)null,
                    AfterId = position?.Id,
                    Rows = query.Limit + 1,
                }
            )
        );
        await audit.WriteAsync(
            session,
            actor,
            new AuditEvent("pairing.list", "pairing", null, Details: new { query.Expert, query.Advisee })
        );
        return Keyset.Cut(
            rows,
            query.Limit,
            row => new Keyset(new DateTimeOffset(row.StartsOn, TimeOnly.MinValue, TimeSpan.Zero), row.Id)
        );
    }
}
