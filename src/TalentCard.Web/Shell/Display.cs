using System.Globalization;

namespace TalentCard.Web.Shell;

/// <summary>How dates and times look on a page: in Asia/Shanghai, as the reader's language writes them.</summary>
internal static class Display
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static bool Chinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    private static string DayFormat => Chinese ? "yyyy-MM-dd" : "d MMM yyyy";

    /// <summary>2026-03-02 in Chinese, 2 Mar 2026 in English. For a person to read; an address takes <see cref="Iso"/>.</summary>
    public static string Day(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>03-02 in Chinese, 2 Mar in English, where the year is told.</summary>
    public static string MonthDay(DateOnly day) => day.ToString(Chinese ? "MM-dd" : "d MMM", CultureInfo.InvariantCulture);

    /// <summary>A day as addresses, date inputs and the Api write it: 2026-03-02.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>With a capital at its start: words that stand within a sentence elsewhere, standing alone.</summary>
    public static string Capital(string words) =>
        words.Length == 0 ? words : char.ToUpper(words[0], CultureInfo.CurrentCulture) + words[1..];

    /// <summary>2026-03-02 09:30 in Chinese, 2 Mar 2026 09:30 in English.</summary>
    public static string Minute(DateTimeOffset at) => Local(at).ToString(DayFormat + " HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The same with seconds.</summary>
    public static string Second(DateTimeOffset at) => Local(at).ToString(DayFormat + " HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>e.g. 09:30.</summary>
    public static string Clock(DateTimeOffset at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What a list's cell holds, in words; — is nothing.</summary>
    public static string Text(object? value) =>
        value switch
        {
            null or "" => "—",
            DateOnly day => Day(day),
            DateTimeOffset at => Minute(at),
            double share => share.ToString("0.0", CultureInfo.InvariantCulture),
            IEnumerable<string> many => string.Join(Chinese ? "、" : ", ", many),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    /// <summary>周一 in Chinese, Mon in English; 1 is Monday, 7 Sunday.</summary>
    public static string Weekday(int day) =>
        CultureInfo.CurrentUICulture.DateTimeFormat.GetAbbreviatedDayName((DayOfWeek)(day % 7));

    /// <summary>The day in Asia/Shanghai.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    /// <summary>The instant at which the day begins in Asia/Shanghai.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }

    /// <summary>Today in Asia/Shanghai.</summary>
    public static DateOnly Today(this TimeProvider time) => DayOf(time.GetUtcNow());

    private static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);
}
