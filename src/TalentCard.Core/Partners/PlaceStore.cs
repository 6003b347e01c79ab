using TalentCard.Contracts.Partners;

namespace TalentCard.Core.Partners;

/// <summary>Where a talent can use their card, the nearest first.</summary>
public sealed class PlaceStore(Db db, TimeProvider time)
{
    /// <summary>An average of fewer ratings would tell who gave which.</summary>
    public const int FewestRatings = 3;

    /// <summary>The points that give at least one benefit of the talent's tier today.</summary>
    /// <param name="talentId">Whose card.</param>
    /// <param name="benefit">Only where this benefit is given; null: any.</param>
    /// <param name="division">The county from whose seat distances are measured; null: the talent's own.</param>
    /// <param name="cancel">Stops the search.</param>
    /// <exception cref="RefusedException">There is no such county (<c>invalid_request</c>).</exception>
    public async Task<Places> NearAsync(Guid talentId, string? benefit, string? division, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var origin =
            await session.FindAsync<string>(
                """
                select code from divisions
                where code = coalesce(@division, (select division_code from talents where id = @talentId))
                """,
                new { talentId, division }
            ) ?? throw Refuse.Field("division", "unknown");
        var places = await session.ListAsync<Place>(
            """
            with own as (
                select c.tier_code, t.birth_date from cards c join talents t on t.id = c.talent_id
                where c.talent_id = @talentId
                order by c.state in ('active', 'suspended') desc, c.created_at desc limit 1
            ), given as (
                select b.code, b.position, r.service_point_kinds
                from benefits b
                cross join lateral benefit_rule_on(b.code, @Today) r
                join own on own.tier_code = any (r.tiers)
                where r.active and age_refusal(r.min_age, r.max_age, own.birth_date, @Today) is null
                  and (@benefit::text is null or b.code = @benefit)
            )
            select s.id, s.name, s.name_en, p.name partner_name, p.name_en partner_name_en, s.kind, s.division_code division,
                   d.name division_name, d.name_en division_name_en, s.address, s.address_en, bounds(s.hours) hours,
                   s.follows_holidays, s.latitude, s.longitude,
                   kilometres_between(o.latitude, o.longitude, coalesce(s.latitude, d.latitude),
                       coalesce(s.longitude, d.longitude)) kilometres, array(select g.code from given g
                   where s.kind = any (g.service_point_kinds) order by g.position, g.code) benefits, v.ratings,
                       case when v.ratings >= @FewestRatings then v.average end rating
            from service_points s
            join partners p on p.id = s.partner_id and p.active
            join divisions d on d.code = s.division_code
            join divisions o on o.code = @origin
            cross join lateral (
                select count(*)::int ratings, round(avg(x.score), 1)::double precision average
                from redemption_ratings x
                where x.service_point_id = s.id
                  and not exists (select from reversals u where u.card_id = x.card_id and u.redemption_id = x.redemption_id)) v
            where s.active and exists (select from given g where s.kind = any (g.service_point_kinds))
            order by kilometres nulls last, p.name, s.name
            limit 500
            """,
            new
            {
                talentId,
                benefit,
                origin,
                Today = time.Today(),
                FewestRatings,
            }
        );
        return new Places(origin, [.. places]);
    }
}
