using TalentCard.Contracts.Redemptions;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.Redemptions;

/// <summary>撤销: gives a redemption's unit back once. The redemption stays in the ledger.</summary>
public sealed class ReverseRedemption(Db db, IdempotencyStore idempotency, AuditTrail audit, TimeProvider time)
{
    /// <summary>How long the service point that recorded it may reverse it; an office may at any time.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    // A printed code's interval is taken back with the service. A card that followed has carried the use over; it gets
    // the unit back as well.
    private static string Sql(RowScope scope) =>
        $"""
            with original as (
                select r.card_id, r.talent_id, r.redeemed_at, r.id, r.benefit_code, r.period, r.period_start, r.level,
                       r.dependant_id, coalesce(r.own_quota, false) own_quota
                from redemptions r
                where r.id = @id and {scope}
            ), reversed as (
                insert into reversals (card_id, redemption_id, redeemed_at, id, reversed_at, reason, operator_id, operator_name)
                select o.card_id, o.id, o.redeemed_at, @reversal, @now, @reason, @operatorId, @operatorName
                from original o
                where @office or o.redeemed_at > @since
                returning card_id
            ), given_back as (
                update entitlements e
                set used = e.used - 1,
                    printed_at = case when o.level = 0 and e.printed_at = o.redeemed_at then e.printed_at - e.printed_gap
                    else e.printed_at end, printed_gap = case when o.level = 0 and e.printed_at = o.redeemed_at then null
                    else e.printed_gap end
                from original o, reversed v, cards c
                where not o.own_quota and c.talent_id = o.talent_id and (c.id = o.card_id or c.created_at > o.redeemed_at)
                  and e.card_id = c.id and e.benefit_code = o.benefit_code and e.period = o.period
                  and e.period_start = o.period_start
                  and e.used > 0
                returning c.created_at, e.quota - e.used - e.held + (
                    -- A hold that has lapsed holds nothing, whether or not it was swept.
                    select count(*)::int from reservations h
                    where h.card_id = e.card_id and h.benefit_code = e.benefit_code and h.period = e.period
                      and h.period_start = e.period_start and h.state = 'held' and h.lapses_at <= @now) remaining
            ), given_back_own as (
                update dependant_entitlements e
                set used = e.used - 1
                from original o, reversed v, cards c
                where o.own_quota and c.talent_id = o.talent_id and (c.id = o.card_id or c.created_at > o.redeemed_at)
                  and e.card_id = c.id and e.dependant_id = o.dependant_id and e.benefit_code = o.benefit_code
                  and e.period = o.period and e.period_start = o.period_start and e.used > 0
                returning c.created_at, e.quota - e.used remaining
            )
            select o.talent_id, o.benefit_code, v.card_id is not null reversed,
                   (select g.remaining from (select * from given_back union all select * from given_back_own) g
                    order by g.created_at desc limit 1) remaining
            from original o left join reversed v on true
            """;

    /// <summary>Reverses it and audits that; the same request again gets the first answer.</summary>
    /// <exception cref="RefusedException">
    /// <c>not_found</c>, <c>already_reversed</c>, <c>reversal_window_over</c> or <c>idempotency_conflict</c>.
    /// </exception>
    public async Task<ReversalMade> ReverseAsync(
        Guid redemption,
        string reason,
        string key,
        byte[] requestHash,
        Actor actor,
        CancellationToken cancel
    )
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var scope = RowScope.Of(actor, RedemptionLedger.Owner);
        return await db.ChangeAsync(
            async session =>
            {
                if (await idempotency.ClaimAsync(session, actor, key, requestHash, id) is not null)
                    return await IdempotencyStore.AnswerAsync<ReversalMade>(session, actor, key);
                var outcome =
                    await session.FindAsync<Outcome>(
                        Sql(scope),
                        scope.With(
                            new
                            {
                                id = redemption,
                                reversal = id,
                                office = actor.IsOffice,
                                now,
                                since = now - Window,
                                reason,
                                operatorId = actor.Id,
                                operatorName = actor.Name,
                            }
                        )
                    ) ?? throw new RefusedException(CommonProblems.NotFound);
                if (!outcome.Reversed)
                    throw new RefusedException(RedemptionProblems.ReversalWindowOver);
                var entry = new AuditEvent("redemption.reverse", "redemption", redemption.ToString(), outcome.TalentId, reason);
                await audit.WriteAsync(session, actor, entry);
                var made = new ReversalMade(id, redemption, outcome.BenefitCode, outcome.Remaining, now);
                await IdempotencyStore.KeepAnswerAsync(session, actor, key, made);
                return made;
            },
            cancel
        );
    }

    private sealed record Outcome(Guid TalentId, string BenefitCode, bool Reversed, int? Remaining);
}
