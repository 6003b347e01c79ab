using TalentCard.Contracts.ThinkTank;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.ThinkTank;

/// <summary>The think tank's experts.</summary>
public sealed class ExpertStore(Db db, IdempotencyStore idempotency, AuditTrail audit, TimeProvider time)
{
    /// <summary>Whose an expert <c>e</c> is.</summary>
    internal static readonly RowOwner Owner = new() { Division = "e.division_code" };

    private const string Columns = """
        e.id, e.name, e.title, e.employer, e.division_code division, e.latitude, e.longitude, e.specialities, e.dialect,
        e.capacity, e.available_from, e.available_to, e.active,
        (select count(*)::int from pairings p where p.expert_id = e.id and @Today between p.starts_on and p.ends_on) paired,
        (select u.user_name from users u where u.id = e.user_id) user_name, e.version, e.created_at
        """;

    /// <summary>The tree of specialities and needs.</summary>
    public async Task<IReadOnlyList<Speciality>> TreeAsync(CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return [.. (await Specialities.TreeAsync(session)).Values];
    }

    /// <summary>Experts that match, the last added first.</summary>
    public async Task<Page<Expert>> ListAsync(ExpertQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<Expert>(
            $"""
            select {Columns}
            from experts e
            where {scope}
              and (@Words::text is null or contains_text(e.name, @Words) or contains_text(e.employer, @Words))
              and (@Division::text is null or e.division_code = @Division)
              and (@Speciality::text is null or exists (select from unnest(e.specialities) s where starts_with(s, @Speciality)))
              and (@At::timestamptz is null or (e.created_at, e.id) < (@At, @AfterId))
            order by e.created_at desc, e.id desc
            limit @Rows
            """,
            scope.With(
                new
                {
                    Words = LikePattern.Words(query.Q),
                    query.Speciality,
                    query.Division,
                    Today = time.Today(),
                    position?.At,
                    AfterId = position?.Id,
                    Rows = query.Limit + 1,
                }
            )
        );
        await audit.WriteAsync(session, actor, new AuditEvent("expert.list", "expert", null));
        return Keyset.Cut(rows, query.Limit, row => new Keyset(row.CreatedAt, row.Id));
    }

    /// <summary>An expert.</summary>
    /// <exception cref="RefusedException">Unknown (<c>not_found</c>).</exception>
    public async Task<Expert> ReadAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var expert = await FindAsync(session, id, actor);
        await audit.WriteAsync(session, actor, new AuditEvent("expert.view", "expert", id.ToString()));
        return expert;
    }

    /// <summary>Takes an expert in.</summary>
    /// <exception cref="RefusedException">
    /// An unknown county or code, another's county (<c>other_division</c>), an account that is none of theirs,
    /// <c>idempotency_conflict</c>.
    /// </exception>
    public Task<Expert> CreateAsync(ExpertRequest request, string key, byte[] hash, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var id = Guid.CreateVersion7(time.GetUtcNow());
                if (await idempotency.ClaimAsync(session, actor, key, hash, id) is { } first)
                    return await FindAsync(session, first, actor);
                actor.RequireDivision(request.Division);
                await CheckAsync(session, request);
                await session.ExecuteAsync(
                    """
                    insert into experts
                        (id, name, title, employer, division_code, latitude, longitude, specialities, dialect, capacity,
                         available_from, available_to, active, user_id, created_at)
                    values (@id, @Name, @Title, @Employer, @Division, @Latitude, @Longitude, @Specialities, @Dialect, @Capacity,
                         @AvailableFrom, @AvailableTo, @Active, (select u.id from users u
                         where u.normalized_user_name = upper(@UserName)), @Now)
                    """,
                    Parameters(id, 0, request)
                );
                await audit.WriteAsync(session, actor, new AuditEvent("expert.create", "expert", id.ToString()));
                return await FindAsync(session, id, actor);
            },
            cancel
        );

    /// <summary>Changes an expert; one who is not active is paired with nobody anew.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c>, or as <see cref="CreateAsync"/>.</exception>
    public Task<Expert> EditAsync(Guid id, int version, ExpertRequest request, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                await FindAsync(session, id, actor);
                actor.RequireDivision(request.Division);
                await CheckAsync(session, request);
                var changed = await session.ExecuteAsync(
                    """
                    update experts
                    set name = @Name, title = @Title, employer = @Employer, division_code = @Division, latitude = @Latitude,
                        longitude = @Longitude, specialities = @Specialities, dialect = @Dialect, capacity = @Capacity,
                        available_from = @AvailableFrom, available_to = @AvailableTo, active = @Active,
                        user_id = (select u.id from users u where u.normalized_user_name = upper(@UserName)),
                        version = version + 1
                    where id = @id and version = @version
                    """,
                    Parameters(id, version, request)
                );
                if (changed == 0)
                    throw new RefusedException(CommonProblems.Stale);
                await audit.WriteAsync(session, actor, new AuditEvent("expert.edit", "expert", id.ToString()));
                return await FindAsync(session, id, actor);
            },
            cancel
        );

    /// <summary>The scores of a year of every expert that the actor sees, the best first.</summary>
    public Task<IReadOnlyList<ExpertScore>> ScoresAsync(int year, Actor actor, CancellationToken cancel) =>
        ScoresAsync(year, null, RowScope.Of(actor, Owner), cancel);

    /// <summary>The score of one expert in a year; none where they had no pairing.</summary>
    internal async Task<ExpertScore?> ScoreAsync(int year, Guid expert, CancellationToken cancel) =>
        (await ScoresAsync(year, expert, RowScope.All, cancel)).SingleOrDefault();

    private async Task<IReadOnlyList<ExpertScore>> ScoresAsync(int year, Guid? expert, RowScope scope, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var rules = await ThinkTankRules.OnAsync(session, last);
        var rows = await session.ListAsync<ScoreRow>(
            $"""
            select e.id expert_id, e.name expert, p.pairings, coalesce(l.visits, 0) visits, coalesce(l.logged, 0) logged,
                   coalesce(l.visited, 0) visited, l.rating
            from experts e
            join (select expert_id, count(distinct advisee_id)::int pairings from pairings
                  where starts_on <= @last and ends_on >= @first group by expert_id) p on p.expert_id = e.id
            left join (
                select s.expert_id, count(*) filter (where s.photo_id is not null or s.confirmed_at is not null)::int visits,
                       count(*)::int logged,
                       count(distinct s.advisee_id) filter (where exists (
                           select from pairings q where q.expert_id = s.expert_id and q.advisee_id = s.advisee_id
                             and s.visited_on between q.starts_on and q.ends_on))::int visited,
                       avg(s.rating)::double precision rating
                from service_logs s where s.visited_on between @first and @last group by s.expert_id) l on l.expert_id = e.id
            where {scope} and (@expert::uuid is null or e.id = @expert)
            """,
            scope.With(
                new
                {
                    first,
                    last,
                    expert,
                }
            )
        );
        return
        [
            .. rows.Select(row => new ExpertScore(
                    row.ExpertId,
                    row.Expert,
                    row.Pairings,
                    row.Visits,
                    row.Logged,
                    row.Visited,
                    row.Rating,
                    rules.Score(row.Pairings, row.Visits, row.Visited, row.Rating)
                ))
                .OrderByDescending(score => score.Score)
                .ThenBy(score => score.ExpertId),
        ];
    }

    /// <summary>An expert's years with pairings, the last first, each scored by its own rules.</summary>
    /// <exception cref="RefusedException">Unknown (<c>not_found</c>).</exception>
    public async Task<IReadOnlyList<ExpertYear>> YearsAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        int[] years;
        await using (var session = await db.OpenAsync(cancel))
        {
            await FindAsync(session, id, actor);
            years =
            [
                .. await session.ListAsync<int>(
                    """
                    select distinct y from pairings p
                    cross join generate_series(extract(year from p.starts_on)::int, extract(year from p.ends_on)::int) y
                    where p.expert_id = @id order by y desc limit 20
                    """,
                    new { id }
                ),
            ];
        }
        List<ExpertYear> scored = [];
        foreach (var year in years)
            if (await ScoreAsync(year, id, cancel) is { } score)
                scored.Add(new ExpertYear(year, score));
        return scored;
    }

    private async Task<Expert> FindAsync(Session session, Guid id, Actor actor)
    {
        var scope = RowScope.Of(actor, Owner);
        return await session.FindAsync<Expert>(
                $"select {Columns} from experts e where e.id = @id and {scope}",
                scope.With(new { id, Today = time.Today() })
            ) ?? throw new RefusedException(CommonProblems.NotFound);
    }

    private static async Task CheckAsync(Session session, ExpertRequest request)
    {
        await Specialities.RequireCodesAsync(session, "specialities", request.Specialities);
        if (request.AvailableTo < request.AvailableFrom)
            throw Refuse.Field("availableTo", "must not lie before the first day");
        if (string.IsNullOrEmpty(request.UserName))
            return;
        var isExperts = await session.ScalarAsync<bool>(
            "select exists (select from users where normalized_user_name = upper(@UserName) and 'expert' = any (roles))",
            new { request.UserName }
        );
        if (!isExperts)
            throw new RefusedException(ThinkTankProblems.AccountTaken);
    }

    private object Parameters(Guid id, int version, ExpertRequest request) =>
        new
        {
            id,
            version,
            Name = PlainText.Normal(request.Name),
            request.Title,
            Employer = PlainText.Normal(request.Employer),
            request.Division,
            request.Latitude,
            request.Longitude,
            request.Specialities,
            request.Dialect,
            request.Capacity,
            request.AvailableFrom,
            request.AvailableTo,
            request.Active,
            request.UserName,
            Now = time.GetUtcNow(),
        };

    private sealed record ScoreRow(
        Guid ExpertId,
        string Expert,
        int Pairings,
        int Visits,
        int Logged,
        int Visited,
        double? Rating
    );
}
