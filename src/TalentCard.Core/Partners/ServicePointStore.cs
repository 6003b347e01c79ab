using TalentCard.Contracts.Partners;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.Partners;

/// <summary>The service points of partners.</summary>
public sealed class ServicePointStore(Db db, IdempotencyStore idempotency, AuditTrail audit, TimeProvider time)
{
    internal const string Columns = """
        s.id, s.partner_id, p.name partner_name, p.name_en partner_name_en, s.name, s.name_en, s.kind, s.division_code division,
        s.address, s.address_en, s.latitude, s.longitude, bounds(s.hours) hours, s.follows_holidays, s.active, s.version,
        s.created_at
        """;

    /// <summary>A service point.</summary>
    /// <exception cref="RefusedException">Unknown (<c>not_found</c>).</exception>
    public async Task<ServicePoint> ReadAsync(Guid id, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await FindAsync(session, id);
    }

    /// <summary>A page of every partner's service points, the newest first.</summary>
    public async Task<Page<ServicePoint>> ListAsync(ListQuery query, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<ServicePoint>(
            $"""
            select {Columns}
            from service_points s join partners p on p.id = s.partner_id
            where @At::timestamptz is null or (s.created_at, s.id) < (@At, @AfterId)
            order by s.created_at desc, s.id desc
            limit @Rows
            """,
            new
            {
                position?.At,
                AfterId = position?.Id,
                Rows = query.Limit + 1,
            }
        );
        return Keyset.Cut(rows.AsList(), query.Limit, row => new Keyset(row.CreatedAt, row.Id));
    }

    /// <summary>Where the actor serves: a verifier their own point, a partner system every active point of its partner.</summary>
    public async Task<IReadOnlyList<ServicePoint>> OwnAsync(Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return
        [
            .. await session.ListAsync<ServicePoint>(
                $"""
                select {Columns}
                from service_points s join partners p on p.id = s.partner_id
                where s.partner_id = @PartnerId and (@ServicePointId::uuid is null or s.id = @ServicePointId) and s.active
                    and p.active
                order by s.name
                """,
                new { actor.PartnerId, actor.ServicePointId }
            ),
        ];
    }

    /// <summary>The points where a benefit can be had or booked, for talents to choose from.</summary>
    public async Task<IReadOnlyList<ServicePoint>> GivingAsync(string benefit, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return
        [
            .. await session.ListAsync<ServicePoint>(
                $"""
                select {Columns}
                from service_points s join partners p on p.id = s.partner_id
                where s.active and p.active and s.kind = any (
                    select unnest(r.service_point_kinds) from benefit_rule_on(@benefit, @Today) r where r.active)
                order by p.name, s.name
                limit 500
                """,
                new { benefit, Today = time.Today() }
            ),
        ];
    }

    /// <summary>Opens a service point of a partner.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>name_taken</c>, <c>idempotency_conflict</c>, or an unknown kind or
    /// division.</exception>
    public Task<ServicePoint> CreateAsync(
        Guid partner,
        ServicePointRequest request,
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
                    return await FindAsync(session, first);
                await session.ExecuteAsync(
                    """
                    insert into service_points
                        (id, partner_id, name, name_en, kind, division_code, address, address_en, active, latitude, longitude,
                         hours, follows_holidays, created_at)
                    select @id, p.id, @Name, @NameEn, @Kind, @Division, @Address, @AddressEn, @Active, @Latitude, @Longitude,
                        @Week::int4multirange, @FollowsHolidays, @Now
                    from partners p where p.id = @partner
                    """,
                    ArgumentsOf(
                        request,
                        new
                        {
                            id,
                            partner,
                            Now = time.GetUtcNow(),
                        }
                    )
                );
                var point = await FindAsync(session, id);
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("service_point.create", "service_point", id.ToString(), Details: request)
                );
                return point;
            },
            cancel
        );

    /// <summary>Changes a service point; an inactive one gives nothing.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c>, <c>name_taken</c>, or an unknown kind or
    /// division.</exception>
    public Task<ServicePoint> EditAsync(
        Guid id,
        int version,
        ServicePointRequest request,
        Actor actor,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                var changed = await session.ExecuteAsync(
                    """
                    update service_points
                    set name = @Name, name_en = @NameEn, kind = @Kind, division_code = @Division, address = @Address,
                        address_en = @AddressEn, active = @Active, latitude = @Latitude, longitude = @Longitude,
                        hours = @Week::int4multirange, follows_holidays = @FollowsHolidays, version = version + 1
                    where id = @id and version = @version
                    """,
                    ArgumentsOf(request, new { id, version })
                );
                var point = await FindAsync(session, id);
                if (changed == 0)
                    throw new RefusedException(CommonProblems.Stale);
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("service_point.edit", "service_point", id.ToString(), Details: request)
                );
                return point;
            },
            cancel
        );

    private static DynamicParameters ArgumentsOf(ServicePointRequest request, object more)
    {
        var arguments = new DynamicParameters(
            request with
            {
                Name = PlainText.Normal(request.Name),
                Address = PlainText.Normal(request.Address),
                // Goes in as the week below.
                Hours = null,
            }
        );
        arguments.AddDynamicParams(new { Week = WeekHours.Write(request.Hours ?? WeekHours.EveryDay) });
        arguments.AddDynamicParams(more);
        return arguments;
    }

    private static async Task<ServicePoint> FindAsync(Session session, Guid id) =>
        await session.FindAsync<ServicePoint>(
            $"select {Columns} from service_points s join partners p on p.id = s.partner_id where s.id = @id",
            new { id }
        ) ?? throw new RefusedException(CommonProblems.NotFound);
}
