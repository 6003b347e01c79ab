using TalentCard.Contracts.Stations;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.Stations;

/// <summary>Postdoc stations and their mentors.</summary>
public sealed class StationStore(Db db, IdempotencyStore idempotency, AuditTrail audit, TimeProvider time)
{
    /// <summary>Whose a station <c>s</c> is.</summary>
    internal static readonly RowOwner Owner = new() { Station = "s.id", Division = "s.division_code" };

    private const string Columns = """
        s.id, s.name, s.kind, s.approved_on, s.approval_document, s.host, s.division_code division, s.disciplines, s.contact,
        (select count(*)::int from postdocs p where p.station_id = s.id and p.state in ('resident', 'completed', 'withdrawn')
            and p.entered_on <= @Today and (p.left_on is null or p.left_on > @Today)) in_residence,
        s.version, s.created_at
        """;

    /// <summary>The disciplines to choose from.</summary>
    public async Task<IReadOnlyList<Discipline>> DisciplinesAsync(CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ListAsync<Discipline>("select code, name, name_en from disciplines order by code");
    }

    /// <summary>A page of the stations that the caller sees, the newest first.</summary>
    public async Task<Page<Station>> ListAsync(StationQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<Station>(
            $"""
            select {Columns}
            from stations s
            where {scope} and (@Kind::text is null or s.kind = @Kind)
              and (@At::timestamptz is null or (s.created_at, s.id) < (@At, @AfterId))
            order by s.created_at desc, s.id desc
            limit @Limit
            """,
            scope.With(
                new
                {
                    Today = time.Today(),
                    query.Kind,
                    position?.At,
                    AfterId = position?.Id,
                    Limit = query.Limit + 1,
                }
            )
        );
        return Keyset.Cut(rows.AsList(), query.Limit, station => new Keyset(station.CreatedAt, station.Id));
    }

    /// <summary>A station with its mentors.</summary>
    /// <exception cref="RefusedException">Unknown, or another manager's (<c>not_found</c>).</exception>
    public async Task<StationDetail> ReadAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var station = await FindAsync(session, id, actor);
        var mentors = await session.ListAsync<Mentor>(
            $"select {MentorColumns} from station_mentors m where m.station_id = @id order by m.place, m.name, m.id",
            new { id }
        );
        return new StationDetail(station, mentors.AsList());
    }

    /// <summary>Enters a station.</summary>
    /// <exception cref="RefusedException"><c>station_name_taken</c>, an unknown division or discipline, a day ahead.</exception>
    public Task<Station> CreateAsync(
        StationRequest request,
        string key,
        byte[] requestHash,
        Actor actor,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                var id = Guid.CreateVersion7(time.GetUtcNow());
                if (await idempotency.ClaimAsync(session, actor, key, requestHash, id) is { } first)
                    return await FindAsync(session, first, actor);
                await CheckAsync(session, request);
                await session.ExecuteAsync(
                    """
                    insert into stations (id, name, kind, approved_on, approval_document, host, division_code, disciplines,
                        contact, created_at)
                    values (@id, @Name, @Kind, @ApprovedOn, @ApprovalDocument, @Host, @Division, @Disciplines, @Contact, @Now)
                    """,
                    Parameters(id, request)
                );
                await audit.WriteAsync(session, actor, new AuditEvent("station.create", "station", id.ToString()));
                return await FindAsync(session, id, actor);
            },
            cancel
        );

    /// <summary>Changes a station; its name, kind and approval are the office's to change.</summary>
    /// <exception cref="RefusedException">
    /// <c>not_found</c>, <c>stale</c>, <c>station_field_of_the_office</c>, <c>other_division</c> and as for entering one.
    /// </exception>
    public Task<Station> EditAsync(Guid id, int version, StationRequest request, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var before = await FindAsync(session, id, actor);
                if (
                    !actor.Is(Roles.Office)
                    && (
                        request.Name != before.Name
                        || request.Kind != before.Kind
                        || request.ApprovedOn != before.ApprovedOn
                        || request.ApprovalDocument != before.ApprovalDocument
                    )
                )
                    throw new RefusedException(StationProblems.OfficesField);
                actor.RequireDivision(request.Division);
                await CheckAsync(session, request);
                var scope = RowScope.Of(actor, Owner);
                var parameters = scope.With(Parameters(id, request));
                parameters.Add("version", version);
                var changed = await session.ExecuteAsync(
                    $"""
                    update stations s
                    set name = @Name, kind = @Kind, approved_on = @ApprovedOn, approval_document = @ApprovalDocument,
                        host = @Host, division_code = @Division, disciplines = @Disciplines, contact = @Contact,
                        version = version + 1
                    where s.id = @id and {scope} and s.version = @version
                    """,
                    parameters
                );
                if (changed == 0)
                    throw new RefusedException(CommonProblems.Stale);
                await audit.WriteAsync(session, actor, new AuditEvent("station.edit", "station", id.ToString()));
                return await FindAsync(session, id, actor);
            },
            cancel
        );

    /// <summary>Adds a mentor.</summary>
    /// <exception cref="RefusedException"><c>not_found</c> or <c>mentor_exists</c>.</exception>
    public Task<Mentor> AddMentorAsync(
        Guid station,
        MentorRequest request,
        string key,
        byte[] requestHash,
        Actor actor,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                await FindAsync(session, station, actor);
                var id = Guid.CreateVersion7(time.GetUtcNow());
                if (await idempotency.ClaimAsync(session, actor, key, requestHash, id) is { } first)
                    return await FindMentorAsync(session, station, first);
                await session.ExecuteAsync(
                    """
                    insert into station_mentors (id, station_id, place, name, title, employer, active, created_at)
                    values (@id, @station, @Place, @Name, @Title, @Employer, @Active, @Now)
                    """,
                    new
                    {
                        id,
                        station,
                        request.Place,
                        Name = PlainText.Normal(request.Name),
                        Title = PlainText.Normal(request.Title),
                        Employer = PlainText.Normal(request.Employer),
                        request.Active,
                        Now = time.GetUtcNow(),
                    }
                );
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("station.add_mentor", "station", station.ToString(), Details: new { mentor = id })
                );
                return await FindMentorAsync(session, station, id);
            },
            cancel
        );

    /// <summary>Changes a mentor; an inactive one takes no more postdocs.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c> or <c>mentor_exists</c>.</exception>
    public Task<Mentor> EditMentorAsync(
        Guid station,
        Guid id,
        int version,
        MentorRequest request,
        Actor actor,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                await FindAsync(session, station, actor);
                await FindMentorAsync(session, station, id);
                var changed = await session.ExecuteAsync(
                    """
                    update station_mentors
                    set place = @Place, name = @Name, title = @Title, employer = @Employer, active = @Active,
                        version = version + 1
                    where id = @id and station_id = @station and version = @version
                    """,
                    new
                    {
                        id,
                        station,
                        version,
                        request.Place,
                        Name = PlainText.Normal(request.Name),
                        Title = PlainText.Normal(request.Title),
                        Employer = PlainText.Normal(request.Employer),
                        request.Active,
                    }
                );
                if (changed == 0)
                    throw new RefusedException(CommonProblems.Stale);
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("station.edit_mentor", "station", station.ToString(), Details: new { mentor = id })
                );
                return await FindMentorAsync(session, station, id);
            },
            cancel
        );

    /// <summary>A station that the caller sees.</summary>
    /// <exception cref="RefusedException">Unknown, or another manager's (<c>not_found</c>).</exception>
    internal async Task<Station> FindAsync(Session session, Guid id, Actor actor)
    {
        var scope = RowScope.Of(actor, Owner);
        return await session.FindAsync<Station>(
                $"select {Columns} from stations s where s.id = @id and {scope}",
                scope.With(new { id, Today = time.Today() })
            ) ?? throw new RefusedException(CommonProblems.NotFound);
    }

    private const string MentorColumns = """
        m.id, m.place, m.name, m.title, m.employer, m.active,
        (select count(*)::int from postdocs p where p.station_id = m.station_id and p.state = 'resident'
            and m.id in (p.mentor_id, p.university_mentor_id)) postdocs,
        m.version
        """;

    private static async Task<Mentor> FindMentorAsync(Session session, Guid station, Guid id) =>
        await session.FindAsync<Mentor>(
            $"select {MentorColumns} from station_mentors m where m.id = @id and m.station_id = @station",
            new { id, station }
        ) ?? throw new RefusedException(CommonProblems.NotFound);

    private async Task CheckAsync(Session session, StationRequest request)
    {
        if (request.ApprovedOn > time.Today())
            throw Refuse.Field("approvedOn", "must not lie in the future");
        var known = await session.ScalarAsync<bool>(
            "select @Disciplines <@ (select array_agg(code) from disciplines)",
            new { request.Disciplines }
        );
        if (!known)
            throw Refuse.Unknown("disciplines");
    }

    private DynamicParameters Parameters(Guid id, StationRequest request)
    {
        var parameters = new DynamicParameters(
            request with
            {
                Name = PlainText.Normal(request.Name),
                Host = PlainText.Normal(request.Host),
                Contact = PlainText.Normal(request.Contact),
            }
        );
        parameters.Add("id", id);
        parameters.Add("Now", time.GetUtcNow());
        return parameters;
    }
}
