using TalentCard.Contracts.Statistics;
using TalentCard.Core.Hotline;
using TalentCard.Core.Stations;
using TalentCard.Core.ThinkTank;

namespace TalentCard.Core.Statistics;

/// <summary>
/// Statistics of the small ledgers, counted from their rows at reading time (docs/adr/0030). Only experts are named.
/// </summary>
public sealed class FieldStatisticsStore(Db db)
{
    /// <summary>How far the tickets received in the period have come: each step is a part of the one before.</summary>
    /// <exception cref="RefusedException">The period ends before it begins, or is longer than ten years.</exception>
    public async Task<IReadOnlyList<FunnelStep>> ReadFunnelAsync(
        DateOnly from,
        DateOnly to,
        string? kind,
        Guid? department,
        Actor actor,
        CancellationToken cancel
    )
    {
        ServiceStatisticsStore.Check(from, to);
        var scope = RowScope.Of(actor, TicketStore.OwnerOf("t"));
        await using var session = await db.OpenAsync(cancel);
        var counts = await session.SingleAsync<int[]>(
            $"""
            select array[{string.Join(
                ", ",
                RateStore.Funnel.Select(step => $"(count(*) filter (where {RateStore.ConditionOf(step)}))::int")
            )}]
            from tickets t
            where t.received_at >= @Start and t.received_at < @End and t.state <> 'merged' and {scope}
              and (@kind::text is null or t.kind = @kind) and (@department::uuid is null or t.department_id = @department)
            """,
            scope.With(
                new
                {
                    Start = from.StartOfDay(),
                    End = to.AddDays(1).StartOfDay(),
                    kind,
                    department,
                }
            )
        );
        return [.. RateStore.Funnel.Zip(counts, (measure, count) => new FunnelStep(measure, count))];
    }

    /// <summary>
    /// Who entered and left each station in the period, and who was there at its end; stations without any are left out.
    /// </summary>
    /// <exception cref="RefusedException">The period ends before it begins, or is longer than ten years.</exception>
    public async Task<IReadOnlyList<StationMoves>> ReadStationsAsync(
        DateOnly from,
        DateOnly to,
        Actor actor,
        CancellationToken cancel
    )
    {
        ServiceStatisticsStore.Check(from, to);
        var scope = RowScope.Of(actor, StationStore.Owner);
        await using var session = await db.OpenAsync(cancel);
        return await session.ListAsync<StationMoves>(
            $"""
            select x.station, x.name, x.entered, x.completed, x.withdrawn, x.in_residence
            from (select s.id station, s.name, (count(*) filter (where p.entered_on between @from and @to))::int entered,
                         (count(*) filter (where p.state = 'completed' and p.left_on between @from and @to))::int completed,
                         (count(*) filter (where p.state = 'withdrawn' and p.left_on between @from and @to))::int withdrawn,
                         (count(*) filter (where p.entered_on <= @to
                          and (p.left_on is null or p.left_on > @to)))::int in_residence
                  from stations s join postdocs p on p.station_id = s.id
                  where p.state <> 'proposed' and p.state <> 'rejected' and {scope}
                  group by s.id) x
            where x.entered + x.completed + x.withdrawn + x.in_residence > 0
            order by x.in_residence desc, x.name
            """,
            scope.With(new { from, to })
        );
    }

    /// <summary>The visits of each expert in the period, the most first; experts without any are left out.</summary>
    /// <exception cref="RefusedException">The period ends before it begins, or is longer than ten years.</exception>
    public async Task<IReadOnlyList<ExpertVisits>> ReadExpertsAsync(
        DateOnly from,
        DateOnly to,
        Actor actor,
        CancellationToken cancel
    )
    {
        ServiceStatisticsStore.Check(from, to);
        var scope = RowScope.Of(actor, ExpertStore.Owner);
        await using var session = await db.OpenAsync(cancel);
        return await session.ListAsync<ExpertVisits>(
            $"""
            select e.id expert, e.name, count(*)::int visits, (count(*) filter (where l.confirmed_at is not null))::int confirmed,
                   count(distinct l.advisee_id)::int advisees
            from service_logs l join experts e on e.id = l.expert_id
            where l.visited_on between @from and @to and {scope}
            group by e.id order by 3 desc, e.name, e.id
            """,
            scope.With(new { from, to })
        );
    }
}
