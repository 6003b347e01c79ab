using TalentCard.Contracts.Reports;
using TalentCard.Contracts.Statistics;
using TalentCard.Core.Hotline;

namespace TalentCard.Core.Reports;

/// <summary>
/// Ranks counties and parks by the measures of the rule in force (docs/adr/0079). Rates and no counts: more illness is no better
/// rank.
/// </summary>
internal static class Ranking
{
    // A county's tickets are those that its office sees.
    private static readonly string TicketDivision = TicketStore.OwnerOf("t").Division!;

    private static readonly string Facts = $"""
        select d.code, d.name, coalesce(x.tickets, 0) tickets, coalesce(y.visits, 0) visits, coalesce(h.holders, 0) holders,
               coalesce(x.on_time, 0) on_time, coalesce(x.due, 0) due, coalesce(r.stars, 0) stars,
               coalesce(r.most_stars, 0) most_stars, coalesce(f.solved, 0) solved, coalesce(f.reached, 0) reached,
               coalesce(p.visited, 0) visited, coalesce(p.paired, 0) paired
        from divisions d
        left join (select t.division_code code, count(distinct c.talent_id)::int holders
                   from cards c join talents t on t.id = c.talent_id
                   where c.created_at < @End and c.valid_from <= @LastDay and c.valid_to >= @LastDay
                     and not exists (select from card_events e where e.card_id = c.id and e.to_state in ('revoked', 'replaced')
                         and e.at < @End)
                   group by 1) h on h.code = d.code
        left join (select {TicketDivision} code, count(*)::int tickets,
                          (count(*) filter (where t.replied_at <= t.due_at))::int on_time,
                          (count(*) filter (where t.replied_at is not null or t.due_at < @End))::int due
                   from tickets t
                   where t.received_at >= @Start and t.received_at < @End and t.state <> 'merged'
                   group by 1) x on x.code = d.code
        left join (select s.division_code code, sum(r.score)::int stars, (5 * count(*))::int most_stars
                   from redemption_ratings r
                   join redemptions s on (s.card_id, s.redeemed_at, s.id) = (r.card_id, r.redeemed_at, r.redemption_id)
                   where r.redeemed_at >= @Start and r.redeemed_at < @End
                   group by 1) r on r.code = d.code
        left join (select {TicketDivision} code, (count(*) filter (where f.solved))::int solved, count(*)::int reached
                   from follow_ups f join tickets t on t.id = f.ticket_id
                   where f.reached and f.at >= @Start and f.at < @End
                   group by 1) f on f.code = d.code
        left join (select a.division_code code, count(*)::int visits
                   from service_logs l join advisees a on a.id = l.advisee_id
                   where l.visited_on between @FirstDay and @LastDay
                   group by 1) y on y.code = d.code
        left join (select a.division_code code, count(*)::int paired,
                          (count(*) filter (where exists (select from service_logs l
                              where l.advisee_id = a.id and l.visited_on between @FirstDay and @LastDay)))::int visited
                   from advisees a
                   where exists (select from pairings p
                       where p.advisee_id = a.id and p.starts_on <= @LastDay and p.ends_on >= @FirstDay)
                   group by 1) p on p.code = d.code
        order by d.code
        """;

    /// <summary>Every county and park in its rank.</summary>
    /// <param name="session">Holds the statistics' mark.</param>
    /// <param name="period">The report's period; the rule is that of its last day.</param>
    /// <param name="span">The period as parameters.</param>
    /// <param name="now">The services by division.</param>
    /// <param name="before">Those of the period before.</param>
    public static async Task<IReadOnlyList<ReportDivision>> CountAsync(
        Session session,
        ReportPeriod period,
        DynamicParameters span,
        IReadOnlyList<ServiceRow> now,
        IReadOnlyList<ServiceRow> before
    )
    {
        var rule = await RankingRuleStore.OfAsync(session, period.LastDay);
        var facts = await session.ListAsync<DivisionFacts>(Facts, span);
        var (times, last) = (now.ToDictionary(row => row.Key), before.ToDictionary(row => row.Key, row => row.Times));
        return InRank([
            .. facts.Select(one =>
            {
                var services = times.GetValueOrDefault(one.Code);
                var measures = rule is null ? null : Measures(rule, one, services?.People ?? 0);
                return new ReportDivision(
                    null,
                    one.Code,
                    one.Name,
                    services?.Times ?? 0,
                    services?.People ?? 0,
                    last.GetValueOrDefault(one.Code),
                    one.Tickets,
                    one.Visits,
                    measures is null ? null : Score(measures),
                    measures
                );
            }),
        ]);
    }

    /// <summary>
    /// The score of 100, to one decimal: what could not be measured does not count, and the rest weighs more in proportion; null
    /// where nothing could.
    /// </summary>
    internal static decimal? Score(IReadOnlyList<ReportMeasure> measures)
    {
        var counted = measures.Where(one => one.Value is not null && one.Weight > 0).ToArray();
        return counted.Length == 0
            ? null
            : Math.Round(
                100 * counted.Sum(one => one.Weight * one.Value!.Value) / counted.Sum(one => one.Weight),
                1,
                MidpointRounding.AwayFromZero
            );
    }

    /// <summary>
    /// Puts them in their order; who has the same has the same rank, and the next one's leaves a gap. By scores where a rule gave
    /// any, else by times, then people. Where nobody has anything, nobody has a rank.
    /// </summary>
    internal static IReadOnlyList<ReportDivision> InRank(IReadOnlyList<ReportDivision> divisions)
    {
        var scored = divisions.Any(one => one.Measures is not null);
        if (divisions.All(one => scored ? one.Score is null or 0 : one.Times == 0))
            return divisions;
        (decimal, int) Place(ReportDivision one) => scored ? (one.Score ?? -1, 0) : (one.Times, one.People);
        return
        [
            .. divisions
                .Select(one => one with { Rank = 1 + divisions.Count(other => Place(other).CompareTo(Place(one)) > 0) })
                .OrderBy(one => one.Rank)
                .ThenBy(one => one.Key, StringComparer.Ordinal),
        ];
    }

    private static ReportMeasure[] Measures(RankingRule rule, DivisionFacts one, int people) =>
        [
            new("served", rule.Served, people, one.Holders),
            new("on_time", rule.OnTime, one.OnTime, one.Due),
            new("rating", rule.Rating, one.Stars, one.MostStars),
            new("solved", rule.Solved, one.Solved, one.Reached),
            new("visits", rule.Visits, one.Visited, one.Paired),
        ];

    private sealed record DivisionFacts(
        string Code,
        string Name,
        int Tickets,
        int Visits,
        int Holders,
        int OnTime,
        int Due,
        int Stars,
        int MostStars,
        int Solved,
        int Reached,
        int Visited,
        int Paired
    );
}
