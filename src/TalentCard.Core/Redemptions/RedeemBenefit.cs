using TalentCard.Contracts.Redemptions;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.Redemptions;

/// <summary>核销: records a service exactly once. The constraints keep the rules; this names what they refused.</summary>
public sealed class RedeemBenefit(Db db, IdentityCheck identity, TimeProvider time)
{
    /// <summary>Records the service, or gives the first answer again for a key that has recorded it.</summary>
    /// <exception cref="RefusedException">One of the <see cref="Verdicts"/>, <c>verification_expired</c>,
    /// <c>identity_check_closed</c>, <c>idempotency_conflict</c>.</exception>
    public async Task<RedemptionMade> RedeemAsync(RedemptionOrder order, Actor actor, CancellationToken cancel)
    {
        var now = Now();
        if (order.Ticket.OperatorId != actor.Id)
            throw new RefusedException(RedemptionProblems.VerificationExpired);
        if (order.Ticket.ExpiresAt <= now)
            return await FirstAnswerAsync(actor, order, cancel)
                ?? throw new RefusedException(RedemptionProblems.VerificationExpired);
        if (string.IsNullOrEmpty(order.Checks.IdLast4))
            return await RecordAsync(order, actor, cancel);
        if (await identity.BeginAsync(order.Ticket, actor, cancel) is not { } attempt)
            return await RecordUncheckedAsync(order, actor, cancel);
        try
        {
            var made = await RecordAsync(order, actor, cancel);
            await identity.RefundAsync(attempt);
            return made;
        }
        catch (RefusedException refused) when (refused.Problem == Verdicts.IdentityCheckRequired)
        {
            await identity.MissAsync(attempt, order, actor);
            throw;
        }
        catch (RefusedException)
        {
            await identity.RefundAsync(attempt);
            throw;
        }
    }

    // The last four are not looked at: a benefit that asks for none is given, and one that was given is told again.
    private async Task<RedemptionMade> RecordUncheckedAsync(RedemptionOrder order, Actor actor, CancellationToken cancel)
    {
        try
        {
            return await RecordAsync(order with { Checks = order.Checks with { IdLast4 = null } }, actor, cancel);
        }
        catch (RefusedException refused) when (refused.Problem == Verdicts.IdentityCheckRequired)
        {
            throw new RefusedException(RedemptionProblems.IdentityCheckClosed);
        }
    }

    private async Task<RedemptionMade> RecordAsync(RedemptionOrder order, Actor actor, CancellationToken cancel)
    {
        var now = Now();
        // Twice, for when the facts change between the statement and the look at why it refused.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            ProblemCode? refusal = null;
            try
            {
                var made = await RedemptionStatement.RunAsync(db.Source, actor, order, Guid.CreateVersion7(now), now, cancel);
                if (made is not null)
                    return made;
            }
            catch (PostgresException exception) when (RefusalOf(exception) is { } constraint)
            {
                refusal = constraint;
            }
            // The key comes first: what a repeated request meets is its own first success.
            if (await FirstAnswerAsync(actor, order, cancel) is { } first)
                return first;
            refusal ??= await ExplainAsync(actor, order, Now(), cancel);
            if (refusal is not null)
                throw new RefusedException(refusal);
            now = Now();
        }
        throw new RefusedException(CommonProblems.Unavailable);
    }

    // PostgreSQL keeps microseconds; the first answer and a repeated one say the same.
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    private static ProblemCode? RefusalOf(PostgresException exception) =>
        exception.ConstraintName switch
        {
            "redemption_showings_once" => Verdicts.AlreadyUsed,
            "entitlements_quota" or "dependant_entitlements_quota" => Verdicts.QuotaExhausted,
            "entitlements_printed_interval" => Verdicts.PrintedTooSoon,
            "idempotency_keys_once" => CommonProblems.IdempotencyConflict,
            _ => null,
        };

    private async Task<RedemptionMade?> FirstAnswerAsync(Actor actor, RedemptionOrder order, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var id = await IdempotencyStore.FindAsync(session, actor, order.Key, order.RequestHash);
        return id is null
            ? null
            : await session.SingleAsync<RedemptionMade>(
                "select id, benefit_code benefit, remaining, redeemed_at from redemptions where id = @id",
                new { id }
            );
    }

    // Names the fact that did not hold; null when all hold by now.
    private async Task<ProblemCode?> ExplainAsync(
        Actor actor,
        RedemptionOrder order,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var ticket = order.Ticket;
        if (string.IsNullOrEmpty(order.Checks.IdLast4) && await IsClosedAsync(ticket, cancel))
            return RedemptionProblems.IdentityCheckClosed;
        var facts = await VerificationFacts.ReadAsync(
            db.Source,
            actor,
            ticket.ServicePoint,
            ticket.Handle,
            ticket.Showing,
            ticket.Level,
            ticket.DependantId is not null,
            now,
            cancel
        );
        if (facts is null)
            return CommonProblems.NotFound;
        if (facts.Card is not { } card)
            return Verdicts.UnknownCard;
        if (card.RefusalOn(now.ToLocalDate()) is { } refusal)
            return refusal;
        if (facts.Benefits.FirstOrDefault(candidate => candidate.Code == order.Benefit) is not { } benefit)
            return await NotGivenHereAsync(order.Benefit, now.ToLocalDate(), cancel);
        if (Entitlement.Judge(benefit, ticket.Level, now).Refusal is { } judged)
            return judged;
        if (order.Companions.Length > benefit.MaxCompanions || order.Companions.Except(benefit.Relations).Any())
            throw new RefusedException(
                CommonProblems.InvalidRequest,
                new Dictionary<string, string[]>
                {
                    ["companions"] = [$"at most {benefit.MaxCompanions} of: {string.Join(", ", benefit.Relations)}"],
                }
            );
        if (benefit.Checks.Contains("face") && !order.Checks.Face)
            return Verdicts.IdentityCheckRequired;
        if (!benefit.Checks.Contains("id_last4"))
            return null;
        await using var session = await db.OpenAsync(cancel);
        var matches = await session.ScalarAsync<bool>(
            """
            select coalesce(
                (select document_tail from dependants where id = @DependantId),
                (select id_number_tail from talents where id = @TalentId)) = @IdLast4
            """,
            new
            {
                IdLast4 = order.Checks.IdLast4 ?? "",
                card.TalentId,
                ticket.DependantId,
            }
        );
        return matches ? null : Verdicts.IdentityCheckRequired;
    }

    private async Task<bool> IsClosedAsync(VerificationTicket ticket, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ScalarAsync<bool>(
            "select exists (select from attempts where subject = @Id::text and kind = 'verification' and misses >= most)",
            new { ticket.Id }
        );
    }

    private async Task<ProblemCode> NotGivenHereAsync(string benefit, DateOnly today, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var active = await session.FindAsync<bool?>(
            """
            select coalesce(r.active, false)
            from benefits b left join lateral benefit_rule_on(b.code, @today) r on true
            where b.code = @benefit
            """,
            new { benefit, today }
        );
        return active switch
        {
            null => CommonProblems.NotFound,
            false => Verdicts.NotEligible,
            true => Verdicts.WrongServicePoint,
        };
    }
}
