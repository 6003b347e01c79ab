namespace TalentCard.Core;

/// <summary>The office's calendar: every date that people see is in Asia/Shanghai (UTC+8, no summer time since 1991).</summary>
public static class LocalDate
{
    /// <summary>Asia/Shanghai.</summary>
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The date in Asia/Shanghai at <paramref name="instant"/>.</summary>
    public static DateOnly ToLocalDate(this DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The time of day in Asia/Shanghai at <paramref name="instant"/>.</summary>
    public static TimeOnly ToLocalTimeOfDay(this DateTimeOffset instant) =>
        TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>Today in Asia/Shanghai.</summary>
    public static DateOnly Today(this TimeProvider time) => time.GetUtcNow().ToLocalDate();

    /// <summary>The instant at which <paramref name="date"/> begins in Asia/Shanghai.</summary>
    public static DateTimeOffset StartOfDay(this DateOnly date)
    {
        var local = date.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
