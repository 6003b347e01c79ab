using TalentCard.Contracts.WorkingTime;

namespace TalentCard.Core.WorkingTime;

/// <summary>The yearly notices on public holidays that the office loads by pasting their text.</summary>
public sealed class HolidayNoticeStore(Db db, TimeProvider time, AuditTrail audit, WorkingDayStore days)
{
    /// <summary>What a notice says. Nothing is written.</summary>
    public static NoticePreview Preview(NoticeText notice) => HolidayNotice.Read(notice.Text);

    /// <summary>Takes a notice of this year or a later one; one loaded for the year before is replaced as a whole.</summary>
    /// <param name="year">The year that the notice is for.</param>
    /// <param name="notice">Its text.</param>
    /// <param name="actor">Who loads it.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="RefusedException"><c>holiday_notice_unclear</c>; it is for another year, or the year is over.</exception>
    public async Task<WorkingYear> LoadAsync(int year, NoticeText notice, Actor actor, CancellationToken cancel)
    {
        var read = HolidayNotice.Read(notice.Text);
        if (read.Findings.Count > 0)
            throw new RefusedException(WorkingTimeProblems.NoticeUnclear);
        if (read.Year != year)
            throw Refuse.Field("text", "the notice of another year");
        if (year < time.Today().Year)
            throw new RefusedException(WorkingTimeProblems.DayOver);
        await db.ChangeAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    """
                    insert into holiday_notices (year, text, loaded_by_name, loaded_at) values (@year, @Text, @By, @Now)
                    on conflict (year) do update
                    set text = excluded.text, loaded_by_name = excluded.loaded_by_name, loaded_at = excluded.loaded_at;
                    delete from holiday_notice_days where year = @year;
                    insert into holiday_notice_days (year, day, working, name, name_en)
                    select @year, * from unnest(@Days, @Working, @Names, @NamesEn)
                    """,
                    new
                    {
                        year,
                        notice.Text,
                        By = actor.Name,
                        Now = time.GetUtcNow(),
                        Days = read.Days.Select(day => day.Day).ToArray(),
                        Working = read.Days.Select(day => day.Working).ToArray(),
                        Names = read.Days.Select(day => day.Name).ToArray(),
                        NamesEn = read.Days.Select(day => day.NameEn!).ToArray(),
                    }
                );
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent(
                        "working_time.load_notice",
                        "holiday_notice",
                        $"{year}",
                        Details: new { days = read.Days.Count }
                    )
                );
            },
            cancel
        );
        return await days.YearAsync(year, cancel);
    }
}
