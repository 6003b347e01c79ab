using TalentCard.Contracts.ThinkTank;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.ThinkTank;

/// <summary>Requests for help and the experts who fit them best.</summary>
public sealed class HelpRequestStore(Db db, IdempotencyStore idempotency, AuditTrail audit, TimeProvider time)
{
    private const string Columns =
        "r.id, r.advisee_id, a.name advisee, r.need, r.text, r.state, r.expert_id, e.name expert, r.outcome, r.version, r.created_at";

    private const string Tables =
        "help_requests r join advisees a on a.id = r.advisee_id left join experts e on e.id = r.expert_id";

    /// <summary>A page of requests, the newest first; of an expert or a village alone where they are given.</summary>
    public async Task<Page<HelpRequest>> ListAsync(HelpRequestQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, AdviseeStore.Owner);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<HelpRequest>(
            $"""
            select {Columns}
            from {Tables}
            where {scope} and (@State::text is null or r.state = @State)
              and (@Expert::uuid is null or r.expert_id = @Expert) and (@Advisee::uuid is null or r.advisee_id = @Advisee)
              and (@At::timestamptz is null or (r.created_at, r.id) < (@At, @AfterId))
            order by r.created_at desc, r.id desc
            limit @Rows
            """,
            scope.With(
                new
                {
                    query.State,
                    query.Expert,
                    query.Advisee,
                    position?.At,
                    AfterId = position?.Id,
                    Rows = query.Limit + 1,
                }
            )
        );
        return Keyset.Cut(rows, query.Limit, row => new Keyset(row.CreatedAt, row.Id));
    }

    /// <summary>A request.</summary>
    /// <exception cref="RefusedException">Unknown (<c>not_found</c>).</exception>
    public async Task<HelpRequest> ReadAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await FindAsync(session, id, actor);
    }

    /// <summary>The experts who fit it best, with reasons; those with places left first.</summary>
    /// <exception cref="RefusedException">Unknown (<c>not_found</c>).</exception>
    public async Task<IReadOnlyList<ExpertCandidate>> CandidatesAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var request = await FindAsync(session, id, actor);
        // What counts here is what is asked for now, not what the village needs besides.
        var place = await session.SingleAsync<MatchPlace>(
            "select id, name, latitude, longitude, array[@Need::text] needs, dialect, is_key from advisees where id = @AdviseeId",
            new { request.Need, request.AdviseeId }
        );
        var today = time.Today();
        var facts = await MatchFacts.ReadAsync(session, today, today, [place.Id]);
        var loads = (
            await session.ListAsync<(Guid Expert, int Load)>(
                """
                select e.id, ((select count(*) from pairings p where p.expert_id = e.id
                    and @today between p.starts_on and p.ends_on)
                    + (select count(*) from help_requests r where r.expert_id = e.id and r.state = 'assigned'))::int
                from experts e
                """,
                new { today }
            )
        ).ToDictionary(row => row.Expert, row => row.Load);
        return
        [
            .. facts
                .Experts.Select(expert =>
                    (Expert: expert, Match: facts.Of(expert, place), Free: Math.Max(0, expert.Capacity - loads[expert.Id]))
                )
                .Where(found => found.Match.Obstacle is null)
                .OrderByDescending(found => found.Free > 0)
                .ThenByDescending(found => found.Match.Fit)
                .ThenBy(found => found.Expert.Id)
                .Take(facts.Rules.Candidates)
                .Select(found => new ExpertCandidate(
                    found.Expert.Id,
                    found.Expert.Name,
                    found.Expert.Title,
                    found.Match.Fit,
                    found.Match.Km,
                    found.Free,
                    found.Match.Reasons
                )),
        ];
    }

    /// <summary>Takes a request in.</summary>
    /// <exception cref="RefusedException">An unknown village or code, <c>idempotency_conflict</c>.</exception>
    public Task<HelpRequest> CreateAsync(
        NewHelpRequest request,
        string key,
        byte[] hash,
        Actor actor,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                var id = Guid.CreateVersion7(time.GetUtcNow());
                if (await idempotency.ClaimAsync(session, actor, key, hash, id) is { } first)
                    return await FindAsync(session, first, actor);
                var scope = RowScope.Of(actor, AdviseeStore.Owner);
                var taken = await session.ExecuteAsync(
                    $"""
                    insert into help_requests (id, advisee_id, need, text, state, created_at)
                    select @id, a.id, @Need, @Text, 'open', @Now from advisees a where a.id = @AdviseeId and {scope}
                    """,
                    scope.With(
                        new
                        {
                            id,
                            request.AdviseeId,
                            request.Need,
                            request.Text,
                            Now = time.GetUtcNow(),
                        }
                    )
                );
                if (taken == 0)
                    throw Refuse.Unknown("adviseeId");
                await audit.WriteAsync(session, actor, new AuditEvent("help_request.create", "help_request", id.ToString()));
                return await FindAsync(session, id, actor);
            },
            cancel
        );

    /// <summary>Sends an expert, who then sees it on the phone.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c>, <c>help_request_closed</c>, or an unknown
    /// expert.</exception>
    public Task<HelpRequest> AssignAsync(Guid id, int version, Guid expert, Actor actor, CancellationToken cancel) =>
        ChangeAsync(
            id,
            version,
            "help_request.assign",
            """
            update help_requests set state = 'assigned', expert_id = e.id, assigned_on = @Today, version = version + 1
            from (select id from experts where id = @expert and active) e
            where help_requests.id = @id and version = @version and state <> 'closed'
            """,
            new
            {
                id,
                version,
                expert,
                Today = time.Today(),
            },
            expert,
            actor,
            cancel
        );

    /// <summary>Closes a request with what came of it.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c>, <c>help_request_closed</c>.</exception>
    public Task<HelpRequest> CloseAsync(Guid id, int version, string outcome, Actor actor, CancellationToken cancel) =>
        ChangeAsync(
            id,
            version,
            "help_request.close",
            """
            update help_requests set state = 'closed', outcome = @outcome, version = version + 1
            where id = @id and version = @version and state <> 'closed'
            """,
            new
            {
                id,
                version,
                outcome,
            },
            null,
            actor,
            cancel
        );

    private Task<HelpRequest> ChangeAsync(
        Guid id,
        int version,
        string action,
        string sql,
        object parameters,
        Guid? expert,
        Actor actor,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                var before = await FindAsync(session, id, actor);
                if (await session.ExecuteAsync(sql, parameters) == 0)
                    throw before.State == "closed" ? new RefusedException(ThinkTankProblems.RequestClosed)
                    : before.Version != version || expert is null ? new RefusedException(CommonProblems.Stale)
                    : Refuse.Field("expertId", "unknown");
                await audit.WriteAsync(session, actor, new AuditEvent(action, "help_request", id.ToString()));
                return await FindAsync(session, id, actor);
            },
            cancel
        );

    private static async Task<HelpRequest> FindAsync(Session session, Guid id, Actor actor)
    {
        var scope = RowScope.Of(actor, AdviseeStore.Owner);
        return await session.FindAsync<HelpRequest>(
                $"select {Columns} from {Tables} where r.id = @id and {scope}",
                scope.With(new { id })
            ) ?? throw new RefusedException(CommonProblems.NotFound);
    }
}
