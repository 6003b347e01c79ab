using TalentCard.Core.Overview;

namespace TalentCard.Core.Reports;

/// <summary>A whole week (Monday to Sunday), month or year in Asia/Shanghai.</summary>
/// <param name="Kind"><c>weekly</c>, <c>monthly</c> or <c>yearly</c>.</param>
/// <param name="FirstDay">Its first day.</param>
public sealed record ReportPeriod(string Kind, DateOnly FirstDay)
{
    /// <summary>The kinds of reports.</summary>
    public static readonly string[] Kinds = ["weekly", "monthly", "yearly"];

    /// <summary>Its last day.</summary>
    public DateOnly LastDay => Next.FirstDay.AddDays(-1);

    /// <summary>The period after.</summary>
    public ReportPeriod Next => Moved(1);

    /// <summary>The period before.</summary>
    public ReportPeriod Previous => Moved(-1);

    /// <summary>The last one that is over on <paramref name="today"/>.</summary>
    public static ReportPeriod LastOver(string kind, DateOnly today) =>
        new ReportPeriod(
            kind,
            kind switch
            {
                "weekly" => Week.StartOf(today),
                "monthly" => today.AddDays(1 - today.Day),
                _ => new DateOnly(today.Year, 1, 1),
            }
        ).Previous;

    private ReportPeriod Moved(int by) =>
        this with
        {
            FirstDay = Kind switch
            {
                "weekly" => FirstDay.AddDays(7 * by),
                "monthly" => FirstDay.AddMonths(by),
                _ => FirstDay.AddYears(by),
            },
        };
}
