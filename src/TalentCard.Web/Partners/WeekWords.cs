using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Partners;
using TalentCard.Contracts.WorkingTime;
using TalentCard.Web.Benefits;

namespace TalentCard.Web.Partners;

/// <summary>The week of a service point in words, and a day of it as the office types it.</summary>
internal static partial class WeekWords
{
    private static readonly string[] Zh = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    private static readonly string[] En = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>周一, Mon.</summary>
    /// <param name="weekday">1 is Monday.</param>
    public static string Day(int weekday) => (BenefitWords.Chinese ? Zh : En)[weekday - 1];

    /// <summary>周一至周五 08:30–12:00、14:00–17:30; Mon–Fri 08:30–12:00, 14:00–17:30.</summary>
    public static string Of(IReadOnlyList<OpeningSpan> hours, IStringLocalizer t)
    {
        List<(int First, int Last, string Times)> runs = [];
        foreach (var day in hours.GroupBy(span => span.Weekday))
        {
            var times = Times(day.Select(span => new OfficePeriod(span.Opens, span.Closes)));
            if (runs is [.., var (first, last, same)] && last == day.Key - 1 && same == times)
                runs[^1] = (first, day.Key, times);
            else
                runs.Add((day.Key, day.Key, times));
        }
        return string.Join(
            BenefitWords.Chinese ? "；" : "; ",
            runs.Select(run =>
                (
                    run is (1, 7, _) ? t["每天"].Value
                    : run.First == run.Last ? Day(run.First)
                    : t["{0}至{1}", Day(run.First), Day(run.Last)].Value
                ) + $" {run.Times}"
            )
        );
    }

    /// <summary>08:30–12:00、14:00–17:30.</summary>
    public static string Times(IEnumerable<OfficePeriod> spans) =>
        string.Join(BenefitWords.Chinese ? "、" : ", ", spans.Select(span => $"{Clock(span.Opens)}–{End(span.Closes)}"));

    /// <summary>A weekday as it stands in its field: 08:30-12:00 14:00-17:30.</summary>
    public static string Typed(IEnumerable<OpeningSpan> hours, int weekday) =>
        string.Join(' ', hours.Where(span => span.Weekday == weekday).Select(span => $"{Clock(span.Opens)}-{End(span.Closes)}"));

    /// <summary>A weekday as people type it, with any dashes and signs between; null: nobody can tell.</summary>
    public static OpeningSpan[]? Read(string typed, int weekday)
    {
        var spans = Span().Matches(typed);
        if (Span().Replace(typed, "").Any(char.IsLetterOrDigit))
            return null;
        List<OpeningSpan> read = [];
        foreach (Match span in spans)
            if (Time(span.Groups[1].Value) is { } opens && Time(span.Groups[2].Value) is { } closes)
                read.Add(new OpeningSpan(weekday, opens, closes));
            else
                return null;
        return [.. read];
    }

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string End(TimeOnly time) => time == TimeOnly.MinValue ? "24:00" : Clock(time);

    private static TimeOnly? Time(string text) =>
        text.Replace('：', ':') is var clock && clock == "24:00" ? TimeOnly.MinValue
        : TimeOnly.TryParseExact(clock, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : null;

    [GeneratedRegex(@"(\d{1,2}[:：]\d{2})\s*[-–—~～至到]+\s*(\d{1,2}[:：]\d{2})")]
    private static partial Regex Span();
}
