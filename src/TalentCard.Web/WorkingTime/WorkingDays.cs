using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Hotline;
using TalentCard.Contracts.WorkingTime;

namespace TalentCard.Web.WorkingTime;

/// <summary>How far away a deadline is, in the working days that people count in.</summary>
public sealed class WorkingDays
{
    private const int Furthest = 60;
    private readonly Dictionary<DateOnly, bool> named;
    private readonly HashSet<int> published;
    private readonly DateTimeOffset now;
    private readonly DateOnly today;

    private WorkingDays(IReadOnlyList<WorkingYear> years, TimeProvider time)
    {
        named = years.SelectMany(one => one.Days).ToDictionary(day => day.Day, day => day.Working);
        published = [.. years.Where(one => one.Published).Select(one => one.Year)];
        now = time.GetUtcNow();
        today = time.Today();
    }

    /// <summary>Reads the calendar of this year and its neighbours.</summary>
    public static async Task<WorkingDays> ReadAsync(TalentCardClient api, TimeProvider time, CancellationToken cancel)
    {
        var year = time.Today().Year;
        var years = await Task.WhenAll(
            new[] { year - 1, year, year + 1 }.Select(one => api.WorkingTime.GetWorkingYearAsync(one, cancel))
        );
        return new WorkingDays(years, time);
    }

    /// <summary>The year that makes a day provisional, as its holidays are not published yet; null where they are.</summary>
    public int? Provisional(DateOnly day) => day.Year >= today.Year && !published.Contains(day.Year) ? day.Year : null;

    /// <summary>Until when a ticket is answered, in words, and how that looks.</summary>
    public (string Text, string Look) Deadline(TicketSummary ticket, IStringLocalizer t)
    {
        if (ticket.RepliedAt is not null)
            return ticket.Overdue ? (t["逾期答复"], "bad") : (t["按期答复"], "good");
        if (ticket.State is "closed" or "merged")
            return (t["已结束"], "over");
        if (ticket.State == "waiting")
            return (t["等来电人补充，计时暂停"], "over");
        var due = DateOnly.FromDateTime(ticket.DueAt.ToOffset(TimeSpan.FromHours(8)).DateTime);
        if (ticket.DueAt <= now)
            return (
                due == today
                    ? t["今天 {0} 已到期", Display.Clock(ticket.DueAt)]
                    : t["逾期 {0} 个工作日", Words(Between(due, today))],
                "bad"
            );
        return due == today ? (t["今天 {0} 到期", Display.Clock(ticket.DueAt)], "waiting")
            : Between(today, due) is var left && left <= 1 ? (t["下一个工作日到期"], "waiting")
            : (t["还剩 {0} 个工作日", Words(left)], "over");
    }

    private static string Words(int days) =>
        days > Furthest ? $"{Furthest}+" : days.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // Working days after the one, up to and with the other.
    private int Between(DateOnly after, DateOnly upTo)
    {
        var count = 0;
        for (var day = after.AddDays(1); day <= upTo && count <= Furthest; day = day.AddDays(1))
            if (named.TryGetValue(day, out var working) ? working : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                count++;
        return count;
    }
}
