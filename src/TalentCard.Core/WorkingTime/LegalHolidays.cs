using System.Globalization;
using TalentCard.Contracts.WorkingTime;

namespace TalentCard.Core.WorkingTime;

/// <summary>
/// The days off that the law fixes for everybody (全国年节及纪念日放假办法, as revised for 2025, article 2). They are off whatever a
/// year's notice arranges around them. A day that falls on a weekend is made up on a working day, which the notice alone names.
/// </summary>
public static class LegalHolidays
{
    /// <summary>The last year that can be reckoned.</summary>
    public const int LastYear = 2099;

    private static readonly ChineseLunisolarCalendar Lunar = new();

    /// <summary>The days of a year, in order.</summary>
    /// <param name="year">2001 to <see cref="LastYear"/>.</param>
    public static IReadOnlyList<CalendarDay> Of(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 2001);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        var eve = OfLunar(year, 1, 1).AddDays(-1);
        return
        [
            .. new[]
            {
                Days("元旦", "New Year's Day", new(year, 1, 1), 1),
                Days("春节", "Spring Festival", eve, 4),
                Days("清明", "Tomb-sweeping Day", Qingming(year), 1),
                Days("劳动节", "Labour Day", new(year, 5, 1), 2),
                Days("端午", "Dragon Boat Festival", OfLunar(year, 5, 5), 1),
                Days("中秋", "Mid-autumn Festival", OfLunar(year, 8, 15), 1),
                Days("国庆节", "National Day", new(year, 10, 1), 3),
            }
                .SelectMany(days => days)
                .DistinctBy(day => day.Day)
                .OrderBy(day => day.Day),
        ];
    }

    /// <summary>
    /// The day on which the sun's apparent longitude reaches 15° in China, by the formula of its centuries' almanacs: the mean year
    /// and its leap days. A test compares it with the sun for every year.
    /// </summary>
    internal static DateOnly Qingming(int year) => new(year, 4, (int)(year % 100 * 0.2422 + 4.81) - year % 100 / 4);

    private static IEnumerable<CalendarDay> Days(string name, string nameEn, DateOnly first, int count) =>
        Enumerable.Range(0, count).Select(n => new CalendarDay(first.AddDays(n), false, name, nameEn, "law"));

    // A leap month stands after the month that it repeats and has the next number.
    private static DateOnly OfLunar(int year, int month, int day)
    {
        var leap = Lunar.GetLeapMonth(year);
        return DateOnly.FromDateTime(Lunar.ToDateTime(year, leap > 0 && leap <= month ? month + 1 : month, day, 0, 0, 0, 0));
    }
}
