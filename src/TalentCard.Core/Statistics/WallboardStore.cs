using TalentCard.Contracts.Statistics;

namespace TalentCard.Core.Statistics;

/// <summary>Counts for the screen in the hall.</summary>
public sealed class WallboardStore(Db db, ServiceStatisticsStore services, TimeProvider time)
{
    /// <summary>A year's figures; without a year those of the last ten, and the last twelve months as the line.</summary>
    public async Task<WallboardFigures> ReadAsync(int? year, Actor actor, CancellationToken cancel)
    {
        var today = time.Today();
        var shown = year is { } one
            ? new ServiceFilter(new DateOnly(one, 1, 1), new DateOnly(one, 12, 31))
            : new ServiceFilter(today.AddYears(-10).AddDays(1), today);
        var line = year is null ? new ServiceFilter(today.AddDays(1 - today.Day).AddMonths(-11), today) : shown;
        var now = new ServiceFilter(today, today);
        var benefits = await services.ReadAsync(shown, "benefit", actor, cancel);
        await using var session = await db.OpenAsync(cancel);
        var counts = await session.SingleAsync<Counts>(
            """
            select (select count(distinct talent_id)::int from cards where state = 'active' and valid_to >= @Today) holders,
                   (select count(*)::int from partners where active) partners, (select count(*)::int from service_points
                    where active) service_points,
                   x.tickets, x.answered, x.on_time,
                   (select count(*)::int from postdocs where state in ('resident', 'completed', 'withdrawn')
                    and entered_on <= least(@To, @Today) and (left_on is null or left_on > least(@To, @Today))) postdocs,
                   (select count(*)::int from experts where active) experts,
                   (select count(*)::int from advisees where kind = 'village' and active) villages,
                   (select count(*)::int from service_logs where visited_on between @From and @To) visits
            from (select count(*)::int tickets, (count(*) filter (where t.replied_at is not null))::int answered,
                         (count(*) filter (where t.replied_at <= t.due_at))::int on_time
                  from tickets t where t.received_at >= @Start and t.received_at < @End and t.state <> 'merged') x
            """,
            new
            {
                Today = today,
                shown.From,
                shown.To,
                Start = shown.From.StartOfDay(),
                End = shown.To.AddDays(1).StartOfDay(),
            }
        );
        return new WallboardFigures(
            time.GetUtcNow(),
            shown.From,
            shown.To,
            (await services.ReadAsync(now, "benefit", actor, cancel)).Total,
            benefits.Total,
            counts.Holders,
            counts.Partners,
            counts.ServicePoints,
            counts.Tickets,
            counts.Answered,
            counts.OnTime,
            counts.Postdocs,
            counts.Experts,
            counts.Villages,
            counts.Visits,
            (await services.ReadAsync(line, "month", actor, cancel)).Rows,
            benefits.Rows,
            (await services.ReadAsync(shown, "division", actor, cancel)).Rows,
            await services.ReadHoursAsync(now, actor, cancel)
        );
    }

    private sealed record Counts(
        int Holders,
        int Partners,
        int ServicePoints,
        int Tickets,
        int Answered,
        int OnTime,
        int Postdocs,
        int Experts,
        int Villages,
        int Visits
    );
}
