using TalentCard.Contracts.Redemptions;
using TalentCard.Core.Benefits;

namespace TalentCard.Core.Redemptions;

/// <summary>What a talent sees of their own card.</summary>
public sealed class MyCardStore(Db db, TimeProvider time)
{
    /// <summary>The talent's live card, or else their last one, and what is left on it.</summary>
    /// <exception cref="RefusedException">There never was one (<c>no_card</c>).</exception>
    public async Task<MyCard> ReadAsync(Guid talentId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var today = now.ToLocalDate();
        await using var session = await db.OpenAsync(cancel);
        var card =
            await session.FindAsync<MyCardFace>(
                """
                select c.id, c.number, t.name, c.tier_code tier, ti.name tier_name, ti.name_en tier_name_en, ti.color tier_color,
                       c.state, c.state_reason, c.valid_from, c.valid_to
                from cards c
                join talents t on t.id = c.talent_id
                join tiers ti on ti.code = c.tier_code
                where c.talent_id = @talentId
                order by c.state in ('active', 'suspended') desc, c.created_at desc, c.id desc
                limit 1
                """,
                new { talentId }
            ) ?? throw new RefusedException(RedemptionProblems.NoCard);
        var rows = await session.ListAsync<Row>(
            """
            select b.code, b.name, b.name_en, b.description, b.description_en, r.period, r.quota, coalesce(e.used, 0) used,
                   coalesce(e.held, 0) - (
                       select count(*)::int from reservations l
                       where l.card_id = @CardId and l.benefit_code = b.code and l.period = e.period
                         and l.period_start = e.period_start
                         and l.state = 'held' and l.lapses_at <= @now) held,
                   r.max_companions, r.companion_relations, r.booking_hours, r.checks, r.printed_allowed, r.service_point_kinds
            from benefits b
            cross join lateral benefit_rule_on(b.code, @today) r
            join talents t on t.id = @talentId
            left join entitlements e on e.card_id = @CardId and e.benefit_code = b.code and e.period = r.period
                and e.period_start = period_start(r.period, @today)
            where r.active and @Tier = any (r.tiers) and age_refusal(r.min_age, r.max_age, t.birth_date, @today) is null
            order by b.position, b.code
            """,
            new
            {
                CardId = card.Id,
                card.Tier,
                talentId,
                now,
                today,
            }
        );
        return new MyCard(card, [.. rows.Select(row => ToContract(row, today))]);
    }

    /// <summary>A page of the talent's own services, newest first, whichever of their cards it was.</summary>
    public async Task<Page<MyRedemption>> HistoryAsync(Guid talentId, ListQuery query, CancellationToken cancel) =>
        Keyset.Cut(
            await QueryAsync(talentId, null, Keyset.Parse(query.After), query.Limit + 1, cancel),
            query.Limit,
            row => new Keyset(row.RedeemedAt, row.Id)
        );

    /// <summary>One of the talent's own services.</summary>
    /// <exception cref="RefusedException">Unknown, or another's (<c>not_found</c>).</exception>
    public async Task<MyRedemption> ReadServiceAsync(Guid talentId, Guid id, CancellationToken cancel) =>
        (await QueryAsync(talentId, id, null, 1, cancel)).SingleOrDefault()
        ?? throw new RefusedException(CommonProblems.NotFound);

    private async Task<List<MyRedemption>> QueryAsync(
        Guid talentId,
        Guid? id,
        Keyset? position,
        int rows,
        CancellationToken cancel
    )
    {
        await using var session = await db.OpenAsync(cancel);
        return
        [
            .. await session.ListAsync<MyRedemption>(
                """
                select r.id, r.redeemed_at, r.benefit_code benefit, b.name benefit_name, b.name_en benefit_name_en,
                       p.name partner_name, p.name_en partner_name_en, s.name service_point_name, s.name_en service_point_name_en,
                       r.companions, v.reversed_at, x.score, x.comment,
                       r.redeemed_at + make_interval(days => @RatingDays) rate_until
                from redemptions r
                join benefits b on b.code = r.benefit_code
                join partners p on p.id = r.partner_id
                join service_points s on s.id = r.service_point_id
                left join reversals v on v.card_id = r.card_id and v.redemption_id = r.id
                left join redemption_ratings x on x.card_id = r.card_id and x.redemption_id = r.id
                where r.card_id in (select id from cards where talent_id = @talentId) and (@id::uuid is null or r.id = @id)
                  and (@At::timestamptz is null or (r.redeemed_at, r.id) < (@At, @AfterId))
                order by r.redeemed_at desc, r.id desc
                limit @rows
                """,
                new
                {
                    talentId,
                    id,
                    position?.At,
                    AfterId = position?.Id,
                    rows,
                    RateService.RatingDays,
                }
            ),
        ];
    }

    private static MyEntitlement ToContract(Row row, DateOnly today) =>
        new(
            row.Code,
            row.Name,
            row.NameEn,
            row.Description,
            row.DescriptionEn,
            row.Period,
            Period.StartOf(row.Period, today),
            Period.EndOf(row.Period, today),
            row.Quota,
            row.Used,
            row.Held,
            row.Quota is { } quota ? Math.Max(quota - row.Used - row.Held, 0) : null,
            new CompanionRule(row.MaxCompanions, row.CompanionRelations),
            row.BookingHours,
            row.Checks,
            row.PrintedAllowed,
            row.ServicePointKinds
        );

    private sealed record Row(
        string Code,
        string Name,
        string NameEn,
        string Description,
        string DescriptionEn,
        string Period,
        int? Quota,
        int Used,
        int Held,
        int MaxCompanions,
        string[] CompanionRelations,
        int? BookingHours,
        string[] Checks,
        bool PrintedAllowed,
        string[] ServicePointKinds
    );
}
