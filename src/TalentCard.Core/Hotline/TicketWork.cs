using TalentCard.Contracts.Overview;
using TalentCard.Core.Overview;

namespace TalentCard.Core.Hotline;

/// <summary>The tickets that are late, and those that are due by the end of the day: the queues of these names.</summary>
internal sealed class TicketWork(TimeProvider time) : IWaitingWork
{
    private static readonly string Sql =
        $"""
        select (select count(*) from tickets t where {TicketStore.Conditions["overdue"]})::int overdue,
               (select count(*) from tickets t where {TicketStore.Conditions["due_today"]})::int due
        """;

    public async Task<IReadOnlyList<WaitingWork>> CountAsync(Session session, Actor actor)
    {
        var (overdue, due) = await session.SingleAsync<(int, int)>(
            Sql, new { now = time.GetUtcNow(), Tomorrow = time.Today().AddDays(1).StartOfDay() });
        return [new("overdue_tickets", overdue), new("due_tickets", due)];
    }
}
