using System.Text.Json;
using TalentCard.Contracts.WorkingTime;

namespace TalentCard.Core.WorkingTime;

/// <summary>
/// The public holidays and make-up working days of the State Council's yearly notices: our data file
/// <c>public-holidays.json</c>, which names its source and its years. A later year keeps what the law fixes until the office
/// loads its notice or a release brings it.
/// </summary>
public static class PublicHolidays
{
    private static readonly Lazy<File> Data = new(Read);

    /// <summary>Where the data comes from.</summary>
    public static string Source => Data.Value.Source;

    /// <summary>The years whose notice is known.</summary>
    public static IReadOnlyList<int> Years => Data.Value.Years;

    /// <summary>Every day off and make-up working day, in order.</summary>
    public static IReadOnlyList<CalendarDay> Days => Data.Value.Days;

    private static readonly Lazy<CalendarDay[]> Law = new(() =>
        [.. Enumerable.Range(Years.Max() + 1, LegalHolidays.LastYear - Years.Max()).SelectMany(LegalHolidays.Of)]
    );

    /// <summary>The days of all years but some: as published, and after the last published year as the law fixes them.</summary>
    internal static IEnumerable<CalendarDay> Without(IReadOnlySet<int> years) =>
        Days.Concat(Law.Value).Where(day => !years.Contains(day.Day.Year));

    private static File Read()
    {
        using var stream = typeof(PublicHolidays).Assembly.GetManifestResourceStream("public-holidays.json")!;
        var file = JsonSerializer.Deserialize<File>(stream, JsonSerializerOptions.Web)!;
        return file with { Days = [.. file.Days.Select(day => day with { Source = "published" })] };
    }

    private sealed record File(string Source, int[] Years, CalendarDay[] Days);
}
