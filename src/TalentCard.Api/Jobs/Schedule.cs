using System.Globalization;
using TalentCard.Contracts.Jobs;

namespace TalentCard.Api.Jobs;

/// <summary>Reads the usual cron expressions (Quartz's, seconds first) as what their sentence is made of.</summary>
internal static class Schedule
{
    private static readonly string[] Days = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

    /// <summary>The ingredients; of an expression that no such sentence fits, the expression alone.</summary>
    public static JobSchedule Of(string cron)
    {
        if (cron.Split(' ') is not ["0", var minute, var hour, var date, "*", var day]) return Unusual(cron);
        if (minute.Split('/') is [var from, var step] && (hour, date, day) is ("*", "*", "?") && Number(from) is not null && Number(step) is { } every)
            return new("every_minutes", null, every, null, cron);
        if (Number(minute) is not { } minutes) return Unusual(cron);
        if ((hour, date, day) is ("*", "*", "?")) return new("hourly", new TimeOnly(0, minutes), null, null, cron);
        if (Number(hour) is not { } hours) return Unusual(cron);
        var at = new TimeOnly(hours, minutes);
        return (date, day) switch
        {
            ("*", "?") => new("daily", at, null, null, cron),
            ("?", _) when Array.IndexOf(Days, day) is >= 0 and var index => new("weekly", at, null, index + 1, cron),
            (_, "?") when Number(date) is { } dayOfMonth => new("monthly", at, null, dayOfMonth, cron),
            _ => Unusual(cron),
        };
    }

    private static JobSchedule Unusual(string cron) => new("cron", null, null, null, cron);

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
