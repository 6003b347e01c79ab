using TalentCard.Contracts.Settlements;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.Settlements;

/// <summary>
/// Prices, each from a day on. Nothing is rewritten: a price of a day that has begun is a further revision of that day, and what
/// was drawn up by the one before is corrected in the next statement.
/// </summary>
public sealed class ServicePriceStore(Db db, IdempotencyStore idempotency, TimeProvider time, AuditTrail audit)
{
    private const string Select = """
        select x.id, x.benefit_code benefit, b.name benefit_name, b.name_en benefit_name_en, x.tier_code tier,
               x.partner_id partner, x.service_point_id service_point, coalesce(p.name, q.name || ' · ' || o.name) place_name,
               x.valid_from, x.revision, x.price, x.per_head, x.payer, x.fund_cap, x.reason, x.created_by_name, x.created_at
        from service_prices x
        join benefits b on b.code = x.benefit_code
        left join partners p on p.id = x.partner_id
        left join service_points o on o.id = x.service_point_id
        left join partners q on q.id = o.partner_id
        """;

    /// <summary>A page of prices, the last set first.</summary>
    public async Task<Page<ServicePrice>> ListAsync(ServicePriceQuery query, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<ServicePrice>(
            $"""
            {Select}
            where (@Benefit::text is null or x.benefit_code = @Benefit)
              and (@At::timestamptz is null or (x.created_at, x.id) < (@At, @AfterId))
            order by x.created_at desc, x.id desc limit @Rows
            """,
            new
            {
                query.Benefit,
                position?.At,
                AfterId = position?.Id,
                Rows = query.Limit + 1,
            }
        );
        return Keyset.Cut(rows, query.Limit, row => new Keyset(row.CreatedAt, row.Id));
    }

    /// <summary>Sets a price.</summary>
    /// <exception cref="RefusedException"><c>price_taken</c>, <c>idempotency_conflict</c>, or a field that is wrong.</exception>
    public Task<ServicePrice> SetAsync(
        ServicePriceRequest request,
        string key,
        byte[] requestHash,
        Actor actor,
        CancellationToken cancel
    )
    {
        Check(request);
        return db.ChangeAsync(
            async session =>
            {
                var id = Guid.CreateVersion7(time.GetUtcNow());
                if (await idempotency.ClaimAsync(session, actor, key, requestHash, id) is { } first)
                    return await FindAsync(session, first);
                await session.ExecuteAsync(
                    """
                    insert into service_prices (id, benefit_code, tier_code, partner_id, service_point_id, valid_from, revision,
                        price, per_head, payer, fund_cap, reason, created_by, created_by_name, created_at)
                    select @id, @Benefit, @Tier, @Partner, @ServicePoint, @ValidFrom, coalesce(max(x.revision), 0) + 1, @Price,
                        @PerHead, @Payer, @FundCap, @Reason, @Me, @MyName, @Now
                    from service_prices x
                    where x.benefit_code = @Benefit and x.valid_from = @ValidFrom and x.tier_code is not distinct from @Tier
                      and x.partner_id is not distinct from @Partner and x.service_point_id is not distinct from @ServicePoint
                    """,
                    new
                    {
                        id,
                        request.Benefit,
                        request.Tier,
                        request.Partner,
                        request.ServicePoint,
                        request.ValidFrom,
                        request.Price,
                        request.PerHead,
                        request.Payer,
                        request.FundCap,
                        Reason = request.Reason?.Trim() ?? "",
                        Me = actor.Id,
                        MyName = actor.Name,
                        Now = time.GetUtcNow(),
                    }
                );
                await audit.WriteAsync(session, actor, new AuditEvent("service_price.set", "service_price", id.ToString()));
                return await FindAsync(session, id);
            },
            cancel
        );
    }

    private static Task<ServicePrice> FindAsync(Session session, Guid id) =>
        session.SingleAsync<ServicePrice>($"{Select} where x.id = @id", new { id });

    private void Check(ServicePriceRequest request)
    {
        if (request.Partner is not null && request.ServicePoint is not null)
            throw Refuse.Field("servicePoint", "not with a partner");
        if (decimal.Round(request.Price, 2) != request.Price)
            throw Refuse.Field("price", "at most two decimals");
        if (request.FundCap is { } cap && decimal.Round(cap, 2) != cap)
            throw Refuse.Field("fundCap", "at most two decimals");
        if (request.Payer == "holder_excess" != request.FundCap is not null)
            throw Refuse.Field("fundCap", "where the holder pays what is above it, and nowhere else");
        if (request.ValidFrom <= time.Today() && string.IsNullOrWhiteSpace(request.Reason))
            throw Refuse.Field("reason", "of a day that has begun, required");
    }
}
