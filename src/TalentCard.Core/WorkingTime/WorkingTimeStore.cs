using System.Globalization;
using TalentCard.Contracts.WorkingTime;

namespace TalentCard.Core.WorkingTime;

/// <summary>The calendar, the office hours and the deadlines, as the office set them.</summary>
public sealed class WorkingTimeStore(Db db, TimeProvider time, AuditTrail audit)
{
    /// <summary>The calendar as it stands: published holidays, the office's own days over them, and office hours.</summary>
    public static async Task<WorkingCalendar> CalendarAsync(Session session)
    {
        await using var both = await session.MultipleAsync(
            "select day, working from working_day_changes; select valid_from, periods, created_by_name, created_at from office_hours");
        var days = PublicHolidays.Days.ToDictionary(day => day.Day, day => day.Working);
        foreach (var (day, working) in await both.ReadAsync<(DateOnly, bool)>()) days[day] = working;
        return new WorkingCalendar(days, [.. (await both.ReadAsync<HoursRow>()).Select(row => new HoursFrom(row.ValidFrom, Parse(row.Periods)))]);
    }

    /// <summary>The deadline that a consultation received on the day gets.</summary>
    internal static Task<DeadlineRule> RuleAsync(Session session, string kind, string urgency, DateOnly day) =>
        session.SingleAsync<DeadlineRule>(
            """
            select kind, urgency, valid_from, amount, unit, created_by_name, created_at
            from deadline_rules where kind = @kind and urgency = @urgency and valid_from <= @day
            order by valid_from desc limit 1
            """, new { kind, urgency, day });

    /// <summary>A year's named days and how many of its days are working.</summary>
    public async Task<WorkingYear> YearAsync(int year, CancellationToken cancellationToken)
    {
        await using var session = await db.OpenAsync(cancellationToken);
        var calendar = await CalendarAsync(session);
        var own = await session.ListAsync<CalendarDay>(
            "select day, working, name, null::text name_en, 'office' source from working_day_changes where extract(year from day) = @year",
            new { year });
        var days = PublicHolidays.Days.Where(day => day.Day.Year == year).ToDictionary(day => day.Day);
        foreach (var day in own) days[day.Day] = day;
        var first = new DateOnly(year, 1, 1);
        var working = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Count(n => calendar.IsWorkingDay(first.AddDays(n)));
        return new WorkingYear(year, PublicHolidays.Years.Contains(year), working, [.. days.Values.OrderBy(day => day.Day)]);
    }

    /// <summary>Says whether work is done on a day, today or later.</summary>
    /// <exception cref="RefusedException">The day is over.</exception>
    public Task<WorkingYear> SetDayAsync(Actor actor, DateOnly day, CalendarDayRequest request, CancellationToken cancellationToken) =>
        ChangeDayAsync(actor, day, request.Name,
            """
            insert into working_day_changes (day, working, name, changed_by_name, changed_at) values (@day, @Working, @Name, @By, @Now)
            on conflict (day) do update set working = @Working, name = @Name, changed_by_name = @By, changed_at = @Now
            """,
            new { day, request.Working, request.Name, By = actor.Name, Now = time.GetUtcNow() }, cancellationToken);

    /// <summary>Takes back what the office said of a day, today or later.</summary>
    /// <exception cref="RefusedException">It said nothing of it, or the day is over.</exception>
    public Task<WorkingYear> ForgetDayAsync(Actor actor, DateOnly day, CancellationToken cancellationToken) =>
        ChangeDayAsync(actor, day, null, "delete from working_day_changes where day = @day", new { day }, cancellationToken);

    /// <summary>The office hours, the newest first.</summary>
    public async Task<IReadOnlyList<OfficeHours>> HoursAsync(CancellationToken cancellationToken)
    {
        await using var session = await db.OpenAsync(cancellationToken);
        var rows = await session.ListAsync<HoursRow>(
            "select valid_from, periods, created_by_name, created_at from office_hours order by valid_from desc");
        return [.. rows.Select(row => new OfficeHours(row.ValidFrom, Parse(row.Periods), row.CreatedByName, row.CreatedAt))];
    }

    /// <summary>Sets the office hours that begin on a day, tomorrow at the earliest.</summary>
    /// <exception cref="RefusedException">The day has begun, or the hours overlap.</exception>
    public async Task<OfficeHours> SetHoursAsync(
        Actor actor, DateOnly validFrom, OfficeHoursRequest request, CancellationToken cancellationToken)
    {
        if (validFrom <= time.Today()) throw new RefusedException(WorkingTimeProblems.InForce);
        var last = TimeOnly.MinValue;
        foreach (var period in request.Periods)
        {
            if (period is null || period.Closes <= period.Opens || period.Opens < last || period.Opens.Second + period.Closes.Second > 0)
                throw Refuse.Field("periods", "not in order, or overlapping");
            last = period.Closes;
        }
        await ChangeAsync(actor, new AuditEvent("working_time.set_hours", "office_hours", validFrom.ToString("O", CultureInfo.InvariantCulture), Details: request),
            """
            insert into office_hours (valid_from, periods, created_by_name, created_at) values (@validFrom, @Periods, @By, @Now)
            on conflict (valid_from) do update set periods = @Periods, created_by_name = @By, created_at = @Now
            """,
            new { validFrom, Periods = request.Periods.Select(Write).ToArray(), By = actor.Name, Now = time.GetUtcNow() }, cancellationToken);
        return new OfficeHours(validFrom, request.Periods, actor.Name, time.GetUtcNow());
    }

    /// <summary>Every deadline that was, is and will be, by kind and urgency, the newest first.</summary>
    public async Task<IReadOnlyList<DeadlineRule>> RulesAsync(CancellationToken cancellationToken)
    {
        await using var session = await db.OpenAsync(cancellationToken);
        return await session.ListAsync<DeadlineRule>(
            """
            select kind, urgency, valid_from, amount, unit, created_by_name, created_at
            from deadline_rules order by kind, urgency, valid_from desc
            """);
    }

    /// <summary>Sets the deadline that consultations get from a day on, tomorrow at the earliest.</summary>
    /// <exception cref="RefusedException">The day has begun.</exception>
    public async Task<DeadlineRule> SetRuleAsync(
        Actor actor, string kind, string urgency, DateOnly validFrom, DeadlineRuleRequest request, CancellationToken cancellationToken)
    {
        if (validFrom <= time.Today()) throw new RefusedException(WorkingTimeProblems.InForce);
        await ChangeAsync(actor, new AuditEvent("working_time.set_deadline", "deadline_rule", $"{kind} {urgency}", Details: new { validFrom, request }),
            """
            insert into deadline_rules (kind, urgency, valid_from, amount, unit, created_by_name, created_at)
            values (@kind, @urgency, @validFrom, @Amount, @Unit, @By, @Now)
            on conflict (kind, urgency, valid_from) do update
            set amount = @Amount, unit = @Unit, created_by_name = @By, created_at = @Now
            """,
            new { kind, urgency, validFrom, request.Amount, request.Unit, By = actor.Name, Now = time.GetUtcNow() }, cancellationToken);
        return new DeadlineRule(kind, urgency, validFrom, request.Amount, request.Unit, actor.Name, time.GetUtcNow());
    }

    /// <summary>Every rule of escalation that was, is and will be, by kind and urgency, the newest first.</summary>
    public async Task<IReadOnlyList<EscalationRule>> EscalationsAsync(CancellationToken cancellationToken)
    {
        await using var session = await db.OpenAsync(cancellationToken);
        return await session.ListAsync<EscalationRule>(
            """
            select kind, urgency, valid_from, amount, unit, created_by_name, created_at
            from escalation_rules order by kind, urgency, valid_from desc
            """);
    }

    /// <summary>Sets when unanswered tickets whose deadline is on a day or later are escalated, tomorrow at the earliest.</summary>
    /// <exception cref="RefusedException">The day has begun.</exception>
    public async Task<EscalationRule> SetEscalationAsync(
        Actor actor, string kind, string urgency, DateOnly validFrom, EscalationRuleRequest request, CancellationToken cancellationToken)
    {
        if (validFrom <= time.Today()) throw new RefusedException(WorkingTimeProblems.InForce);
        await ChangeAsync(actor, new AuditEvent("working_time.set_escalation", "escalation_rule", $"{kind} {urgency}", Details: new { validFrom, request }),
            """
            insert into escalation_rules (kind, urgency, valid_from, amount, unit, created_by_name, created_at)
            values (@kind, @urgency, @validFrom, @Amount, @Unit, @By, @Now)
            on conflict (kind, urgency, valid_from) do update
            set amount = @Amount, unit = @Unit, created_by_name = @By, created_at = @Now
            """,
            new { kind, urgency, validFrom, request.Amount, request.Unit, By = actor.Name, Now = time.GetUtcNow() }, cancellationToken);
        return new EscalationRule(kind, urgency, validFrom, request.Amount, request.Unit, actor.Name, time.GetUtcNow());
    }

    private async Task<WorkingYear> ChangeDayAsync(
        Actor actor, DateOnly day, string? name, string sql, object values, CancellationToken cancellationToken)
    {
        if (day < time.Today()) throw new RefusedException(WorkingTimeProblems.DayOver);
        var entry = new AuditEvent("working_time.set_day", "working_day", day.ToString("O", CultureInfo.InvariantCulture), Reason: name);
        if (!await ChangeAsync(actor, entry, sql, values, cancellationToken)) throw new RefusedException(CommonProblems.NotFound);
        return await YearAsync(day.Year, cancellationToken);
    }

    private Task<bool> ChangeAsync(Actor actor, AuditEvent entry, string sql, object values, CancellationToken cancellationToken) =>
        db.ChangeAsync(async session =>
        {
            if (await session.ExecuteAsync(sql, values) == 0) return false;
            await audit.WriteAsync(session, actor, entry);
            return true;
        }, cancellationToken);

    private static OfficePeriod[] Parse(string[] periods) =>
        [.. periods.Select(period => new OfficePeriod(
            TimeOnly.Parse(period[..5], CultureInfo.InvariantCulture), TimeOnly.Parse(period[6..], CultureInfo.InvariantCulture)))];

    private static string Write(OfficePeriod period) => string.Create(CultureInfo.InvariantCulture, $"{period.Opens:HH:mm}-{period.Closes:HH:mm}");

    private sealed record HoursRow(DateOnly ValidFrom, string[] Periods, string CreatedByName, DateTimeOffset CreatedAt);
}
