using System.Globalization;
using TalentCard.Contracts.Statistics;
using TalentCard.Core.Overview;

namespace TalentCard.Core.Statistics;

/// <summary>Which services of a period are counted.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Of">Which of them; its own period does not matter. Null is all.</param>
public sealed record ServiceFilter(DateOnly From, DateOnly To, ServiceQuery? Of = null);

/// <summary>Reads what <see cref="RollUp"/> counted. Nobody is named.</summary>
public sealed class ServiceStatisticsStore(Db db)
{
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["day"] = "to_char(d.day, 'YYYY-MM-DD')",
        ["week"] = "to_char(date_trunc('week', d.day), 'YYYY-MM-DD')",
        ["month"] = "to_char(d.day, 'YYYY-MM')",
        ["benefit"] = "d.benefit_code",
        ["partner"] = "d.partner_id::text",
        ["service_point"] = "d.service_point_id::text",
        ["tier"] = "d.tier_code",
        ["division"] = "d.division_code",
    };

    // Whose a day's services d are: the county's that their holders then were of.
    private static readonly RowOwner Owner = new() { Division = "d.division_code" };

    private const string Matching = """
        d.day between @From and @To
              and (@Benefit::text is null or d.benefit_code = @Benefit)
              and (@Partner::uuid is null or d.partner_id = @Partner)
              and (@ServicePoint::uuid is null or d.service_point_id = @ServicePoint)
              and (@Tier::text is null or d.tier_code = @Tier)
              and (@Division::text is null or d.division_code = @Division)
        """;

    /// <summary>What rows can be counted by.</summary>
    public static readonly string[] Sides = [.. Keys.Keys];

    /// <summary>The services of the actor's people, counted by one side.</summary>
    /// <exception cref="RefusedException">The period ends before it begins, or is longer than ten years.</exception>
    public async Task<ServiceStatistics> ReadAsync(ServiceFilter filter, string by, Actor actor, CancellationToken cancel)
    {
        Check(filter.From, filter.To);
        await using var session = await db.OpenAsync(cancel);
        return await ReadAsync(session, filter, by, RowScope.Of(actor, Owner));
    }

    internal static async Task<ServiceStatistics> ReadAsync(Session session, ServiceFilter filter, string by, RowScope scope)
    {
        var countedAt = await session.SingleAsync<DateTimeOffset?>("select rolled_up_at from statistics_mark");
        var rows = await session.ListAsync<Row>(
            $"""
            with matched as (
                select {Keys[by]} as key, d.talents, d.times, d.companions, d.reversed
                from service_days d where {scope} and {Matching})
            select c.whole, coalesce(c.key, '') as key, coalesce(pa.name, pp.name || ' ' || sp.name) as name, c.times,
                   coalesce(p.people, 0) people, c.companions, c.reversed
            from (select m.key, grouping(m.key) = 1 whole, coalesce(sum(m.times), 0)::int times,
                         coalesce(sum(m.companions), 0)::int companions, coalesce(sum(m.reversed), 0)::int reversed
                  from matched m group by grouping sets ((), (m.key))) c
            left join (select m.key, grouping(m.key) = 1 whole, count(distinct t)::int people
                       from matched m, unnest(m.talents) t group by grouping sets ((), (m.key))) p
                on p.whole = c.whole and p.key is not distinct from c.key
            left join partners pa on @by = 'partner' and pa.id::text = c.key
            left join service_points sp on @by = 'service_point' and sp.id::text = c.key
            left join partners pp on pp.id = sp.partner_id
            order by c.times desc, key
            """,
            scope.With(Arguments(filter, by))
        );
        return new ServiceStatistics(
            filter.From,
            filter.To,
            by,
            countedAt,
            rows.Single(row => row.Whole).AsRow(),
            InOrder(by, filter, [.. rows.Where(row => !row.Whole).Select(row => row.AsRow())])
        );
    }

    /// <summary>The services by weekday and hour in Asia/Shanghai; hours without any are left out.</summary>
    /// <exception cref="RefusedException">The period ends before it begins, or is longer than ten years.</exception>
    public async Task<IReadOnlyList<BusyHour>> ReadHoursAsync(ServiceFilter filter, Actor actor, CancellationToken cancel)
    {
        Check(filter.From, filter.To);
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        return await session.ListAsync<BusyHour>(
            $"""
            select extract(isodow from d.day)::int weekday, h::int as hour, count(*)::int times
            from service_days d, unnest(d.hours) h
            where {scope} and {Matching}
            group by 1, 2 order by 1, 2
            """,
            scope.With(Arguments(filter, null))
        );
    }

    internal static void Check(DateOnly from, DateOnly to)
    {
        if (from.Year is < 2000 or > 2200 || to < from || to > from.AddYears(10))
            throw Refuse.Field("to", "from the first day to ten years later");
    }

    // A line through time has its empty days too.
    private static List<ServiceRow> InOrder(string by, ServiceFilter filter, List<ServiceRow> rows)
    {
        if (by is not ("day" or "week" or "month"))
            return rows;
        var first = by switch
        {
            "week" => Week.StartOf(filter.From),
            "month" => filter.From.AddDays(1 - filter.From.Day),
            _ => filter.From,
        };
        var found = rows.ToDictionary(row => row.Key);
        List<ServiceRow> all = [];
        for (
            var day = first;
            day <= filter.To;
            day = by switch
                {
                    "week" => day.AddDays(7),
                    "month" => day.AddMonths(1),
                    _ => day.AddDays(1),
                }
        )
        {
            var key = day.ToString(by == "month" ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
            all.Add(found.GetValueOrDefault(key) ?? new ServiceRow(key, null, 0, 0, 0, 0));
        }
        return all;
    }

    private static object Arguments(ServiceFilter filter, string? by) =>
        new
        {
            filter.From,
            filter.To,
            filter.Of?.Benefit,
            filter.Of?.Partner,
            filter.Of?.ServicePoint,
            filter.Of?.Tier,
            filter.Of?.Division,
            by,
        };

    private sealed record Row(bool Whole, string Key, string? Name, int Times, int People, int Companions, int Reversed)
    {
        public ServiceRow AsRow() => new(Key, Name, Times, People, Companions, Reversed);
    }
}
