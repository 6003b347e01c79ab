namespace TalentCard.Core.Benefits;

/// <summary>The calendar periods of a quota. They begin at midnight in Asia/Shanghai.</summary>
public static class Period
{
    /// <summary>January to December.</summary>
    public const string Year = "year";

    /// <summary>January to June, July to December.</summary>
    public const string HalfYear = "half_year";

    /// <summary>Three months from January, April, July or October.</summary>
    public const string Quarter = "quarter";

    /// <summary>A calendar month.</summary>
    public const string Month = "month";

    /// <summary>The first day of the period that <paramref name="day"/> lies in.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such period.</exception>
    public static DateOnly StartOf(string period, DateOnly day)
    {
        var months = MonthsOf(period);
        return new DateOnly(day.Year, (day.Month - 1) / months * months + 1, 1);
    }

    /// <summary>The last day of the period that <paramref name="day"/> lies in.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such period.</exception>
    public static DateOnly EndOf(string period, DateOnly day) => StartOf(period, day).AddMonths(MonthsOf(period)).AddDays(-1);

    private static int MonthsOf(string period) =>
        period switch
        {
            Year => 12,
            HalfYear => 6,
            Quarter => 3,
            Month => 1,
            _ => throw new ArgumentOutOfRangeException(nameof(period), period, "There is no such period."),
        };
}
