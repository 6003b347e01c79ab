using TalentCard.Contracts.Statistics;
using TalentCard.Web.Api;
using TalentCard.Web.Office;
using TalentCard.Web.Office.Redemptions;
using TalentCard.Web.Shell;

namespace TalentCard.Web.Statistics;

/// <summary>What the statistics are narrowed to, as it stands in the address; without days it is the year of the last day until that day.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Benefit">Code of the benefit.</param>
/// <param name="Partner">The partner.</param>
/// <param name="ServicePoint">The service point.</param>
/// <param name="Tier">Code of the tier.</param>
/// <param name="Division">Code of the county or park.</param>
internal sealed record StatisticsQuery(
    DateOnly From, DateOnly To, string? Benefit, string? Partner, string? ServicePoint, string? Tier, string? Division)
{
    /// <summary>Reads the address; days that are none count as not said.</summary>
    public static StatisticsQuery Of(Func<string, string?> asked, DateOnly today)
    {
        var to = DateOnly.TryParseExact(asked("to"), "yyyy-MM-dd", out var last) ? last : today;
        var from = DateOnly.TryParseExact(asked("from"), "yyyy-MM-dd", out var first) ? first : new DateOnly(to.Year, 1, 1);
        return new StatisticsQuery(from, to, asked("benefit"), asked("partner"), asked("servicePoint"), asked("tier"), asked("division"));
    }

    /// <summary>The step of a line through the period: days up to two months, weeks up to a year, else months.</summary>
    public string Step => To.DayNumber - From.DayNumber is < 62 ? "day" : To.DayNumber - From.DayNumber < 190 ? "week" : "month";

    /// <summary>A page's address, narrowed to the same.</summary>
    public string At(string page, params (string, string?)[] more) => OfficeCalls.Filtered(page, [.. Fields, .. more]);

    /// <summary>The services counted by one side.</summary>
    public Task<ServiceStatistics> ReadAsync(TalentCardClient api, string by, CancellationToken cancellationToken) =>
        api.GetAsync<ServiceStatistics>(OfficeCalls.Filtered("api/v1/statistics/services", [.. Fields, ("by", by)]), cancellationToken);

    /// <summary>The services by weekday and hour.</summary>
    public Task<IReadOnlyList<BusyHour>> ReadHoursAsync(TalentCardClient api, CancellationToken cancellationToken) =>
        api.GetAsync<IReadOnlyList<BusyHour>>(OfficeCalls.Filtered("api/v1/statistics/services/hours", Fields), cancellationToken);

    /// <summary>The ledger's rows that a row of the statistics counts.</summary>
    public string Rows(string by, string key, bool reversed = false)
    {
        var rows = new RedemptionFilter(Display.Iso(From), Display.Iso(To), Benefit, Partner, ServicePoint, Tier, Division, reversed ? "true" : "false");
        return (by switch
        {
            "day" => Within(rows, Parsed(key), Parsed(key)),
            "week" => Within(rows, Parsed(key), Parsed(key).AddDays(6)),
            "month" => Within(rows, Parsed(key + "-01"), Parsed(key + "-01").AddMonths(1).AddDays(-1)),
            "benefit" => rows with { Benefit = key },
            "partner" => rows with { Partner = key },
            "service_point" => rows with { ServicePoint = key },
            "tier" => rows with { Tier = key },
            "division" => rows with { Division = key },
            _ => rows,
        }).At("/office/redemptions");
    }

    /// <summary>The ledger's rows of an hour of a weekday.</summary>
    public string Rows(int weekday, int hour) => OfficeCalls.Filtered(Rows("", ""),
        ("weekday", weekday.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("hour", hour.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private (string, string?)[] Fields =>
    [
        ("from", Display.Iso(From)), ("to", Display.Iso(To)), ("benefit", Benefit), ("partner", Partner), ("servicePoint", ServicePoint),
        ("tier", Tier), ("division", Division),
    ];

    private static DateOnly Parsed(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    // The first and last step of the period may be cut.
    private RedemptionFilter Within(RedemptionFilter rows, DateOnly first, DateOnly last) =>
        rows with { From = Display.Iso(first < From ? From : first), To = Display.Iso(last > To ? To : last) };
}
