using System.Globalization;
using TalentCard.Contracts.WorkingTime;

namespace TalentCard.Core.WorkingTime;

/// <summary>The calendar, as published and as the office set it.</summary>
public sealed class WorkingDayStore(Db db, TimeProvider time, AuditTrail audit)
{
    /// <summary>The calendar as it stands: public holidays, the office's own days over them, and office hours.</summary>
    public static async Task<WorkingCalendar> CalendarAsync(Session session) =>
        await CalendarAsync(session, await OfficialDays.ReadAsync(session));

    /// <summary>A year's named days and how many of its days are working.</summary>
    public async Task<WorkingYear> YearAsync(int year, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var official = await OfficialDays.ReadAsync(session);
        var calendar = await CalendarAsync(session, official);
        var first = new DateOnly(year, 1, 1);
        var working = Enumerable
            .Range(0, DateTime.IsLeapYear(year) ? 366 : 365)
            .Count(n => calendar.IsWorkingDay(first.AddDays(n)));
        return new WorkingYear(
            year,
            official.Published.Contains(year),
            working,
            [.. official.Days.Values.Where(day => day.Day.Year == year).OrderBy(day => day.Day)]
        );
    }

    private static async Task<WorkingCalendar> CalendarAsync(Session session, OfficialDays official)
    {
        var hours = await session.ListAsync<(DateOnly ValidFrom, string[] Periods)>(
            "select valid_from, periods from office_hours"
        );
        return new WorkingCalendar(
            official.Days.ToDictionary(day => day.Key, day => day.Value.Working),
            hours.ConvertAll(row => new HoursFrom(row.ValidFrom, Array.ConvertAll(row.Periods, OfficeHoursStore.Parse)))
        );
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
