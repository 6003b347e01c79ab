using TalentCard.Contracts.Overview;
using TalentCard.Core.Overview;

namespace TalentCard.Core.Hotline;

/// <summary>The tickets that are late, and those that are due by the end of the day: the queues of these names.</summary>
internal sealed class TicketWork(TimeProvider time) : IWaitingWork
{
    public async Task<IReadOnlyList<WaitingWork>> CountAsync(Session session, Actor actor)
    {
        var scope = RowScope.Of(actor, TicketStore.OwnerOf("t"));
        var (overdue, due) = await session.SingleAsync<(int, int)>(
            $"""
            select (select count(*) from tickets t where {TicketStore.Conditions["overdue"]} and {scope})::int overdue,
                   (select count(*) from tickets t where {TicketStore.Conditions["due_today"]} and {scope})::int due
            """,
            scope.With(new { now = time.GetUtcNow(), Tomorrow = time.Today().AddDays(1).StartOfDay() })
        );
        return [new("overdue_tickets", overdue), new("due_tickets", due)];
    }
}
