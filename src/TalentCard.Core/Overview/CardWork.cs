using TalentCard.Contracts.Overview;

namespace TalentCard.Core.Overview;

/// <summary>What waits around cards: approvals, lists, expiries, suspensions, bookings.</summary>
internal sealed class CardWork(TimeProvider time) : IWaitingWork
{
    /// <summary>A card counts as expiring from so many days before its last day.</summary>
    private const int ExpiringDays = 30;

    public async Task<IReadOnlyList<WaitingWork>> CountAsync(Session session, Actor actor)
    {
        var today = time.Today();
        var counts = await session.SingleAsync<Counts>(
            """
            select (select count(*) from card_batches where state = 'pending' and created_by <> @Me)::int batches,
                   (select count(*) from talent_imports where state = 'preview')::int imports,
                   (select count(*) from cards where state = 'active' and valid_to between @today and @Soon)::int expiring,
                   (select count(*) from cards where state = 'suspended')::int suspended,
                   (select count(*) from reservations
                    where day = @today and (state = 'used' or (state = 'held' and lapses_at > @Now)))::int bookings
            """,
            new { Me = Guid.Parse(actor.Id), today, Soon = today.AddDays(ExpiringDays), Now = time.GetUtcNow() });
        return
        [
            new("batches", counts.Batches), new("imports", counts.Imports), new("expiring_cards", counts.Expiring),
            new("suspended_cards", counts.Suspended), new("bookings", counts.Bookings),
        ];
    }

    private sealed record Counts(int Batches, int Imports, int Expiring, int Suspended, int Bookings);
}
