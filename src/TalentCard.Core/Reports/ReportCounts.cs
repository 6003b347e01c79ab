using TalentCard.Contracts.Reports;
using TalentCard.Contracts.Statistics;
using TalentCard.Core.Hotline;
using TalentCard.Core.Stations;
using TalentCard.Core.Statistics;
using TalentCard.Core.Talents;
using TalentCard.Core.ThinkTank;

namespace TalentCard.Core.Reports;

/// <summary>
/// Counts the figures of a report. Whoever calls holds the statistics' mark, so that all of them are of the same services.
/// </summary>
internal static class ReportCounts
{
    // A county's tickets are those that its office sees.
    private static readonly RowOwner Tickets = TicketStore.OwnerOf("t");

    /// <summary>The figures of the city, or of one county or park; its place in the ranking is the city's to say.</summary>
    public static async Task<ReportFigures> CountAsync(Session session, ReportPeriod period, string? division = null)
    {
        Task<ServiceStatistics> ServicesAsync(ReportPeriod of, string by) =>
            ServiceStatisticsStore.ReadAsync(
                session,
                new ServiceFilter(of.FirstDay, of.LastDay, new ServiceQuery(Division: division)),
                by,
                RowScope.All
            );
        var trend = await ServicesAsync(period, period.Kind == "yearly" ? "month" : "day");
        var before = await ServicesAsync(period.Previous, "division");
        var names = (await session.ListAsync<(string Code, string Name)>("select code, name from benefits")).ToDictionary(
            row => row.Code,
            row => row.Name
        );
        return new ReportFigures(
            await TotalAsync(session, period, trend.Total, division),
            await TotalAsync(session, period.Previous, before.Total, division),
            [.. trend.Rows.Select(row => new ReportCount(row.Key, row.Key, row.Times, row.People))],
            [
                .. (await ServicesAsync(period, "benefit")).Rows.Select(row => new ReportCount(
                    row.Key,
                    names.GetValueOrDefault(row.Key, row.Key),
                    row.Times,
                    row.People
                )),
            ],
            division is null
                ? await Ranking.CountAsync(
                    session,
                    period,
                    Span(period),
                    (await ServicesAsync(period, "division")).Rows,
                    before.Rows
                )
                : [],
            await TicketsAsync(session, period, "t.kind", "t.kind", division),
            await TicketsAsync(session, period, "d.id::text", "d.name", division)
        );
    }

    private static Task<ReportTotals> TotalAsync(Session session, ReportPeriod period, ServiceRow services, string? division)
    {
        var tickets = RowScope.Of(division, Tickets);
        var holder = RowScope.Of(division, TalentStore.Owner).Exists("talents t where t.id = c.talent_id");
        var advised = RowScope.Of(division, AdviseeStore.Owner).Exists("advisees a where a.id = l.advisee_id");
        return session.SingleAsync<ReportTotals>(
            $"""
            select @Times times, @People people, @Companions companions,
                   (select count(*)::int from cards c where c.created_at >= @Start and c.created_at < @End
                    and {holder}) cards_issued,
                   (select count(distinct c.talent_id)::int from cards c
                    where c.created_at < @End and c.valid_from <= @LastDay and c.valid_to >= @LastDay and {holder}
                      and not exists (select from card_events e where e.card_id = c.id and e.to_state in ('revoked', 'replaced')
                          and e.at < @End)) holders,
                   x.tickets, x.answered, x.on_time,
                   (select count(*)::int from service_logs l where l.visited_on between @FirstDay and @LastDay
                    and {advised}) visits,
                   (select count(*)::int from postdocs p where state in ('resident', 'completed', 'withdrawn')
                    and entered_on <= @LastDay
                      and (left_on is null or left_on > @LastDay) and {RowScope.Of(division, PostdocStore.Owner)}) postdocs
            from (select count(*)::int tickets, (count(*) filter (where t.replied_at is not null))::int answered,
                         (count(*) filter (where t.replied_at <= t.due_at))::int on_time
                  from tickets t where t.received_at >= @Start and t.received_at < @End and t.state <> 'merged' and {tickets}) x
            """,
            tickets.With(
                Span(
                    period,
                    new
                    {
                        services.Times,
                        services.People,
                        services.Companions,
                    }
                )
            )
        );
    }

    private static async Task<IReadOnlyList<ReportTickets>> TicketsAsync(
        Session session,
        ReportPeriod period,
        string key,
        string name,
        string? division
    )
    {
        var scope = RowScope.Of(division, Tickets);
        return await session.ListAsync<ReportTickets>(
            $"""
            select {key} as key, {name} as name,
                   count(*)::int received, (count(*) filter (where t.replied_at is not null))::int answered,
                   (count(*) filter (where t.replied_at <= t.due_at))::int on_time
            from tickets t left join departments d on d.id = t.department_id
            where t.received_at >= @Start and t.received_at < @End and t.state <> 'merged' and {key} is not null and {scope}
            group by 1, 2 order by 3 desc, 1
            """,
            scope.With(Span(period))
        );
    }

    private static DynamicParameters Span(ReportPeriod period, object? more = null)
    {
        var values = new DynamicParameters(
            new
            {
                period.FirstDay,
                period.LastDay,
                Start = period.FirstDay.StartOfDay(),
                End = period.LastDay.AddDays(1).StartOfDay(),
            }
        );
        if (more is not null)
            values.AddDynamicParams(more);
        return values;
    }
}
