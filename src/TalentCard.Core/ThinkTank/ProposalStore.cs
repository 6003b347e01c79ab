using System.Text.Json;
using TalentCard.Contracts.ThinkTank;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.ThinkTank;

/// <summary>Terms and the proposals for them.</summary>
public sealed class ProposalStore(Db db, IdempotencyStore idempotency, AuditTrail audit, TimeProvider time)
{
    private const string TermColumns = """
        t.id, t.name, t.starts_on, t.ends_on,
        (select p.id from pairing_proposals p where p.term_id = t.id and p.state = 'adopted' order by p.decided_at desc
         limit 1) adopted,
        (select count(*)::int from pairings p where p.term_id = t.id and p.ends_on = t.ends_on) pairings
        """;

    private const string Columns = """
        p.id, p.term_id, t.name term, p.name, p.state, p.key_only, p.total,
        (select count(*)::int from proposal_pairs x where x.proposal_id = p.id) pairs,
        (select coalesce(sum((b ->> 'missing')::int), 0)::int from jsonb_array_elements(p.bottlenecks) b) unserved,
        p.created_by_name created_by, p.created_at, p.decided_by_name decided_by, p.decided_at, p.created_by::text = @Me mine
        """;

    /// <summary>The terms, the latest first.</summary>
    public async Task<IReadOnlyList<PairingTerm>> TermsAsync(CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ListAsync<PairingTerm>(
            $"select {TermColumns} from pairing_terms t order by t.starts_on desc, t.id limit 100"
        );
    }

    /// <summary>Opens a term.</summary>
    /// <exception cref="RefusedException">A name in use, days in the wrong order or more than three years,
    /// <c>idempotency_conflict</c>.</exception>
    public Task<PairingTerm> OpenTermAsync(
        PairingTermRequest request,
        string key,
        byte[] hash,
        Actor actor,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                if (request.EndsOn <= request.StartsOn)
                    throw Refuse.Field("endsOn", "must lie after the first day");
                if (request.EndsOn.DayNumber - request.StartsOn.DayNumber > 3 * 366)
                    throw Refuse.Field("endsOn", "must lie within three years");
                var id = Guid.CreateVersion7(time.GetUtcNow());
                var first = await idempotency.ClaimAsync(session, actor, key, hash, id);
                if (first is null)
                {
                    await session.ExecuteAsync(
                        "insert into pairing_terms (id, name, starts_on, ends_on, created_at) values (@id, @Name, @StartsOn, @EndsOn, @Now)",
                        new
                        {
                            id,
                            Name = request.Name.Trim(),
                            request.StartsOn,
                            request.EndsOn,
                            Now = time.GetUtcNow(),
                        }
                    );
                    await audit.WriteAsync(
                        session,
                        actor,
                        new AuditEvent("pairing_term.open", "pairing_term", id.ToString(), Details: request)
                    );
                }
                return await session.SingleAsync<PairingTerm>(
                    $"select {TermColumns} from pairing_terms t where t.id = @id",
                    new { id = first ?? id }
                );
            },
            cancel
        );

    /// <summary>A page of proposals, the newest first.</summary>
    public async Task<Page<ProposalSummary>> ListAsync(ProposalQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<ProposalSummary>(
            $"""
            select {Columns}
            from pairing_proposals p join pairing_terms t on t.id = p.term_id
            where (@Term::uuid is null or p.term_id = @Term)
                and (@At::timestamptz is null or (p.created_at, p.id) < (@At, @AfterId))
            order by p.created_at desc, p.id desc
            limit @Rows
            """,
            new
            {
                query.Term,
                Me = actor.Id,
                position?.At,
                AfterId = position?.Id,
                Rows = query.Limit + 1,
            }
        );
        return Keyset.Cut(rows, query.Limit, row => new Keyset(row.CreatedAt, row.Id));
    }

    /// <summary>A proposal with all of its pairs.</summary>
    /// <exception cref="RefusedException">Unknown (<c>not_found</c>).</exception>
    public async Task<Proposal> ReadAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var summary = await FindAsync(session, id, actor);
        var pairs = await session.ListAsync<PairRow>(
            """
            select x.expert_id, e.name expert, x.advisee_id, a.name advisee, a.division_code division, a.is_key, x.fit, x.km,
                   x.locked, x.reasons::text reasons
            from proposal_pairs x join experts e on e.id = x.expert_id join advisees a on a.id = x.advisee_id
            where x.proposal_id = @id order by x.expert_id, x.advisee_id
            """,
            new { id }
        );
        var bans = await session.ListAsync<BannedPair>(
            """
            select x.expert_id, e.name expert, x.advisee_id, a.name advisee
            from proposal_bans x join experts e on e.id = x.expert_id join advisees a on a.id = x.advisee_id
            where x.proposal_id = @id order by x.expert_id, x.advisee_id
            """,
            new { id }
        );
        var loads = await session.ListAsync<ExpertLoad>(
            """
            select e.id expert_id, e.name expert, count(x.advisee_id)::int load, least(e.capacity, max(r.capacity_most)) capacity
            from experts e
            cross join lateral (
                select r.capacity_most from pairing_proposals p join pairing_terms t on t.id = p.term_id cross
                    join think_tank_rules r
                where p.id = @id
                order by r.valid_from <= t.starts_on desc, case when r.valid_from <= t.starts_on then r.valid_from end desc,
                    r.valid_from
                limit 1) r
            left join proposal_pairs x on x.expert_id = e.id and x.proposal_id = @id
            where e.active or x.proposal_id is not null
            group by e.id order by load desc, e.id
            """,
            new { id }
        );
        var bottlenecks = await session.ScalarAsync<string>(
            "select bottlenecks::text from pairing_proposals where id = @id",
            new { id }
        );
        await audit.WriteAsync(session, actor, new AuditEvent("pairing_proposal.view", "pairing_proposal", id.ToString()));
        return new Proposal(
            summary,
            [.. pairs.Select(row => row.ToPair())],
            bans.AsList(),
            loads.AsList(),
            JsonSerializer.Deserialize<ProposalBottleneck[]>(bottlenecks!, JsonSerializerOptions.Web)!
        );
    }

    /// <summary>Two proposals beside each other.</summary>
    /// <exception cref="RefusedException">Either is unknown (<c>not_found</c>).</exception>
    public async Task<ProposalComparison> CompareAsync(Guid first, Guid second, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<ComparedAdvisee>(
            """
            with sides as (
                select x.advisee_id, x.proposal_id, string_agg(e.name, '、' order by e.id) experts, sum(x.fit)::int fit
                from proposal_pairs x join experts e on e.id = x.expert_id where x.proposal_id in (@first, @second) group by 1, 2)
            select a.id advisee_id, a.name advisee, f.experts as first, s.experts as second,
                coalesce(s.fit, 0) - coalesce(f.fit, 0) fit_change
            from advisees a
            left join sides f on f.advisee_id = a.id and f.proposal_id = @first
            left join sides s on s.advisee_id = a.id and s.proposal_id = @second
            where f.advisee_id is not null or s.advisee_id is not null
            order by a.name, a.id
            """,
            new { first, second }
        );
        return new ProposalComparison(
            await FindAsync(session, first, actor),
            await FindAsync(session, second, actor),
            rows.Count(row => row.First == row.Second),
            [.. rows.Where(row => row.First != row.Second)]
        );
    }

    private static async Task<ProposalSummary> FindAsync(Session session, Guid id, Actor actor) =>
        await session.FindAsync<ProposalSummary>(
            $"select {Columns} from pairing_proposals p join pairing_terms t on t.id = p.term_id where p.id = @id",
            new { id, Me = actor.Id }
        ) ?? throw new RefusedException(CommonProblems.NotFound);

    private sealed record PairRow(
        Guid ExpertId,
        string Expert,
        Guid AdviseeId,
        string Advisee,
        string Division,
        bool IsKey,
        int Fit,
        double Km,
        bool Locked,
        string Reasons
    )
    {
        public ProposalPair ToPair() =>
            new(
                ExpertId,
                Expert,
                AdviseeId,
                Advisee,
                Division,
                IsKey,
                Fit,
                Km,
                Locked,
                JsonSerializer.Deserialize<MatchReason[]>(Reasons, JsonSerializerOptions.Web)!
            );
    }
}
