using TalentCard.Contracts.Redemptions;
using TalentCard.Core.WorkingTime;

namespace TalentCard.Core.Redemptions;

/// <summary>Reads, cancels and lapses bookings.</summary>
public sealed class ReservationStore(Db db, AuditTrail audit, TimeProvider time)
{
    private const int LapseBatch = 500;
    private const long LapseLock = 20220606;

    /// <summary>One of the talent's own bookings.</summary>
    /// <exception cref="RefusedException">Unknown, or another's (<c>not_found</c>).</exception>
    public async Task<Reservation> ReadAsync(Guid talentId, Guid id, CancellationToken cancel) =>
        (await QueryAsync(talentId, id, null, 1, cancel)).SingleOrDefault()
        ?? throw new RefusedException(CommonProblems.NotFound);

    /// <summary>A page of the talent's own bookings, newest first.</summary>
    public async Task<Page<Reservation>> ListAsync(Guid talentId, ListQuery query, CancellationToken cancel) =>
        Keyset.Cut(
            await QueryAsync(talentId, null, Keyset.Parse(query.After), query.Limit + 1, cancel),
            query.Limit,
            row => new Keyset(row.CreatedAt, row.Id)
        );

    /// <summary>The bookings of a day at the verifier's point, or at all of the partner system's. The look is audited.</summary>
    public async Task<IReadOnlyList<ExpectedReservation>> ExpectedAsync(DateOnly day, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<ExpectedReservation>(
            """
            select v.id, v.benefit_code benefit, b.name benefit_name, t.name masked_name, c.tier_code tier,
                   v.service_point_id service_point, v.day, v.arrives_at, case when v.state = 'held'
                   and v.lapses_at <= @Now then 'lapsed' else v.state end state, v.companions, v.note, v.created_at
            from service_points sp
            join reservations v on v.service_point_id = sp.id
            join cards c on c.id = v.card_id
            join talents t on t.id = c.talent_id
            join benefits b on b.code = v.benefit_code
            where sp.partner_id = @PartnerId and (@ServicePointId::uuid is null or sp.id = @ServicePointId) and v.day = @day
            order by v.arrives_at nulls last, v.created_at, v.id
            limit 1000
            """,
            new
            {
                actor.PartnerId,
                actor.ServicePointId,
                day,
                Now = time.GetUtcNow(),
            }
        );
        await audit.WriteAsync(session, actor, new AuditEvent("reservation.list", "reservation", null, Details: new { day }));
        return [.. rows.Select(row => row with { MaskedName = MaskedName.Of(row.MaskedName) })];
    }

    /// <summary>Cancels the talent's own booking; its unit comes back once.</summary>
    /// <exception cref="RefusedException">Unknown, or another's (<c>not_found</c>); <c>reservation_closed</c>.</exception>
    public Task CancelAsync(Guid talentId, Guid id, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var cancelled = await session.ScalarAsync<int>(
                    """
                    with card as (
                        select c.id from cards c join reservations v on v.card_id = c.id and v.id = @id
                        where c.talent_id = @talentId
                        for share of c
                    ), cancelled as (
                        update reservations v set state = 'cancelled'
                        from card
                        where v.card_id = card.id and v.id = @id and v.state = 'held' and v.lapses_at > @Now
                        returning v.card_id, v.benefit_code, v.period, v.period_start
                    ), given_back as (
                        update entitlements e set held = e.held - 1
                        from cancelled c
                        where e.card_id = c.card_id and e.benefit_code = c.benefit_code and e.period = c.period
                            and e.period_start = c.period_start
                        returning 1
                    )
                    select count(*)::int from given_back
                    """,
                    new
                    {
                        talentId,
                        id,
                        Now = time.GetUtcNow(),
                    }
                );
                if (cancelled == 0)
                {
                    await ReadAsync(talentId, id, cancel);
                    throw new RefusedException(RedemptionProblems.ReservationClosed);
                }
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("reservation.cancel", "reservation", id.ToString(), talentId)
                );
            },
            cancel
        );

    /// <summary>
    /// Lapses every booking whose day is over and gives its unit back, a few hundred at a time; one sweep runs at a time.
    /// Nothing waits for it: every statement that counts units sees through an overdue booking.
    /// </summary>
    /// <returns>How many lapsed.</returns>
    public async Task<int> LapseAsync(CancellationToken cancel)
    {
        var total = 0;
        while (true)
        {
            var lapsed = await db.ChangeAsync(LapseSomeAsync, cancel);
            total += lapsed;
            if (lapsed < LapseBatch)
                return total;
        }
    }

    private async Task<int> LapseSomeAsync(Session session)
    {
        await session.ExecuteAsync("select pg_advisory_xact_lock(@LapseLock)", new { LapseLock });
        return await session.ScalarAsync<int>(
            """
            with overdue as (
                select card_id, id from reservations
                where state = 'held' and lapses_at <= @now
                order by lapses_at limit @LapseBatch
                for update skip locked
            ), lapsed as (
                update reservations v set state = 'lapsed'
                from overdue o where v.card_id = o.card_id and v.id = o.id
                returning v.card_id, v.benefit_code, v.period, v.period_start
            ), units as (
                select card_id, benefit_code, period, period_start, count(*)::int n from lapsed group by 1, 2, 3, 4
            ), given_back as (
                update entitlements e set held = e.held - u.n
                from units u
                where e.card_id = u.card_id and e.benefit_code = u.benefit_code and e.period = u.period
                    and e.period_start = u.period_start
                returning 1
            )
            select coalesce(sum(n), 0)::int from units
            """,
            new { now = time.GetUtcNow(), LapseBatch }
        );
    }

    private async Task<List<Reservation>> QueryAsync(Guid talentId, Guid? id, Keyset? after, int rows, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var calendar = await OfficialDays.ReadAsync(session);
        return
        [
            .. await session.ListAsync<Reservation>(
                $"""
                select v.id, v.benefit_code benefit, b.name benefit_name, b.name_en benefit_name_en,
                       v.service_point_id service_point, sp.name service_point_name, sp.name_en service_point_name_en,
                       p.name partner_name, p.name_en partner_name_en, sp.address, sp.address_en, v.day, v.arrives_at,
                       case when v.state = 'held' and v.lapses_at <= @Now then 'lapsed' else v.state end state, v.companions,
                           v.note, v.lapses_at, v.created_at,
                       case when v.state = 'held' and v.lapses_at > @Now then o.shut end shut
                from reservations v
                join benefits b on b.code = v.benefit_code
                join service_points sp on sp.id = v.service_point_id
                join partners p on p.id = sp.partner_id
                cross join lateral service_point_opening(sp.id, v.day, {OfficialDays.Working("v.day")}, '00:00', v.arrives_at) o
                where v.card_id in (select id from cards where talent_id = @talentId)
                  and (@id::uuid is null or v.id = @id)
                  and (@At::timestamptz is null or (v.created_at, v.id) < (@At, @AfterId))
                order by v.created_at desc, v.id desc
                limit @rows
                """,
                new
                {
                    talentId,
                    id,
                    after?.At,
                    AfterId = after?.Id,
                    rows,
                    calendar.Off,
                    calendar.MakeUp,
                    Now = time.GetUtcNow(),
                }
            ),
        ];
    }
}
