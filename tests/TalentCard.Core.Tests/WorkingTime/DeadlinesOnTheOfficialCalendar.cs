using System.Globalization;
using TalentCard.Contracts.WorkingTime;
using TalentCard.Core.WorkingTime;

namespace TalentCard.Core.Tests.WorkingTime;

/// <summary>Deadlines over the public holidays of 2022 to 2026, as the State Council's notices have them.</summary>
public sealed class DeadlinesOnTheOfficialCalendar
{
    internal static readonly HoursFrom Hours = new(
        new DateOnly(2022, 1, 1),
        [new OfficePeriod(new TimeOnly(8, 30), new TimeOnly(12, 0)), new OfficePeriod(new TimeOnly(14, 30), new TimeOnly(17, 30))]
    );

    internal static readonly WorkingCalendar Calendar = With([]);

    [Theory]
    [InlineData(2022, 249)]
    [InlineData(2023, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_so_many_working_days(int year, int days)
    {
        PublicHolidays.Years.ShouldContain(year);
        var first = new DateOnly(year, 1, 1);
        Enumerable
            .Range(0, DateTime.IsLeapYear(year) ? 366 : 365)
            .Count(n => Calendar.IsWorkingDay(first.AddDays(n)))
            .ShouldBe(days);
    }

    [Fact]
    public void The_data_names_its_source_and_holds_each_day_once_in_order()
    {
        PublicHolidays.Source.ShouldContain("chinese-days");
        PublicHolidays.Days.Select(day => day.Day).ShouldBe(PublicHolidays.Days.Select(day => day.Day).Distinct().Order());
        // A make-up working day is a weekend; that is all it can be.
        PublicHolidays
            .Days.Where(day => day.Working)
            .ShouldAllBe(day => day.Day.DayOfWeek == DayOfWeek.Saturday || day.Day.DayOfWeek == DayOfWeek.Sunday);
    }

    [Theory]
    // An ordinary week, and a weekend between.
    [InlineData("2022-11-07 10:00", 3, "2022-11-10 17:30")]
    [InlineData("2022-11-10 17:29", 1, "2022-11-11 17:30")]
    [InlineData("2022-11-12 09:00", 1, "2022-11-14 17:30")]
    // New Year: off from 31 December to 2 January; in 2026 with a make-up Sunday.
    [InlineData("2022-12-30 10:00", 3, "2023-01-05 17:30")]
    [InlineData("2023-12-29 10:00", 1, "2024-01-02 17:30")]
    [InlineData("2025-12-31 16:00", 3, "2026-01-06 17:30")]
    // Spring Festival with its make-up weekends before and after.
    [InlineData("2022-01-28 10:00", 5, "2022-02-09 17:30")]
    [InlineData("2023-01-20 10:00", 2, "2023-01-29 17:30")]
    [InlineData("2024-02-02 10:00", 7, "2024-02-18 17:30")]
    [InlineData("2025-01-24 10:00", 3, "2025-02-05 17:30")]
    [InlineData("2026-02-12 10:00", 5, "2026-02-26 17:30")]
    // National Day.
    [InlineData("2022-09-30 10:00", 3, "2022-10-10 17:30")]
    [InlineData("2023-09-28 10:00", 1, "2023-10-07 17:30")]
    [InlineData("2024-09-28 10:00", 2, "2024-09-30 17:30")]
    [InlineData("2024-09-30 10:00", 5, "2024-10-12 17:30")]
    [InlineData("2025-09-30 10:00", 4, "2025-10-13 17:30")]
    [InlineData("2026-09-30 10:00", 3, "2026-10-10 17:30")]
    public void Working_days_begin_after_the_day_of_receipt_and_end_when_the_office_closes(
        string received,
        int days,
        string due
    ) => Show(Calendar.Due(At(received), days, "day")).ShouldBe(due);

    [Theory]
    [InlineData("2022-11-07 09:00", 2, "2022-11-07 11:00")]
    [InlineData("2022-11-07 11:00", 2, "2022-11-07 15:30")]
    [InlineData("2022-11-07 12:40", 1, "2022-11-07 15:30")]
    [InlineData("2022-11-07 17:30", 1, "2022-11-08 09:30")]
    [InlineData("2022-11-11 16:30", 1, "2022-11-11 17:30")]
    [InlineData("2022-09-30 16:30", 4, "2022-10-08 11:30")]
    [InlineData("2026-02-14 17:00", 4, "2026-02-24 12:00")]
    public void Hours_are_hours_of_office_time(string received, int hours, string due) =>
        Show(Calendar.Due(At(received), hours, "hour")).ShouldBe(due);

    [Theory]
    [InlineData("2022-10-10 17:30", 5, "2022-10-17 17:30")]
    [InlineData("2026-09-30 17:30", 2, "2026-10-09 17:30")]
    [InlineData("2024-02-08 11:00", 2, "2024-02-18 17:30")]
    public void An_extension_adds_working_days(string due, int days, string later) =>
        Show(Calendar.Extend(At(due), days)).ShouldBe(later);

    [Theory]
    // From the afternoon before the holiday to the morning after it: 2.5 hours and 1 hour of office time.
    [InlineData("2022-10-10 17:30", "2022-09-30 15:00", "2022-10-08 09:30", "2022-10-11 12:00")]
    [InlineData("2022-10-10 17:30", "2022-10-01 00:00", "2022-10-07 23:59", "2022-10-10 17:30")]
    [InlineData("2022-11-08 17:30", "2022-11-07 12:00", "2022-11-07 14:30", "2022-11-08 17:30")]
    // A deadline that passed while it was paused moves as far.
    [InlineData("2022-11-08 17:30", "2022-11-08 16:30", "2022-11-10 09:30", "2022-11-10 10:30")]
    public void A_pause_moves_the_deadline_by_the_office_time_that_passed(string due, string from, string to, string later) =>
        Show(Calendar.Pause(At(due), At(from), At(to))).ShouldBe(later);

    [Fact]
    public void The_office_says_more_than_the_notice()
    {
        var calendar = With(new() { [new DateOnly(2022, 11, 8)] = false, [new DateOnly(2022, 11, 12)] = true });
        Show(calendar.Due(At("2022-11-07 10:00"), 1, "day")).ShouldBe("2022-11-09 17:30");
        Show(calendar.Due(At("2022-11-11 10:00"), 1, "day")).ShouldBe("2022-11-12 17:30");
    }

    [Fact]
    public void Other_hours_hold_from_their_day_on()
    {
        var summer = new HoursFrom(new DateOnly(2022, 11, 9), [new OfficePeriod(new TimeOnly(9, 0), new TimeOnly(16, 0))]);
        var calendar = new WorkingCalendar(Days([]), [summer, Hours]);
        Show(calendar.Due(At("2022-11-07 10:00"), 1, "day")).ShouldBe("2022-11-08 17:30");
        Show(calendar.Due(At("2022-11-07 10:00"), 2, "day")).ShouldBe("2022-11-09 16:00");
        Show(calendar.Add(At("2022-11-08 16:30"), TimeSpan.FromHours(2))).ShouldBe("2022-11-09 10:00");
    }

    [Fact]
    public void A_year_before_the_first_notice_has_plain_weeks()
    {
        PublicHolidays.Years.ShouldNotContain(2021);
        Calendar.IsWorkingDay(new DateOnly(2021, 10, 1)).ShouldBeTrue();
        Calendar.IsWorkingDay(new DateOnly(2021, 10, 2)).ShouldBeFalse();
    }

    private static WorkingCalendar With(Dictionary<DateOnly, bool> own) => new(Days(own), [Hours]);

    private static Dictionary<DateOnly, bool> Days(Dictionary<DateOnly, bool> own)
    {
        var days = PublicHolidays.Days.ToDictionary(day => day.Day, day => day.Working);
        foreach (var (day, working) in own)
            days[day] = working;
        return days;
    }

    private static DateTimeOffset At(string local) => DateTimeOffset.Parse(local + "+08:00", CultureInfo.InvariantCulture);

    private static string Show(DateTimeOffset at) =>
        at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
