using System.Globalization;
using TalentCard.Contracts.WorkingTime;

namespace TalentCard.Core.WorkingTime;

/// <summary>The calendar, as published and as the office set it.</summary>
public sealed class WorkingDayStore(Db db, TimeProvider time, AuditTrail audit)
{
    /// <summary>The calendar as it stands: published holidays, the office's own days over them, and office hours.</summary>
    public static async Task<WorkingCalendar> CalendarAsync(Session session)
    {
        await using var both = await session.MultipleAsync(
            "select day, working from working_day_changes; select valid_from, periods from office_hours"
        );
        var days = PublicHolidays.Days.ToDictionary(day => day.Day, day => day.Working);
        foreach (var (day, working) in await both.ReadAsync<(DateOnly, bool)>())
            days[day] = working;
        var hours = await both.ReadAsync<(DateOnly ValidFrom, string[] Periods)>();
        return new WorkingCalendar(
            days,
            [.. hours.Select(row => new HoursFrom(row.ValidFrom, Array.ConvertAll(row.Periods, OfficeHoursStore.Parse)))]
        );
    }

    /// <summary>A year's named days and how many of its days are working.</summary>
    public async Task<WorkingYear> YearAsync(int year, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var calendar = await CalendarAsync(session);
        var own = await session.ListAsync<CalendarDay>(
            "select day, working, name, null::text name_en, 'office' source from working_day_changes where extract(year from day) = @year",
            new { year }
        );
        var days = PublicHolidays.Days.Where(day => day.Day.Year == year).ToDictionary(day => day.Day);
        foreach (var day in own)
            days[day.Day] = day;
        var first = new DateOnly(year, 1, 1);
        var working = Enumerable
            .Range(0, DateTime.IsLeapYear(year) ? 366 : 365)
            .Count(n => calendar.IsWorkingDay(first.AddDays(n)));
        return new WorkingYear(year, PublicHolidays.Years.Contains(year), working, [.. days.Values.OrderBy(day => day.Day)]);
    }

    /// <summary>Says whether work is done on a day, today or later.</summary>
    /// <exception cref="RefusedException">The day is over.</exception>
    public Task<WorkingYear> SetDayAsync(DateOnly day, CalendarDayRequest request, Actor actor, CancellationToken cancel) =>
        ChangeDayAsync(
            actor,
            day,
            request.Name,
            """
            insert into working_day_changes (day, working, name, changed_by_name, changed_at)
            values (@day, @Working, @Name, @By, @Now)
            on conflict (day) do update set working = @Working, name = @Name, changed_by_name = @By, changed_at = @Now
            """,
            new
            {
                day,
                request.Working,
                request.Name,
                By = actor.Name,
                Now = time.GetUtcNow(),
            },
            cancel
        );

    /// <summary>Takes back what the office said of a day, today or later.</summary>
    /// <exception cref="RefusedException">It said nothing of it, or the day is over.</exception>
    public Task<WorkingYear> ForgetDayAsync(DateOnly day, Actor actor, CancellationToken cancel) =>
        ChangeDayAsync(actor, day, null, "delete from working_day_changes where day = @day", new { day }, cancel);

    private async Task<WorkingYear> ChangeDayAsync(
        Actor actor,
        DateOnly day,
        string? name,
        string sql,
        object values,
        CancellationToken cancel
    )
    {
        if (day < time.Today())
            throw new RefusedException(WorkingTimeProblems.DayOver);
        await db.ChangeAsync(
            async session =>
            {
                if (await session.ExecuteAsync(sql, values) == 0)
                    throw new RefusedException(CommonProblems.NotFound);
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent(
                        "working_time.set_day",
                        "working_day",
                        day.ToString("O", CultureInfo.InvariantCulture),
                        Reason: name
                    )
                );
            },
            cancel
        );
        return await YearAsync(day.Year, cancel);
    }
}
