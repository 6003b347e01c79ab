using TalentCard.Contracts.Redemptions;
using TalentCard.Core.Partners;

namespace TalentCard.Core.Redemptions;

/// <summary>评价: the talent rates a service of their own, and service points see what they average (docs/adr/0012).</summary>
public sealed class RateService(Db db, MyCardStore cards, AuditTrail audit, TimeProvider time)
{
    /// <summary>How many days after a service it can be rated, and the rating changed.</summary>
    public const int RatingDays = 30;

    /// <summary>Rates a service, or changes the rating that it has.</summary>
    /// <exception cref="RefusedException">
    /// Unknown, or another's (<c>not_found</c>); <c>rating_of_reversed</c>; <c>rating_window_over</c>.
    /// </exception>
    public async Task<MyRedemption> RateAsync(
        Guid talentId,
        Guid redemption,
        RatingRequest request,
        Actor actor,
        CancellationToken cancel
    )
    {
        var now = time.GetUtcNow();
        await db.ChangeAsync(
            async session =>
            {
                var outcome =
                    await session.FindAsync<Outcome>(
                        """
                        with service as (
                            select r.card_id, r.redeemed_at, r.id, r.service_point_id, v.id is not null reversed
                            from redemptions r
                            left join reversals v on v.card_id = r.card_id and v.redemption_id = r.id
                            where r.id = @redemption and r.card_id in (select id from cards where talent_id = @talentId)
                        ), rated as (
                            insert into redemption_ratings
                                (card_id, redemption_id, redeemed_at, service_point_id, score, comment, rated_at, changed_at)
                            select card_id, id, redeemed_at, service_point_id, @Score, @Comment, @now, @now
                            from service where not reversed and redeemed_at > @Since
                            on conflict (card_id, redemption_id) do update
                                set score = excluded.score, comment = excluded.comment, changed_at = excluded.changed_at
                            returning redemption_id
                        )
                        select s.reversed, exists (select from rated) rated from service s
                        """,
                        new
                        {
                            talentId,
                            redemption,
                            request.Score,
                            Comment = request.Comment?.Trim() ?? "",
                            now,
                            Since = now.AddDays(-RatingDays),
                        }
                    ) ?? throw new RefusedException(CommonProblems.NotFound);
                if (outcome.Reversed)
                    throw new RefusedException(RedemptionProblems.RatingOfReversed);
                if (!outcome.Rated)
                    throw new RefusedException(RedemptionProblems.RatingWindowOver);
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("redemption.rate", "redemption", redemption.ToString(), talentId)
                );
            },
            cancel
        );
        return await cards.ReadServiceAsync(talentId, redemption, cancel);
    }

    // A rating is whoever's the service was that it rates.
    private static readonly RowOwner Owner = new()
    {
        Partner = "p.id",
        ServicePoint = "s.id",
        Division = "(select r.division_code from redemptions r where r.card_id = x.card_id and r.id = x.redemption_id)",
    };

    /// <summary>
    /// What service points average: all for the office, by its own people for a county's; a partner's own without names, and only
    /// where too many have rated for one of them to be made out.
    /// </summary>
    public async Task<IReadOnlyList<PointRating>> AveragesAsync(Actor actor, CancellationToken cancel)
    {
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        return
        [
            .. await session.ListAsync<PointRating>(
                $"""
                select s.id service_point, s.name service_point_name, p.id partner, p.name partner_name, count(*)::int ratings,
                       case when @IsOffice or count(*) >= @FewestRatings then round(avg(x.score), 1)::double precision end average
                from redemption_ratings x
                join service_points s on s.id = x.service_point_id
                join partners p on p.id = s.partner_id
                where {scope}
                  and not exists (select from reversals v where v.card_id = x.card_id and v.redemption_id = x.redemption_id)
                group by s.id, p.id
                order by p.name, s.name
                """,
                scope.With(new { actor.IsOffice, PlaceStore.FewestRatings })
            ),
        ];
    }

    private sealed record Outcome(bool Reversed, bool Rated);
}
