using TalentCard.Contracts.Settlements;
using TalentCard.Core.Notifications;

namespace TalentCard.Core.Settlements;

/// <summary>
/// Draws up what partners are owed for a month, from the ledger: a line for each service, and what has come to be known since of
/// months that are drawn up already: services entered late, reversals, prices said anew (docs/adr/0074).
/// </summary>
public sealed class DrawUpSettlements(Db db, TimeProvider time, AuditTrail audit)
{
    // One month after the other: what is known late stands in one of them.
    private const string Alone = "select pg_advisory_xact_lock(hashtext('settlements'))";

    // Who draws up by itself, in histories.
    private static readonly Actor System = new("job:draw-up-settlements", "system", []);

    // What is drawn up has ids that follow from what it is, so that the same ledger gives the same rows.
    private const string FirstLines = """
        insert into settlement_lines
            (id, partner_id, month, kind, card_id, redemption_id, redeemed_at, price_id, at, units, unit_price, amount, fund)
        select md5(r.id || ' service')::uuid, r.partner_id, @month,
               case when r.redeemed_at < @start then 'late' else 'service' end, r.card_id, r.id,
               r.redeemed_at, c.price_id, r.redeemed_at, c.units, c.unit_price, c.amount, c.fund
        from redemptions r
        cross join lateral service_cost(r.benefit_code, r.tier_code, r.partner_id, r.service_point_id,
            (r.redeemed_at at time zone 'Asia/Shanghai')::date, r.companions) c
        where r.redeemed_at < @end
          and (r.redeemed_at >= @start or exists (
              select from settlement_months m where m.month = date_trunc('month', r.redeemed_at at time zone 'Asia/Shanghai')))
          and not exists (select from settlement_lines l where l.redemption_id = r.id and l.kind in ('service', 'late'))
        """;

    // What a service should have come to, less what its lines come to.
    private const string Corrections = """
        with billed as (
            select redemption_id, sum(amount) amount, sum(fund) fund, min(id::text) filter (where corrects is null) first_line
            from settlement_lines group by redemption_id having not bool_or(kind = 'reversal')
        )
        insert into settlement_lines
            (id, partner_id, month, kind, card_id, redemption_id, redeemed_at, corrects, price_id, at, units, unit_price, amount,
             fund)
        select md5(r.id || ' ' || case when v.id is null then c.price_id::text else 'reversal' end)::uuid, r.partner_id, @month,
               case when v.id is null then 'price' else 'reversal' end, r.card_id, r.id, r.redeemed_at,
               f.id, c.price_id, coalesce(v.reversed_at, r.redeemed_at), case when v.id is null then c.units else -c.units end,
               c.unit_price, case when v.id is null then c.amount else 0 end - b.amount,
               case when v.id is null then c.fund else 0 end - b.fund
        from billed b
        join settlement_lines f on f.id = b.first_line::uuid
        join redemptions r on (r.card_id, r.redeemed_at, r.id) = (f.card_id, f.redeemed_at, f.redemption_id)
        left join reversals v on (v.card_id, v.redemption_id) = (r.card_id, r.id) and v.reversed_at < @end
        cross join lateral service_cost(r.benefit_code, r.tier_code, r.partner_id, r.service_point_id,
            (r.redeemed_at at time zone 'Asia/Shanghai')::date, r.companions) c
        where v.id is not null or (c.amount, c.fund) <> (b.amount, b.fund)
        """;

    private const string Statements = """
        insert into settlements (id, partner_id, month, lines, unpriced, amount, fund, drawn_up_at)
        select md5(partner_id || ' ' || month)::uuid, partner_id, month, count(*), count(*) filter (where price_id is null),
               sum(amount), sum(fund), @now
        from settlement_lines where month = @month group by partner_id, month;
        insert into settlement_steps (settlement_id, version, at, by_id, by_name, from_state, to_state)
        select id, version, @now, @By, @ByName, null, state from settlements where month = @month
        """;

    private const string Told = """
        select s.id settlement, u.id "user" from settlements s
        join users u on u.partner_id = s.partner_id and 'partner_manager' = any (u.roles) and u.disabled_at is null
        where s.month = @month
        """;

    /// <summary>Draws up the month before, once; from the second day of a month on.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        // What was recorded at the end of the month has a day to arrive.
        var month = FirstOf(time.Today().AddDays(-1)).AddMonths(-1);
        await TryAsync(month, System, cancel);
    }

    /// <summary>Draws up a month that is over.</summary>
    /// <exception cref="RefusedException"><c>settlement_month_not_over</c> or <c>settlement_month_drawn_up</c>.</exception>
    public async Task<DrawnUp> ExecuteAsync(DateOnly day, Actor actor, CancellationToken cancel)
    {
        var month = FirstOf(day);
        if (month >= FirstOf(time.Today()))
            throw new RefusedException(SettlementProblems.MonthNotOver);
        return new DrawnUp(
            month,
            await TryAsync(month, actor, cancel) ?? throw new RefusedException(SettlementProblems.MonthDrawnUp)
        );
    }

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    // How many statements; null where the month is drawn up already.
    private Task<int?> TryAsync(DateOnly month, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync<int?>(
            async session =>
            {
                var values = new
                {
                    month,
                    start = month.StartOfDay(),
                    end = month.AddMonths(1).StartOfDay(),
                    now = time.GetUtcNow(),
                    By = actor.Id,
                    ByName = actor.Name,
                };
                await session.ExecuteAsync(Alone);
                var isNew = await session.ExecuteAsync(
                    """
                    insert into settlement_months (month, drawn_up_at, drawn_up_by_name) values (@month, @now, @ByName)
                    on conflict do nothing
                    """,
                    values
                );
                if (isNew == 0)
                    return null;
                await session.ExecuteAsync(FirstLines, values, timeout: 0);
                await session.ExecuteAsync(Corrections, values, timeout: 0);
                await session.ExecuteAsync(Statements, values, timeout: 0);
                var told = await session.ListAsync<(Guid Settlement, Guid User)>(Told, values);
                await Outbox.EnqueueAsync(
                    session,
                    values.now,
                    [.. told.Select(one => SettlementMessages.Of("settlement_drawn_up", one.User, one.Settlement, 1, month))]
                );
                await audit.WriteAsync(session, actor, new AuditEvent("settlement.draw_up", "settlement_month", $"{month:O}"));
                return await session.ScalarAsync<int>("select count(*)::int from settlements where month = @month", values);
            },
            cancel
        );
}
