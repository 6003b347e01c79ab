using System.Data;
using System.Globalization;
using TalentCard.Contracts.Partners;
using TalentCard.Contracts.WorkingTime;

namespace TalentCard.Core.Partners;

/// <summary>
/// A service point's week as the database keeps it: a multirange of minutes since Monday 00:00, read as its bounds. Spans that
/// touch or overlap are one there.
/// </summary>
internal static class WeekHours
{
    private const int Day = 24 * 60;

    /// <summary>What a point has until somebody says more: every day from 08:00 to 18:00.</summary>
    public static IEnumerable<OpeningSpan> EveryDay =>
        Enumerable.Range(1, 7).Select(weekday => new OpeningSpan(weekday, new TimeOnly(8, 0), new TimeOnly(18, 0)));

    /// <summary>A week as PostgreSQL reads it.</summary>
    /// <exception cref="RefusedException">A span ends before it begins.</exception>
    public static string Write(IEnumerable<OpeningSpan> hours) =>
        $"{{{string.Join(',', hours.Select(span => string.Create(CultureInfo.InvariantCulture, $"[{Start(span)},{End(span)})")))}}}";

    /// <summary>A week from its bounds.</summary>
    public static IEnumerable<OpeningSpan> Read(int[] bounds)
    {
        foreach (var pair in bounds.Chunk(2))
            for (var (at, end) = (pair[0], 0); at < pair[1]; at = end)
            {
                end = Math.Min(pair[1], (at / Day + 1) * Day);
                yield return new OpeningSpan(at / Day + 1, Time(at), Time(end));
            }
    }

    /// <summary>The spans of one day from its bounds.</summary>
    public static OfficePeriod[] ReadDay(int[] bounds) =>
        [.. Read(bounds).Select(span => new OfficePeriod(span.Opens, span.Closes))];

    private static int Start(OpeningSpan span) => (span.Weekday - 1) * Day + Minutes(span.Opens);

    private static int End(OpeningSpan span)
    {
        var minutes = span.Closes == TimeOnly.MinValue ? Day : Minutes(span.Closes);
        if (minutes <= Minutes(span.Opens))
            throw Refuse.Field("hours", "closes after it opens");
        return (span.Weekday - 1) * Day + minutes;
    }

    private static int Minutes(TimeOnly time) => time.Hour * 60 + time.Minute;

    private static TimeOnly Time(int minutes) => TimeOnly.MinValue.AddMinutes(minutes);

    /// <summary>Reads a record's week.</summary>
    internal sealed class Handler : SqlMapper.TypeHandler<OpeningSpan[]>
    {
        /// <inheritdoc />
        public override OpeningSpan[] Parse(object value) => [.. Read((int[])value)];

        /// <inheritdoc />
        public override void SetValue(IDbDataParameter parameter, OpeningSpan[]? value) =>
            parameter.Value = value is null ? DBNull.Value : Write(value);
    }
}
