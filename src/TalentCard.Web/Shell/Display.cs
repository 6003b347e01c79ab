using System.Globalization;

namespace TalentCard.Web.Shell;

/// <summary>How dates and times look on a page: Asia/Shanghai, in an order that both languages read.</summary>
internal static class Display
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>e.g. 2026-03-02.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>e.g. 2026-03-02 09:30.</summary>
    public static string Minute(DateTimeOffset at) => Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>e.g. 2026-03-02 09:30:05.</summary>
    public static string Second(DateTimeOffset at) => Local(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>e.g. 09:30.</summary>
    public static string Clock(DateTimeOffset at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Today in Asia/Shanghai.</summary>
    public static DateOnly Today(this TimeProvider time) => DateOnly.FromDateTime(Local(time.GetUtcNow()).DateTime);

    private static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);
}
