using System.Globalization;
using TalentCard.Contracts.Redemptions;
using TalentCard.Contracts.Statistics;

namespace TalentCard.Web.Statistics;

/// <summary>
/// What the statistics are narrowed to, as it stands in the address; without days it is the year of the last day until that day.
/// </summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Services">The same as the Api is asked it, with both days.</param>
internal sealed record StatisticsQuery(DateOnly From, DateOnly To, ServiceQuery Services)
{
    /// <summary>The query as the address says it, with the days that it leaves open.</summary>
    public static StatisticsQuery Of(ServiceQuery asked, DateOnly today)
    {
        var to = asked.To ?? today;
        var from = asked.From ?? new DateOnly(to.Year, 1, 1);
        return new StatisticsQuery(from, to, asked with { From = from, To = to });
    }

    /// <summary>The step of a line through the period: days up to two months, weeks up to a year, else months.</summary>
    public string Step =>
        To.DayNumber - From.DayNumber is < 62 ? "day"
        : To.DayNumber - From.DayNumber < 190 ? "week"
        : "month";

    /// <summary>The ledger's rows that a row of the statistics counts.</summary>
    public string Rows(string by, string key, bool reversed = false) =>
        Narrowed(
                new RedemptionQuery(
                    From,
                    To,
                    Services.Benefit,
                    Services.Partner,
                    Services.ServicePoint,
                    Services.Tier,
                    Services.Division,
                    reversed
                ),
                by,
                key
            )
            .Address("/office/redemptions");

    /// <summary>The ledger's rows of an hour of a weekday.</summary>
    public string Rows(int weekday, int hour) =>
        new RedemptionQuery(
            From,
            To,
            Services.Benefit,
            Services.Partner,
            Services.ServicePoint,
            Services.Tier,
            Services.Division,
            false,
            weekday,
            hour
        ).Address("/office/redemptions");

    private RedemptionQuery Narrowed(RedemptionQuery rows, string by, string key) =>
        by switch
        {
            "day" => Within(rows, Parsed(key), Parsed(key)),
            "week" => Within(rows, Parsed(key), Parsed(key).AddDays(6)),
            "month" => Within(rows, Parsed(key + "-01"), Parsed(key + "-01").AddMonths(1).AddDays(-1)),
            "benefit" => rows with { Benefit = key },
            "partner" => rows with { Partner = Guid.Parse(key) },
            "service_point" => rows with { ServicePoint = Guid.Parse(key) },
            "tier" => rows with { Tier = key },
            "division" => rows with { Division = key },
            _ => rows,
        };

    private static DateOnly Parsed(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    // The first and last step of the period may be cut.
    private RedemptionQuery Within(RedemptionQuery rows, DateOnly first, DateOnly last) =>
        rows with
        {
            From = first < From ? From : first,
            To = last > To ? To : last,
        };
}
