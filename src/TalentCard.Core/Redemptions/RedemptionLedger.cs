using TalentCard.Contracts.Redemptions;

namespace TalentCard.Core.Redemptions;

/// <summary>Reads the ledger: the office all of it, a partner system its partner's, a verifier their service point's.</summary>
public sealed class RedemptionLedger(Db db, AuditTrail audit)
{
    /// <summary>Whose a service <c>r</c> is: that of the point, and of the county that its holder then was of.</summary>
    internal static readonly RowOwner Owner = new()
    {
        Partner = "r.partner_id",
        ServicePoint = "r.service_point_id",
        Division = "r.division_code",
    };

    private const string Matching = """
        (@Start::timestamptz is null or r.redeemed_at >= @Start) and (@End::timestamptz is null or r.redeemed_at < @End)
              and (@Benefit::text is null or r.benefit_code = @Benefit)
              and (@Partner::uuid is null or r.partner_id = @Partner)
              and (@ServicePoint::uuid is null or r.service_point_id = @ServicePoint)
              and (@Tier::text is null or r.tier_code = @Tier)
              and (@Division::text is null or r.division_code = @Division)
              and (@Reversed::bool is null or (v.id is not null) = @Reversed)
              and (@Weekday::int is null or extract(isodow from r.redeemed_at at time zone 'Asia/Shanghai') = @Weekday)
              and (@Hour::int is null or extract(hour from r.redeemed_at at time zone 'Asia/Shanghai') = @Hour)
        """;

    /// <summary>A page of the ledger, newest first. The look is audited.</summary>
    public async Task<Page<RedemptionItem>> ListAsync(RedemptionQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        var arguments = scope.With(ArgumentsOf(query));
        arguments.AddDynamicParams(
            new
            {
                actor.IsOffice,
                position?.At,
                AfterId = position?.Id,
                Rows = query.Limit + 1,
            }
        );
        var rows = (
            await session.ListAsync<RedemptionItem>(
                $"""
                select r.id, r.redeemed_at, r.benefit_code benefit, b.name benefit_name, b.name_en benefit_name_en,
                       t.name masked_name, r.tier_code tier, r.division_code division, d.name division_name, r.partner_id partner,
                       p.name partner_name, p.name_en partner_name_en, r.service_point_id service_point,
                       s.name service_point_name, s.name_en service_point_name_en, r.operator_name, r.companions, r.level,
                       v.reversed_at, v.reason reversal_reason, x.score, x.comment
                from redemptions r
                join benefits b on b.code = r.benefit_code
                join talents t on t.id = r.talent_id
                join divisions d on d.code = r.division_code
                join partners p on p.id = r.partner_id
                join service_points s on s.id = r.service_point_id
                left join reversals v on v.card_id = r.card_id and v.redemption_id = r.id
                left join redemption_ratings x on @IsOffice and x.card_id = r.card_id and x.redemption_id = r.id
                where {scope} and {Matching}
                  and (@At::timestamptz is null or (r.redeemed_at, r.id) < (@At, @AfterId))
                order by r.redeemed_at desc, r.id desc
                limit @Rows
                """,
                arguments
            )
        ).Select(row => row with { MaskedName = MaskedName.Of(row.MaskedName) }).ToList();
        await audit.WriteAsync(session, actor, new AuditEvent("redemption.list", "redemption", null, Details: query));
        return Keyset.Cut(rows, query.Limit, row => new Keyset(row.RedeemedAt, row.Id));
    }

    /// <summary>The totals of the filtered ledger. Nobody is named.</summary>
    public async Task<RedemptionTotals> TotalAsync(RedemptionQuery query, Actor actor, CancellationToken cancel)
    {
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        return await session.SingleAsync<RedemptionTotals>(
            $"""
            select (count(*) filter (where v.id is null))::int times,
                   (count(distinct r.talent_id) filter (where v.id is null))::int people,
                    coalesce(sum(r.companions) filter (where v.id is null), 0)::int companions, count(v.id)::int reversed
            from redemptions r left join reversals v on v.card_id = r.card_id and v.redemption_id = r.id
            where {scope} and {Matching}
            """,
            scope.With(ArgumentsOf(query))
        );
    }

    /// <summary>A day's figures of what the actor may see, of one service point where it is named.</summary>
    public async Task<RedemptionSummary> SummarizeAsync(DateOnly day, Guid? servicePoint, Actor actor, CancellationToken cancel)
    {
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        return await session.SingleAsync<RedemptionSummary>(
            $"""
            select @day as day, (count(*) filter (where v.id is null))::int times,
                   (count(distinct r.talent_id) filter (where v.id is null))::int people,
                   coalesce(sum(r.companions) filter (where v.id is null), 0)::int companions,
                   (count(*) filter (where v.id is not null))::int reversed
            from redemptions r
            left join reversals v on v.card_id = r.card_id and v.redemption_id = r.id
            where r.redeemed_at >= @Start and r.redeemed_at < @End
              and (@servicePoint::uuid is null or r.service_point_id = @servicePoint)
              and {scope}
            """,
            scope.With(
                new
                {
                    day,
                    servicePoint,
                    Start = day.StartOfDay(),
                    End = day.AddDays(1).StartOfDay(),
                }
            )
        );
    }

    private static object ArgumentsOf(RedemptionQuery query) =>
        new
        {
            Start = query.From?.StartOfDay(),
            End = query.To?.AddDays(1).StartOfDay(),
            query.Benefit,
            query.Partner,
            query.ServicePoint,
            query.Tier,
            query.Division,
            query.Reversed,
            query.Weekday,
            query.Hour,
        };
}
