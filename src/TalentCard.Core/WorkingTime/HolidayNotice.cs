using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TalentCard.Contracts.WorkingTime;

namespace TalentCard.Core.WorkingTime;

/// <summary>
/// Reads the State Council's yearly notice (国务院办公厅关于部分节假日安排的通知) as people paste it: 一、元旦：1月1日（周四）至3日（周六）放假调休，
/// 共3天。1月4日（周日）上班。 What it says twice is compared: weekdays, counts, and the days that the law fixes.
/// </summary>
internal static partial class HolidayNotice
{
    private static readonly Dictionary<string, (string Name, string NameEn)> Names = new()
    {
        ["元旦"] = ("元旦", "New Year's Day"),
        ["春节"] = ("春节", "Spring Festival"),
        ["清明节"] = ("清明", "Tomb-sweeping Day"),
        ["劳动节"] = ("劳动节", "Labour Day"),
        ["端午节"] = ("端午", "Dragon Boat Festival"),
        ["中秋节"] = ("中秋", "Mid-autumn Festival"),
        ["国庆节"] = ("国庆节", "National Day"),
    };

    /// <summary>Reads a notice; never fails.</summary>
    /// <param name="text">Its text, with whatever spaces and kinds of brackets.</param>
    public static NoticePreview Read(string text)
    {
        var flat = Blank().Replace(text.Normalize(NormalizationForm.FormKC), "");
        var said = Year().Match(flat);
        if (!said.Success || Number(said, "year") is not (>= 2001 and <= LegalHolidays.LastYear))
            return new NoticePreview(0, [], [new NoticeFinding("year", flat[..Math.Min(40, flat.Length)])], []);
        var reading = new Reading(Number(said, "year"));
        var headings = Heading().Matches(flat);
        for (var i = 0; i < headings.Count; i++)
        {
            var from = headings[i].Index + headings[i].Length;
            var body = flat[from..(i + 1 < headings.Count ? headings[i + 1].Index : flat.Length)];
            foreach (var sentence in body.Split(['。', ';', '!'], StringSplitOptions.RemoveEmptyEntries))
                reading.Take(headings[i].Groups[1].Value, sentence);
        }
        return reading.Finish();
    }

    private sealed class Reading(int year)
    {
        private readonly SortedDictionary<DateOnly, CalendarDay> days = [];
        private readonly List<NoticeFinding> findings = [];
        private readonly List<string> leftOut = [];

        public void Take(string heading, string sentence)
        {
            var (pending, counted, range, taken) = (new List<DateOnly>(), 0, false, false);
            DateOnly? last = null;
            // What is wished of employers is no arrangement.
            if (!sentence.StartsWith("鼓励", StringComparison.Ordinal))
                foreach (Match part in Part().Matches(sentence))
                    if (part.Groups["to"].Success)
                        range = true;
                    else if (part.Groups["day"].Success)
                    {
                        if (DateOf(part, last, range) is not { } day)
                        {
                            findings.Add(new NoticeFinding("date", part.Value));
                            continue;
                        }
                        for (var one = last ?? day; range && one < day; one = one.AddDays(1))
                            pending.Add(one);
                        pending.Add(day);
                        (last, range) = (day, false);
                    }
                    else if (part.Groups["verb"].Success && pending.Count > 0)
                    {
                        var working = part.Value == "上班";
                        foreach (var day in pending.Distinct())
                            Add(heading, day, working, sentence);
                        counted = working ? 0 : pending.Distinct().Count();
                        pending.Clear();
                        taken = true;
                    }
                    else if (part.Groups["count"].Success && counted > 0 && Number(part, "count") != counted)
                        findings.Add(new NoticeFinding("count", sentence));
            if ((pending.Count > 0 || !taken) && Telling().IsMatch(sentence))
                leftOut.Add(sentence);
        }

        public NoticePreview Finish()
        {
            foreach (var legal in LegalHolidays.Of(year))
                if (!days.TryGetValue(legal.Day, out var day) || day.Working)
                    findings.Add(
                        new NoticeFinding(
                            "missing",
                            legal.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " " + legal.Name
                        )
                    );
            return new NoticePreview(year, [.. days.Values], findings, leftOut);
        }

        private void Add(string heading, DateOnly day, bool working, string sentence)
        {
            if (working && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                findings.Add(new NoticeFinding("work_on_weekday", sentence));
            var names = heading.Split('、').Select(name => Names.GetValueOrDefault(name, (name, name))).ToArray();
            var named = new CalendarDay(
                day,
                working,
                string.Join('、', names.Select(name => name.Item1)),
                string.Join(", ", names.Select(name => name.Item2)),
                "published"
            );
            if (!days.TryAdd(day, named))
                findings.Add(new NoticeFinding("twice", sentence));
        }

        // A month or a year that is left out is the one before.
        private DateOnly? DateOf(Match part, DateOnly? before, bool range)
        {
            var month = part.Groups["month"].Success ? Number(part, "month") : before?.Month ?? 0;
            var at =
                part.Groups["year"].Success ? Number(part, "year")
                : range && before is { } start ? start.Year + (month < start.Month ? 1 : 0)
                : year;
            var day = Number(part, "dom");
            if (month is < 1 or > 12 || Math.Abs(at - year) > 1 || day < 1 || day > DateTime.DaysInMonth(at, month))
                return null;
            var date = new DateOnly(at, month, day);
            if (range && (before is null || date < before || date.DayNumber - before.Value.DayNumber > 20))
                return null;
            if (
                Weekday().Match(part.Groups["note"].Value) is { Success: true } said
                && "日一二三四五六".IndexOf(said.Groups[1].Value.Replace('天', '日'), StringComparison.Ordinal)
                    != (int)date.DayOfWeek
            )
                findings.Add(new NoticeFinding("weekday", part.Value));
            return date;
        }
    }

    private static int Number(Match part, string group) => int.Parse(part.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex("(?<year>[0-9]{4})年(?:部分节假日|元旦)")]
    private static partial Regex Year();

    [GeneratedRegex(@"(?:[一二三四五六七八九十]+、|(?<=。)|^)([\u4e00-\u9fff]{2,14}(?:、[\u4e00-\u9fff]{2,14})*):")]
    private static partial Regex Heading();

    [GeneratedRegex(
        @"(?<day>(?:(?<year>[0-9]{4})年)?(?:(?<month>[0-9]{1,2})月)?(?<dom>[0-9]{1,2})日(?:\((?<note>[^)]*)\))?)|(?<to>至|到|[-—–~])|(?<verb>放假|上班)|(?<count>[0-9]{1,2})天"
    )]
    private static partial Regex Part();

    [GeneratedRegex("(?:周|星期)([一二三四五六日天])")]
    private static partial Regex Weekday();

    // What may arrange a day.
    [GeneratedRegex(@"[0-9]日|放假|上班")]
    private static partial Regex Telling();
}
