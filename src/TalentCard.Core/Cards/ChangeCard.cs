using System.Security.Cryptography;
using TalentCard.Contracts.Cards;

namespace TalentCard.Core.Cards;

/// <summary>
/// Changes cards that are issued. Each change is one conditional statement, so that of two at once the second sees what
/// the first left and is refused where the table of <see cref="Card"/> says so.
/// </summary>
public sealed class ChangeCard(Db db, TimeProvider time, CardStore cards, CardHistory history)
{
    /// <summary>Suspends, resumes or revokes a card.</summary>
    /// <exception cref="RefusedException">There is no such card, or its state does not take the change.</exception>
    public Task<CardSummary> ApplyAsync(Guid id, CardAction action, string reason, Actor actor, CancellationToken cancel) =>
        InTransactionAsync(
            actor,
            async session =>
            {
                var changed =
                    await TransitAsync(session, id, action, reason, actor) ?? throw await RefusalAsync(session, id, actor);
                await history.WriteAsync(session, actor, action, reason, [changed]);
                return id;
            },
            cancel
        );

    /// <summary>Suspends the talent's own card.</summary>
    /// <exception cref="RefusedException">They have no live card, or it is suspended or expired.</exception>
    public async Task<CardSummary> SuspendOwnAsync(string reason, Actor actor, CancellationToken cancel)
    {
        Guid? id;
        await using (var session = await db.OpenAsync(cancel))
        {
            id = await session.FindAsync<Guid?>(
                "select id from cards where talent_id = @TalentId and state in ('active', 'suspended')",
                new { actor.TalentId }
            );
        }
        return await ApplyAsync(
            id ?? throw new RefusedException(CommonProblems.NotFound),
            CardAction.Suspend,
            reason,
            actor,
            cancel
        );
    }

    /// <summary>
    /// Renews a card from today: as many years as its tier gives, never past the contract's end.
    /// </summary>
    /// <exception cref="RefusedException">It is too early, the contract leaves no room, or the state does not take
    /// it.</exception>
    public Task<CardSummary> RenewAsync(Guid id, string reason, Actor actor, CancellationToken cancel) =>
        InTransactionAsync(
            actor,
            async session =>
            {
                var today = time.Today();
                // The talent first, as an edit of the contract's end does: nobody waits in a circle.
                await session.ExecuteAsync(
                    "select from talents where id = (select talent_id from cards where id = @id) for share",
                    new { id }
                );
                var scope = RowScope.Of(actor, CardStore.Owner);
                var card =
                    await session.FindAsync<Renewable>(
                        $"""
                        select c.talent_id, shown_card_state(c.state, c.valid_to, @today) state, c.valid_to, t.contract_end,
                            tiers.valid_years
                        from cards c join talents t on t.id = c.talent_id join tiers on tiers.code = c.tier_code
                        where c.id = @id and {scope}
                        for update of c
                        """,
                        scope.With(new { id, today })
                    ) ?? throw new RefusedException(CommonProblems.NotFound);
                var rules = new RenewableCard(card.State, card.ValidTo, card.ContractEnd, card.ValidYears);
                if (CardRefusal.Of(CardAction.Renew, rules, today) is { } refusal)
                    throw new RefusedException(refusal);
                var validTo = rules.RenewedTo(today);
                await session.ExecuteAsync(
                    "update cards set valid_from = @today, valid_to = @validTo, version = version + 1 where id = @id",
                    new
                    {
                        id,
                        today,
                        validTo,
                    }
                );
                await history.WriteAsync(
                    session,
                    actor,
                    CardAction.Renew,
                    reason,
                    [new CardChanged(id, card.TalentId, card.State, "active", validTo)]
                );
                return id;
            },
            cancel
        );

    /// <summary>
    /// Replaces a card: the old one ends, a new one with another number and handle begins, of the talent's present tier,
    /// with the old one's last day. What was used of the benefits, and what is booked, goes with it.
    /// </summary>
    /// <exception cref="RefusedException">There is no such card, or its state or last day does not allow it.</exception>
    public Task<CardSummary> ReplaceAsync(Guid id, string reason, Actor actor, CancellationToken cancel) =>
        InTransactionAsync(
            actor,
            async session =>
            {
                var today = time.Today();
                var old =
                    await TransitAsync(session, id, CardAction.Replace, reason, actor)
                    ?? throw await RefusalAsync(session, id, actor);
                if (old.ValidTo < today)
                    throw new RefusedException(CardProblems.IsExpired);
                var newId = Guid.CreateVersion7(time.GetUtcNow());
                await session.ExecuteAsync(
                    """
                    with tier as (
                        select t.id talent_id, tiers.code, tiers.number_prefix
                        from talents t join tiers on tiers.code = t.tier_code where t.id = @TalentId),
                    next as (
                        insert into card_numbers (prefix, last_number) select number_prefix, 1 from tier
                        on conflict (prefix) do update set last_number = card_numbers.last_number + 1
                        returning last_number)
                    insert into cards
                        (id, talent_id, number, handle, printed_cti, tier_code, state, valid_from, valid_to, replaces, created_at)
                    select @newId, tier.talent_id, tier.number_prefix || lpad(next.last_number::text, 6, '0'), @Handle,
                           @PrintedCti, tier.code, 'active', @today, @ValidTo, @id, @Now
                    from tier, next
                    """,
                    new
                    {
                        id,
                        newId,
                        old.TalentId,
                        old.ValidTo,
                        today,
                        Handle = RandomNumberGenerator.GetBytes(8),
                        PrintedCti = RandomNumberGenerator.GetBytes(8),
                        Now = time.GetUtcNow(),
                    }
                );
                await CardSuccession.MoveBookingsAsync(session, id, newId);
                await CardSuccession.CarryUsageAsync(session, [newId], today);
                await history.WriteAsync(session, actor, CardAction.Replace, reason, [old]);
                await history.WriteAsync(
                    session,
                    actor,
                    CardAction.Issue,
                    reason,
                    [new CardChanged(newId, old.TalentId, null, "active", old.ValidTo)]
                );
                return newId;
            },
            cancel
        );

    private async Task<CardChanged?> TransitAsync(Session session, Guid id, CardAction action, string reason, Actor actor)
    {
        var from = Card.Changes.From(action);
        var scope = RowScope.Of(actor, CardStore.Owner);
        return await session.FindAsync<CardChanged>(
            $"""
            update cards c
            set state = @to, state_reason = case when @to = 'active' then null else @reason end, version = c.version + 1
            from (select id, shown_card_state(state, valid_to, @Today) state from cards
                  where id = @id and {scope.Exists("talents t where t.id = cards.talent_id")} for update) before
            where c.id = before.id and before.state = any(@from)
            returning c.id card_id, c.talent_id, before.state from_state, c.state to_state, c.valid_to
            """,
            scope.With(
                new
                {
                    id,
                    reason,
                    to = Card.Changes.After(from[0], action).Word(),
                    from = from.Select(Words.Word).ToArray(),
                    Today = time.Today(),
                }
            )
        );
    }

    private async Task<RefusedException> RefusalAsync(Session session, Guid id, Actor actor) =>
        new(CardRefusal.Of(Words.Parse<CardState>((await cards.FindAsync(session, id, actor)).State)));

    private Task<CardSummary> InTransactionAsync(Actor actor, Func<Session, Task<Guid>> change, CancellationToken cancel) =>
        db.ChangeAsync(async session => await cards.FindAsync(session, await change(session), actor), cancel);

    private sealed record Renewable(Guid TalentId, string State, DateOnly ValidTo, DateOnly ContractEnd, int ValidYears);
}
