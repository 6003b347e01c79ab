using TalentCard.Contracts.Overview;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Overview;

/// <summary>What waits around cards: approvals, lists, expiries, suspensions, bookings.</summary>
internal sealed class CardWork(TimeProvider time) : IWaitingWork
{
    /// <summary>A card counts as expiring from so many days before its last day.</summary>
    private const int ExpiringDays = 30;

    public async Task<IReadOnlyList<WaitingWork>> CountAsync(Session session, Actor actor)
    {
        var today = time.Today();
        var scope = RowScope.Of(actor, TalentStore.Owner);
        var holder = scope.Exists("talents t where t.id = c.talent_id");
        var booker = scope.Exists("cards c join talents t on t.id = c.talent_id where c.id = v.card_id");
        var counts = await session.SingleAsync<Counts>(
            $"""
            select (select count(*) from card_batches where state = 'pending' and created_by <> @Me)::int batches,
                   (select count(*) from talent_imports where state = 'preview')::int imports,
                   (select count(*) from cards c
                    where c.state = 'active' and c.valid_to between @today and @Soon and {holder})::int expiring,
                   (select count(*) from cards c where c.state = 'suspended' and {holder})::int suspended,
                   (select count(*) from reservations v
                    where v.day = @today and (v.state = 'used' or (v.state = 'held' and v.lapses_at > @Now))
                      and {booker})::int bookings
            """,
            scope.With(
                new
                {
                    Me = Guid.Parse(actor.Id),
                    today,
                    Soon = today.AddDays(ExpiringDays),
                    Now = time.GetUtcNow(),
                }
            )
        );
        // Batches and lists wait for the city's office.
        WaitingWork[] citys = [new("batches", counts.Batches), new("imports", counts.Imports)];
        return
        [
            .. scope.IsAll ? citys : [],
            new("expiring_cards", counts.Expiring),
            new("suspended_cards", counts.Suspended),
            new("bookings", counts.Bookings),
        ];
    }

    private sealed record Counts(int Batches, int Imports, int Expiring, int Suspended, int Bookings);
}
