using TalentCard.Contracts.Partners;
using TalentCard.Contracts.Redemptions;

namespace TalentCard.Web.Card;

/// <summary>The days on which a benefit can be booked, by today's rule; the Api has the last word.</summary>
/// <param name="Today">Today in Asia/Shanghai.</param>
/// <param name="First">The first day that the lead time allows.</param>
/// <param name="Last">The last day: 90 days ahead, or the card's last.</param>
/// <param name="Taken">Days that are booked there already, or whose period has nothing left.</param>
/// <param name="Shut">Days on which nobody is there, in order, each with why.</param>
public sealed record BookableDays(
    DateOnly Today,
    DateOnly First,
    DateOnly Last,
    IReadOnlySet<DateOnly> Taken,
    IReadOnlyDictionary<DateOnly, PointDay> Shut
)
{
    /// <summary>How far ahead a day can be booked, as the Api's own.</summary>
    public const int DaysAhead = 90;

    /// <summary>Whether no day is left.</summary>
    public bool None => Months.All(month => Days(month).All(day => !Open(day)));

    /// <summary>The first days of the months that the calendar shows.</summary>
    public IEnumerable<DateOnly> Months
    {
        get
        {
            for (var month = new DateOnly(First.Year, First.Month, 1); month <= Last; month = month.AddMonths(1))
                yield return month;
        }
    }

    /// <summary>The days for the benefit at one point.</summary>
    public static BookableDays Of(
        MyEntitlement benefit,
        MyCardFace card,
        DateTimeOffset now,
        IEnumerable<DateOnly> booked,
        IEnumerable<PointDay> days
    )
    {
        var today = Display.DayOf(now);
        var first = Display.DayOf(now.AddHours(benefit.BookingHours ?? 0));
        // Hours count back from the start of the day; on the stroke of midnight that day itself is still in time.
        if (benefit.BookingHours > 0 && Display.StartOf(first) < now.AddHours(benefit.BookingHours.Value))
            first = first.AddDays(1);
        var last = today.AddDays(DaysAhead);
        var taken = booked.ToHashSet();
        if (benefit.Remaining == 0)
            for (var day = today; day <= benefit.PeriodEnd && day <= last; day = day.AddDays(1))
                taken.Add(day);
        var shut = days.Where(day => day.Shut is not null).ToDictionary(day => day.Day);
        return new BookableDays(today, first, last < card.ValidTo ? last : card.ValidTo, taken, shut);
    }

    /// <summary>The days of a month.</summary>
    public static IEnumerable<DateOnly> Days(DateOnly month) =>
        Enumerable.Range(0, DateTime.DaysInMonth(month.Year, month.Month)).Select(month.AddDays);

    /// <summary>Whether the day can be booked.</summary>
    public bool Open(DateOnly day) => day >= First && day <= Last && !Taken.Contains(day) && !Shut.ContainsKey(day);

    /// <summary>Why days of a month are shut beside their weekday: each run of days with the same cause.</summary>
    public IEnumerable<(PointDay First, DateOnly Last)> ClosingsOf(DateOnly month)
    {
        (PointDay First, DateOnly Last)? run = null;
        foreach (
            var day in Days(month).Where(day => day >= First && day <= Last && Shut.ContainsKey(day)).Select(day => Shut[day])
        )
        {
            if (run is { } so && (day.Shut, day.Reason) == (so.First.Shut, so.First.Reason) && so.Last.AddDays(1) == day.Day)
            {
                run = (so.First, day.Day);
                continue;
            }
            if (run is { } over)
                yield return over;
            run = day.Shut == "weekday" ? null : (day, day.Day);
        }
        if (run is { } last)
            yield return last;
    }
}
