using TalentCard.Contracts.Partners;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.Partners;

/// <summary>The office's partners.</summary>
public sealed class PartnerStore(Db db, IdempotencyStore idempotency, AuditTrail audit, TimeProvider time)
{
    private const string Columns = """
        p.id, p.name, p.name_en, p.kind, p.division_code division, p.contact, p.active,
        (select count(*)::int from service_points s where s.partner_id = p.id) service_points, p.version, p.created_at
        """;

    /// <summary>A page of partners, the newest first.</summary>
    public async Task<Page<Partner>> ListAsync(ListQuery query, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<Partner>(
            $"""
            select {Columns}
            from partners p
            where @At::timestamptz is null or (p.created_at, p.id) < (@At, @AfterId)
            order by p.created_at desc, p.id desc
            limit @Rows
            """,
            new
            {
                position?.At,
                AfterId = position?.Id,
                Rows = query.Limit + 1,
            }
        );
        return Keyset.Cut(rows, query.Limit, row => new Keyset(row.CreatedAt, row.Id));
    }

    /// <summary>A partner with its service points.</summary>
    /// <exception cref="RefusedException">Unknown (<c>not_found</c>).</exception>
    public async Task<PartnerDetail> ReadAsync(Guid id, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var partner = await FindAsync(session, id);
        var points = await session.ListAsync<ServicePoint>(
            $"""
            select {ServicePointStore.Columns}
            from service_points s join partners p on p.id = s.partner_id
            where s.partner_id = @id
            order by s.name
            """,
            new { id }
        );
        return new PartnerDetail(partner, [.. points]);
    }

    /// <summary>Takes a partner in.</summary>
    /// <exception cref="RefusedException"><c>name_taken</c>, <c>idempotency_conflict</c>, or an unknown kind or
    /// division.</exception>
    public Task<Partner> CreateAsync(
        PartnerRequest request,
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
                    insert into partners (id, name, name_en, kind, division_code, contact, active, created_at)
                    values (@id, @Name, @NameEn, @Kind, @Division, @Contact, @Active, @Now)
                    """,
                    new
                    {
                        id,
                        Name = PlainText.Normal(request.Name),
                        request.NameEn,
                        request.Kind,
                        request.Division,
                        Contact = PlainText.Normal(request.Contact),
                        request.Active,
                        Now = time.GetUtcNow(),
                    }
                );
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("partner.create", "partner", id.ToString(), Details: request)
                );
                return await FindAsync(session, id);
            },
            cancel
        );

    /// <summary>Changes a partner; an inactive one and its points give nothing.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, <c>stale</c>, <c>name_taken</c>, or an unknown kind or
    /// division.</exception>
    public Task<Partner> EditAsync(Guid id, int version, PartnerRequest request, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var changed = await session.ExecuteAsync(
                    """
                    update partners
                    set name = @Name, name_en = @NameEn, kind = @Kind, division_code = @Division, contact = @Contact,
                        active = @Active, version = version + 1
                    where id = @id and version = @version
                    """,
                    new
                    {
                        id,
                        version,
                        Name = PlainText.Normal(request.Name),
                        request.NameEn,
                        request.Kind,
                        request.Division,
                        Contact = PlainText.Normal(request.Contact),
                        request.Active,
                    }
                );
                var partner = await FindAsync(session, id);
                if (changed == 0)
                    throw new RefusedException(CommonProblems.Stale);
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("partner.edit", "partner", id.ToString(), Details: request)
                );
                return partner;
            },
            cancel
        );

    private static async Task<Partner> FindAsync(Session session, Guid id) =>
        await session.FindAsync<Partner>($"select {Columns} from partners p where p.id = @id", new { id })
        ?? throw new RefusedException(CommonProblems.NotFound);
}
