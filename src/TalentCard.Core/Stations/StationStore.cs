using Dapper;
using Npgsql;
using TalentCard.Contracts;
using TalentCard.Contracts.Problems;
using TalentCard.Contracts.Stations;
using TalentCard.Core.Audit;
using TalentCard.Core.Database;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.Stations;

/// <summary>Postdoc stations and their mentors.</summary>
public sealed class StationStore(NpgsqlDataSource database, IdempotencyStore idempotency, AuditTrail audit, TimeProvider time)
{
    private const string Columns =
        """
        s.id, s.name, s.kind, s.approved_on, s.approval_document, s.host, s.division_code division, s.disciplines, s.contact,
        (select count(*)::int from postdocs p where p.station_id = s.id and p.state in ('resident', 'completed', 'withdrawn')
            and p.entered_on <= @Today and (p.left_on is null or p.left_on > @Today)) in_residence,
        s.version, s.created_at
        """;

    /// <summary>The disciplines to choose from.</summary>
    public async Task<IReadOnlyList<Discipline>> DisciplinesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<Discipline>(new CommandDefinition(
            "select code, name, name_en from disciplines order by code", cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>A page of the stations that the caller sees, the newest first.</summary>
    public async Task<Page<Station>> ListAsync(string? kind, int limit, string? after, Actor actor, CancellationToken cancellationToken)
    {
        var position = Keyset.Parse(after);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Station>(new CommandDefinition(
            $"""
            select {Columns}
            from stations s
            where (@Only::uuid is null or s.id = @Only) and (@kind::text is null or s.kind = @kind)
              and (@At::timestamptz is null or (s.created_at, s.id) < (@At, @AfterId))
            order by s.created_at desc, s.id desc
            limit @Limit
            """,
            new { Today = time.Today(), Only = actor.Only(), kind, position?.At, AfterId = position?.Id, Limit = limit + 1 },
            cancellationToken: cancellationToken));
        return Keyset.Cut(rows.AsList(), limit, station => new Keyset(station.CreatedAt, station.Id));
    }

    /// <summary>A station with its mentors.</summary>
    /// <exception cref="RefusedException">Unknown, or another manager's (<c>not_found</c>).</exception>
    public async Task<StationDetail> ReadAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var station = await FindAsync(connection, null, id, actor, cancellationToken);
        var mentors = await connection.QueryAsync<Mentor>(new CommandDefinition(
            $"select {MentorColumns} from station_mentors m where m.station_id = @id order by m.place, m.name, m.id", new { id },
            cancellationToken: cancellationToken));
        return new StationDetail(station, mentors.AsList());
    }

    /// <summary>Enters a station.</summary>
    /// <exception cref="RefusedException"><c>station_name_taken</c>, an unknown division or discipline, a day ahead.</exception>
    public Task<Station> CreateAsync(Actor actor, StationRequest request, string key, byte[] requestHash, CancellationToken cancellationToken) =>
        database.ChangeAsync(async (connection, transaction) =>
        {
            var id = Guid.CreateVersion7(time.GetUtcNow());
            if (await idempotency.ClaimAsync(connection, transaction, actor, key, requestHash, id, cancellationToken) is { } first)
                return await FindAsync(connection, transaction, first, actor, cancellationToken);
            await CheckAsync(connection, transaction, request, cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition(
                """
                insert into stations (id, name, kind, approved_on, approval_document, host, division_code, disciplines, contact, created_at)
                values (@id, @Name, @Kind, @ApprovedOn, @ApprovalDocument, @Host, @Division, @Disciplines, @Contact, @Now)
                """, Parameters(id, request), transaction, cancellationToken: cancellationToken));
            await audit.WriteAsync(connection, transaction, actor, new AuditEvent("station.create", "station", id.ToString()), cancellationToken);
            return await FindAsync(connection, transaction, id, actor, cancellationToken);
        }, cancellationToken);

    /// <summary>Changes a station; its name, kind and approval are the office's to change.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c>, <c>station_field_of_the_office</c> and as for entering one.</exception>
    public Task<Station> EditAsync(Actor actor, Guid id, int version, StationRequest request, CancellationToken cancellationToken) =>
        database.ChangeAsync(async (connection, transaction) =>
        {
            var before = await FindAsync(connection, transaction, id, actor, cancellationToken);
            if (!actor.Is(Roles.Office) && (request.Name != before.Name || request.Kind != before.Kind || request.ApprovedOn != before.ApprovedOn
                || request.ApprovalDocument != before.ApprovalDocument))
                throw new RefusedException(StationProblems.OfficesField);
            await CheckAsync(connection, transaction, request, cancellationToken);
            var parameters = Parameters(id, request);
            parameters.Add("version", version);
            parameters.Add("Only", actor.Only());
            var changed = await connection.ExecuteAsync(new CommandDefinition(
                """
                update stations s
                set name = @Name, kind = @Kind, approved_on = @ApprovedOn, approval_document = @ApprovalDocument, host = @Host,
                    division_code = @Division, disciplines = @Disciplines, contact = @Contact, version = version + 1
                where s.id = @id and (@Only::uuid is null or s.id = @Only) and s.version = @version
                """, parameters, transaction, cancellationToken: cancellationToken));
            if (changed == 0) throw new RefusedException(CommonProblems.Stale);
            await audit.WriteAsync(connection, transaction, actor, new AuditEvent("station.edit", "station", id.ToString()), cancellationToken);
            return await FindAsync(connection, transaction, id, actor, cancellationToken);
        }, cancellationToken);

    /// <summary>Adds a mentor.</summary>
    /// <exception cref="RefusedException"><c>not_found</c> or <c>mentor_exists</c>.</exception>
    public Task<Mentor> AddMentorAsync(
        Actor actor, Guid station, MentorRequest request, string key, byte[] requestHash, CancellationToken cancellationToken) =>
        database.ChangeAsync(async (connection, transaction) =>
        {
            await FindAsync(connection, transaction, station, actor, cancellationToken);
            var id = Guid.CreateVersion7(time.GetUtcNow());
            if (await idempotency.ClaimAsync(connection, transaction, actor, key, requestHash, id, cancellationToken) is { } first)
                return await FindMentorAsync(connection, transaction, station, first, cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition(
                """
                insert into station_mentors (id, station_id, place, name, title, employer, active, created_at)
                values (@id, @station, @Place, @Name, @Title, @Employer, @Active, @Now)
                """,
                new { id, station, request.Place, request.Name, request.Title, request.Employer, request.Active, Now = time.GetUtcNow() },
                transaction, cancellationToken: cancellationToken));
            await audit.WriteAsync(connection, transaction, actor,
                new AuditEvent("station.add_mentor", "station", station.ToString(), Details: new { mentor = id }), cancellationToken);
            return await FindMentorAsync(connection, transaction, station, id, cancellationToken);
        }, cancellationToken);

    /// <summary>Changes a mentor; an inactive one takes no more postdocs.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c> or <c>mentor_exists</c>.</exception>
    public Task<Mentor> EditMentorAsync(
        Actor actor, Guid station, Guid id, int version, MentorRequest request, CancellationToken cancellationToken) =>
        database.ChangeAsync(async (connection, transaction) =>
        {
            await FindAsync(connection, transaction, station, actor, cancellationToken);
            await FindMentorAsync(connection, transaction, station, id, cancellationToken);
            var changed = await connection.ExecuteAsync(new CommandDefinition(
                """
                update station_mentors
                set place = @Place, name = @Name, title = @Title, employer = @Employer, active = @Active, version = version + 1
                where id = @id and station_id = @station and version = @version
                """,
                new { id, station, version, request.Place, request.Name, request.Title, request.Employer, request.Active }, transaction,
                cancellationToken: cancellationToken));
            if (changed == 0) throw new RefusedException(CommonProblems.Stale);
            await audit.WriteAsync(connection, transaction, actor,
                new AuditEvent("station.edit_mentor", "station", station.ToString(), Details: new { mentor = id }), cancellationToken);
            return await FindMentorAsync(connection, transaction, station, id, cancellationToken);
        }, cancellationToken);

    /// <summary>A station that the caller sees.</summary>
    /// <exception cref="RefusedException">Unknown, or another manager's (<c>not_found</c>).</exception>
    internal async Task<Station> FindAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid id, Actor actor, CancellationToken cancellationToken) =>
        await connection.QuerySingleOrDefaultAsync<Station>(new CommandDefinition(
            $"select {Columns} from stations s where s.id = @id and (@Only::uuid is null or s.id = @Only)",
            new { id, Only = actor.Only(), Today = time.Today() }, transaction, cancellationToken: cancellationToken))
        ?? throw new RefusedException(CommonProblems.NotFound);

    private const string MentorColumns =
        """
        m.id, m.place, m.name, m.title, m.employer, m.active,
        (select count(*)::int from postdocs p where p.station_id = m.station_id and p.state = 'resident'
            and m.id in (p.mentor_id, p.university_mentor_id)) postdocs,
        m.version
        """;

    private static async Task<Mentor> FindMentorAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid station, Guid id, CancellationToken cancellationToken) =>
        await connection.QuerySingleOrDefaultAsync<Mentor>(new CommandDefinition(
            $"select {MentorColumns} from station_mentors m where m.id = @id and m.station_id = @station", new { id, station }, transaction,
            cancellationToken: cancellationToken))
        ?? throw new RefusedException(CommonProblems.NotFound);

    private async Task CheckAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, StationRequest request, CancellationToken cancellationToken)
    {
        if (request.ApprovedOn > time.Today())
            throw new RefusedException(CommonProblems.InvalidRequest, new Dictionary<string, string[]> { ["approvedOn"] = ["must not lie in the future"] });
        var known = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select @Disciplines <@ (select array_agg(code) from disciplines)", new { request.Disciplines }, transaction,
            cancellationToken: cancellationToken));
        if (!known) throw StationScope.Unknown("disciplines");
    }

    private DynamicParameters Parameters(Guid id, StationRequest request)
    {
        var parameters = new DynamicParameters(request);
        parameters.Add("id", id);
        parameters.Add("Now", time.GetUtcNow());
        return parameters;
    }
}
