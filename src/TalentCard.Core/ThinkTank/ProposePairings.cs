using System.Text.Json;
using TalentCard.Contracts.ThinkTank;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.ThinkTank;

/// <summary>Solves a term's pairing and keeps the answer as a proposal.</summary>
public sealed class ProposePairings(Db db, IdempotencyStore idempotency, AuditTrail audit, TimeProvider time)
{
    private static readonly MatchReason Lock = new("lock", "由人才办锁定", "locked by the office");

    /// <summary>Solves and stores.</summary>
    /// <returns>The id of the proposal, or of the one that the key made first.</returns>
    /// <exception cref="RefusedException">An unknown term, a name in use, locks that cannot hold,
    /// <c>idempotency_conflict</c>.</exception>
    public Task<Guid> SolveAsync(SolveRequest request, string key, byte[] hash, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var id = Guid.CreateVersion7(time.GetUtcNow());
                if (await idempotency.ClaimAsync(session, actor, key, hash, id) is { } first)
                    return first;
                var term =
                    await session.FindAsync<Term>(
                        "select id, starts_on, ends_on, version from pairing_terms where id = @TermId",
                        new { request.TermId }
                    ) ?? throw Refuse.Field("termId", "unknown");
                var places = await session.ListAsync<MatchPlace>(
                    """
                    select id, name, latitude, longitude, needs, dialect, is_key from advisees
                    where active and (is_key or not @KeyOnly) order by id
                    """,
                    new { request.KeyOnly }
                );
                var facts = await MatchFacts.ReadAsync(
                    session,
                    term.StartsOn,
                    term.EndsOn,
                    [.. places.Select(place => place.Id)]
                );
                var question = Ask(request, facts, places);
                var solution = Solve(question.Instance);
                await InsertAsync(session, id, request, term, facts, question, solution, actor);
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent(
                        "pairing_proposal.solve",
                        "pairing_proposal",
                        id.ToString(),
                        Details: new { pairs = solution.Pairs.Count, unserved = solution.Unserved.Count }
                    )
                );
                return id;
            },
            cancel
        );

    private static Question Ask(SolveRequest request, MatchFacts facts, IReadOnlyList<MatchPlace> places)
    {
        var locks = (request.Locks ?? []).Select(pair => (pair.ExpertId, pair.AdviseeId)).ToHashSet();
        var bans = (request.Bans ?? []).Select(pair => (pair.ExpertId, pair.AdviseeId)).ToHashSet();
        var matches = new Dictionary<(Guid, Guid), Match>();
        var pairs = new List<SolverPair>();
        foreach (var place in places)
        foreach (var expert in facts.Experts)
        {
            var match = facts.Of(expert, place);
            var pair = (expert.Id, place.Id);
            matches[pair] = match;
            // What the office locks, it may: also a speciality far off or a long way.
            if (match.Obstacle is null || locks.Contains(pair))
                pairs.Add(new SolverPair(expert.Id, place.Id, match.Fit));
        }
        if (locks.Any(pair => !matches.ContainsKey(pair)))
            throw new RefusedException(ThinkTankProblems.LocksImpossible);
        return new Question(
            new PairingInstance(
                [.. facts.Experts.Select(expert => new SolverExpert(expert.Id, expert.Capacity))],
                [.. places.Select(place => new SolverPlace(place.Id, place.IsKey))],
                pairs,
                locks,
                bans,
                facts.Rules.BalanceMicros
            ),
            matches,
            places
        );
    }

    private static PairingSolution Solve(PairingInstance instance)
    {
        try
        {
            return PairingSolver.Solve(instance);
        }
        catch (LocksImpossibleException)
        {
            throw new RefusedException(ThinkTankProblems.LocksImpossible);
        }
    }

    private async Task InsertAsync(
        Session session,
        Guid id,
        SolveRequest request,
        Term term,
        MatchFacts facts,
        Question question,
        PairingSolution solution,
        Actor actor
    )
    {
        var locks = question.Instance.Locks.ToHashSet();
        await session.ExecuteAsync(
            """
            insert into pairing_proposals
                (id, term_id, term_version, parent_id, name, state, key_only, balance, total, bottlenecks, created_by,
                 created_by_name, created_at)
            values (@id, @TermId, @Version, (select p.id from pairing_proposals p where p.id = @ParentId and p.term_id = @TermId),
                @Name, 'proposed', @KeyOnly, @Balance, @Total, @Bottlenecks::jsonb, @Me, @MyName, @Now)
            """,
            new
            {
                id,
                request.TermId,
                term.Version,
                request.ParentId,
                Name = request.Name.Trim(),
                request.KeyOnly,
                facts.Rules.Balance,
                solution.Total,
                Bottlenecks = JsonSerializer.Serialize(
                    PairingWords.Of(solution, question.Instance, question.Matches, question.Places, facts),
                    JsonSerializerOptions.Web
                ),
                Me = Guid.Parse(actor.Id),
                MyName = actor.Name,
                Now = time.GetUtcNow(),
            }
        );
        await session.ExecuteAsync(
            """
            insert into proposal_pairs (proposal_id, expert_id, advisee_id, fit, km, locked, reasons)
            select @id, expert_id, advisee_id, fit, km, locked, reasons::jsonb
            from unnest(@Experts, @Places, @Fits, @Kms, @Locked, @Reasons)
                as x (expert_id, advisee_id, fit, km, locked, reasons)
            """,
            new
            {
                id,
                Experts = solution.Pairs.Select(pair => pair.Expert).ToArray(),
                Places = solution.Pairs.Select(pair => pair.Place).ToArray(),
                Fits = solution.Pairs.Select(pair => pair.Fit).ToArray(),
                Kms = solution.Pairs.Select(pair => question.Matches[(pair.Expert, pair.Place)].Km).ToArray(),
                Locked = solution.Pairs.Select(pair => locks.Contains((pair.Expert, pair.Place))).ToArray(),
                Reasons = solution
                    .Pairs.Select(pair =>
                        Reasons(question.Matches[(pair.Expert, pair.Place)], locks.Contains((pair.Expert, pair.Place)))
                    )
                    .ToArray(),
            }
        );
        // A ban of somebody who is no longer there forbids nothing.
        await session.ExecuteAsync(
            """
            insert into proposal_bans (proposal_id, expert_id, advisee_id)
            select distinct @id, e.id, a.id
            from unnest(@Experts, @Places) as x (expert_id, advisee_id)
            join experts e on e.id = x.expert_id join advisees a on a.id = x.advisee_id
            """,
            new
            {
                id,
                Experts = question.Instance.Bans.Select(pair => pair.Expert).ToArray(),
                Places = question.Instance.Bans.Select(pair => pair.Place).ToArray(),
            }
        );
    }

    private static string Reasons(Match match, bool locked) =>
        JsonSerializer.Serialize(locked ? [Lock, .. match.Reasons] : match.Reasons, JsonSerializerOptions.Web);

    private sealed record Term(Guid Id, DateOnly StartsOn, DateOnly EndsOn, int Version);

    private sealed record Question(
        PairingInstance Instance,
        Dictionary<(Guid Expert, Guid Place), Match> Matches,
        IReadOnlyList<MatchPlace> Places
    );
}
