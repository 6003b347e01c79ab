using TalentCard.Contracts.WorkingTime;

namespace TalentCard.Core.WorkingTime;

/// <summary>
/// Every day that differs from its weekday or is named: of the published notices, of the law where a year has none yet, and the
/// office's own over them. SQL cannot know it by itself and takes it as parameters (docs/adr/0066).
/// </summary>
/// <param name="Days">The days.</param>
/// <param name="Published">The years whose notice is known.</param>
internal sealed record OfficialDays(IReadOnlyDictionary<DateOnly, CalendarDay> Days, IReadOnlySet<int> Published)
{
    /// <summary>The parameter <c>@Off</c>: days without work.</summary>
    public DateOnly[] Off => [.. Days.Values.Where(day => !day.Working).Select(day => day.Day)];

    /// <summary>The parameter <c>@MakeUp</c>: days with work whose weekday has none.</summary>
    public DateOnly[] MakeUp => [.. Days.Keys.Where(day => WorkingOn(day) is true)];

    /// <summary>Reads it as it stands.</summary>
    public static async Task<OfficialDays> ReadAsync(Session session)
    {
        await using var all = await session.MultipleAsync(
            """
            select year from holiday_notices;
            select day, working, name, name_en, 'published' source from holiday_notice_days order by year, day;
            select day, working, name, null::text name_en, 'office' source from working_day_changes
            """
        );
        var loaded = (await all.ReadAsync<int>()).ToHashSet();
        var days = PublicHolidays.Without(loaded).ToDictionary(day => day.Day);
        foreach (var day in (await all.ReadAsync<CalendarDay>()).Concat(await all.ReadAsync<CalendarDay>()))
            days[day.Day] = day;
        loaded.UnionWith(PublicHolidays.Years);
        return new OfficialDays(days, loaded);
    }

    /// <summary>What the calendar says of a day: true, false, or null where the weekday says it.</summary>
    public bool? WorkingOn(DateOnly day) =>
        !Days.TryGetValue(day, out var named) ? null
        : !named.Working ? false
        : day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? true
        : null;

    /// <summary>SQL of the same.</summary>
    /// <param name="day">The SQL of the day.</param>
    public static string Working(string day) => $"case when {day} = any(@Off) then false when {day} = any(@MakeUp) then true end";
}
