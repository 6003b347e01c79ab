using TalentCard.Contracts.WorkingTime;

namespace TalentCard.Core.WorkingTime;

/// <summary>Office hours from a day on.</summary>
/// <param name="ValidFrom">The first day.</param>
/// <param name="Periods">When the office is open, in order.</param>
public sealed record HoursFrom(DateOnly ValidFrom, IReadOnlyList<OfficePeriod> Periods);

/// <summary>
/// Working days and office hours, and the arithmetic of deadlines on them. Days are Monday to Friday unless the published
/// holidays or the office say otherwise. All times are instants; the calendar's own are in Asia/Shanghai.
/// </summary>
/// <param name="exceptions">Days that differ from their weekday, or are named: whether work is done on them.</param>
/// <param name="hours">Office hours, each from its day on until the next; the first holds for all time before it too.</param>
public sealed class WorkingCalendar(IReadOnlyDictionary<DateOnly, bool> exceptions, IReadOnlyList<HoursFrom> hours)
{
    // The longest run of days off is some ten days. A calendar without any work would otherwise never end.
    private const int LongestSearch = 4000;

    private readonly HoursFrom[] hours = [.. hours.OrderBy(from => from.ValidFrom)];

    /// <summary>Whether work is done on the day.</summary>
    public bool IsWorkingDay(DateOnly day) =>
        exceptions.TryGetValue(day, out var working) ? working : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The <paramref name="count"/>th working day after the day; the day itself never counts.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        for (var steps = 0; count > 0; steps++)
        {
            if (steps > LongestSearch)
                throw new InvalidOperationException("The calendar has no working days.");
            day = day.AddDays(1);
            if (IsWorkingDay(day))
                count--;
        }
        return day;
    }

    /// <summary>
    /// When what begins at <paramref name="start"/> is due. Working days: the day of the start does not count, and the last
    /// day ends when the office closes (Civil Code, articles 201 and 203). Hours: of office time.
    /// </summary>
    /// <param name="start">The start.</param>
    /// <param name="amount">How many.</param>
    /// <param name="unit"><c>day</c> or <c>hour</c>.</param>
    public DateTimeOffset Due(DateTimeOffset start, int amount, string unit) =>
        unit == "hour" ? Add(start, TimeSpan.FromHours(amount)) : CloseOf(AddWorkingDays(start.ToLocalDate(), amount));

    /// <summary>A deadline moved by working days: the close of the last of them.</summary>
    public DateTimeOffset Extend(DateTimeOffset due, int days) => CloseOf(AddWorkingDays(due.ToLocalDate(), days));

    /// <summary>
    /// The first instant by which <paramref name="work"/> of office time has passed since <paramref name="start"/>.
    /// </summary>
    public DateTimeOffset Add(DateTimeOffset start, TimeSpan work)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(work, TimeSpan.Zero);
        if (work == TimeSpan.Zero)
            return start;
        var day = start.ToLocalDate();
        for (var steps = 0; steps <= LongestSearch; steps++, day = day.AddDays(1))
        {
            foreach (var (opens, closes) in OpenOn(day))
            {
                var from = opens > start ? opens : start;
                if (from >= closes)
                    continue;
                if (work <= closes - from)
                    return from + work;
                work -= closes - from;
            }
        }
        throw new InvalidOperationException("The calendar has no office hours.");
    }

    /// <summary>The office time between two instants; zero when <paramref name="to"/> is not later.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        var work = TimeSpan.Zero;
        for (var day = from.ToLocalDate(); day <= to.ToLocalDate(); day = day.AddDays(1))
            foreach (var (opens, closes) in OpenOn(day))
            {
                var begin = opens > from ? opens : from;
                var end = closes < to ? closes : to;
                if (end > begin)
                    work += end - begin;
            }
        return work;
    }

    /// <summary>A deadline that stood still between two instants: later by the office time that passed.</summary>
    public DateTimeOffset Pause(DateTimeOffset due, DateTimeOffset from, DateTimeOffset to) => Add(due, Between(from, to));

    private DateTimeOffset CloseOf(DateOnly day) => At(day, HoursOn(day)[^1].Closes);

    private IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> OpenOn(DateOnly day) =>
        IsWorkingDay(day) ? HoursOn(day).Select(period => (At(day, period.Opens), At(day, period.Closes))) : [];

    private IReadOnlyList<OfficePeriod> HoursOn(DateOnly day) =>
        (hours.LastOrDefault(from => from.ValidFrom <= day) ?? hours[0]).Periods;

    private static DateTimeOffset At(DateOnly day, TimeOnly time) => day.StartOfDay() + time.ToTimeSpan();
}
