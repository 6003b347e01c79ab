namespace TalentCard.Core.Cards;

/// <summary>What goes from a talent's earlier cards to the next: a new card is no new quota.</summary>
internal static class CardSuccession
{
    /// <summary>Moves the held bookings of a replaced card, with the units that they hold, to its replacement.</summary>
    public static Task MoveBookingsAsync(Session session, Guid from, Guid to) =>
        session.ExecuteAsync(
            """
            insert into entitlements (card_id, benefit_code, period, period_start, quota, used, held)
            select @to, benefit_code, period, period_start, quota, used, held from entitlements where card_id = @from
                and held > 0;
            update entitlements set held = 0 where card_id = @from and held > 0;
            update reservations set card_id = @to where card_id = @from and state = 'held';
            """,
            new { from, to }
        );

    /// <summary>Copies what the talents of new cards have used in periods that may still run.</summary>
    public static Task CarryUsageAsync(Session session, Guid[] cardIds, DateOnly today) =>
        session.ExecuteAsync(
            """
            insert into entitlements (card_id, benefit_code, period, period_start, quota, used)
            select n.id, e.benefit_code, e.period, e.period_start, max(e.quota), max(e.used)
            from cards n
            join cards o on o.talent_id = n.talent_id and o.id <> n.id
            join entitlements e on e.card_id = o.id
            where n.id = any(@cardIds) and e.period_start > @Since
            group by n.id, e.benefit_code, e.period, e.period_start
            on conflict (card_id, benefit_code, period, period_start) do nothing;
            insert into dependant_entitlements (card_id, dependant_id, benefit_code, period, period_start, quota, used)
            select n.id, e.dependant_id, e.benefit_code, e.period, e.period_start, max(e.quota), max(e.used)
            from cards n
            join cards o on o.talent_id = n.talent_id and o.id <> n.id
            join dependant_entitlements e on e.card_id = o.id
            where n.id = any(@cardIds) and e.period_start > @Since
            group by n.id, e.dependant_id, e.benefit_code, e.period, e.period_start
            on conflict (card_id, dependant_id, benefit_code, period, period_start) do nothing
            """,
            new { cardIds, Since = today.AddYears(-1) }
        );
}
