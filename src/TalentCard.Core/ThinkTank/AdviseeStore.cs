using TalentCard.Contracts.ThinkTank;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.ThinkTank;

/// <summary>The villages and firms that experts advise.</summary>
public sealed class AdviseeStore(Db db, IdempotencyStore idempotency, AuditTrail audit, TimeProvider time)
{
    /// <summary>Whose a village or firm <c>a</c> is, and what belongs to it.</summary>
    internal static readonly RowOwner Owner = new() { Division = "a.division_code" };

    private const string Columns = """
        a.id, a.kind, a.name, a.division_code division, a.latitude, a.longitude, a.needs, a.produce, a.dialect, a.is_key,
        a.active, (select string_agg(e.name, '、' order by e.name) from pairings p join experts e on e.id = p.expert_id
         where p.advisee_id = a.id and @Today between p.starts_on and p.ends_on) expert, a.version, a.created_at
        """;

    /// <summary>Villages and firms that match, the last added first.</summary>
    public async Task<Page<Advisee>> ListAsync(AdviseeQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<Advisee>(
            $"""
            select {Columns}
            from advisees a
            where {scope}
              and (@Words::text is null or contains_text(a.name, @Words) or contains_text(a.produce, @Words))
              and (@Kind::text is null or a.kind = @Kind)
              and (@Division::text is null or a.division_code = @Division)
              and (@Key::boolean is null or a.is_key = @Key)
              and (@At::timestamptz is null or (a.created_at, a.id) < (@At, @AfterId))
            order by a.created_at desc, a.id desc
            limit @Rows
            """,
            scope.With(
                new
                {
                    Words = LikePattern.Words(query.Q),
                    query.Kind,
                    query.Division,
                    query.Key,
                    Today = time.Today(),
                    position?.At,
                    AfterId = position?.Id,
                    Rows = query.Limit + 1,
                }
            )
        );
        return Keyset.Cut(rows, query.Limit, row => new Keyset(row.CreatedAt, row.Id));
    }

    /// <summary>A village or firm.</summary>
    /// <exception cref="RefusedException">Unknown (<c>not_found</c>).</exception>
    public async Task<Advisee> ReadAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await FindAsync(session, id, actor);
    }

    /// <summary>Takes a village or firm in.</summary>
    /// <exception cref="RefusedException">
    /// An unknown county or code, another's county (<c>other_division</c>), a name in use, <c>idempotency_conflict</c>.
    /// </exception>
    public Task<Advisee> CreateAsync(AdviseeRequest request, string key, byte[] hash, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var id = Guid.CreateVersion7(time.GetUtcNow());
                if (await idempotency.ClaimAsync(session, actor, key, hash, id) is { } first)
                    return await FindAsync(session, first, actor);
                actor.RequireDivision(request.Division);
                await Specialities.RequireCodesAsync(session, "needs", request.Needs);
                await session.ExecuteAsync(
                    """
                    insert into advisees
                        (id, kind, name, division_code, latitude, longitude, needs, produce, dialect, is_key, active, created_at)
                    values (@id, @Kind, @Name, @Division, @Latitude, @Longitude, @Needs, @Produce, @Dialect, @IsKey, @Active,
                        @Now)
                    """,
                    Parameters(id, 0, request)
                );
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("advisee.create", "advisee", id.ToString(), Details: request)
                );
                return await FindAsync(session, id, actor);
            },
            cancel
        );

    /// <summary>Changes a village or firm.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c>, or as <see cref="CreateAsync"/>.</exception>
    public Task<Advisee> EditAsync(Guid id, int version, AdviseeRequest request, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                await FindAsync(session, id, actor);
                actor.RequireDivision(request.Division);
                await Specialities.RequireCodesAsync(session, "needs", request.Needs);
                var changed = await session.ExecuteAsync(
                    """
                    update advisees
                    set kind = @Kind, name = @Name, division_code = @Division, latitude = @Latitude, longitude = @Longitude,
                        needs = @Needs, produce = @Produce, dialect = @Dialect, is_key = @IsKey, active = @Active,
                        version = version + 1
                    where id = @id and version = @version
                    """,
                    Parameters(id, version, request)
                );
                if (changed == 0)
                    throw new RefusedException(CommonProblems.Stale);
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("advisee.edit", "advisee", id.ToString(), Details: request)
                );
                return await FindAsync(session, id, actor);
            },
            cancel
        );

    private async Task<Advisee> FindAsync(Session session, Guid id, Actor actor)
    {
        var scope = RowScope.Of(actor, Owner);
        return await session.FindAsync<Advisee>(
                $"select {Columns} from advisees a where a.id = @id and {scope}",
                scope.With(new { id, Today = time.Today() })
            ) ?? throw new RefusedException(CommonProblems.NotFound);
    }

    private object Parameters(Guid id, int version, AdviseeRequest request) =>
        new
        {
            id,
            version,
            request.Kind,
            Name = PlainText.Normal(request.Name),
            request.Division,
            request.Latitude,
            request.Longitude,
            request.Needs,
            request.Produce,
            request.Dialect,
            request.IsKey,
            request.Active,
            Now = time.GetUtcNow(),
        };
}
