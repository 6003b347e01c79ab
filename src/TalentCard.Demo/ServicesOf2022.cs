using TalentCard.Core;

namespace TalentCard.Demo;

/// <summary>
/// The 1,500 services given from the first batch's issue to the end of 2022 ("服务1500余次"), none of them reversed. When
/// they happen follows each kind of place: counters on working days, halls and stations also at weekends and on holidays.
/// </summary>
internal static class ServicesOf2022
{
    private static readonly DateOnly FirstDay = new(2022, 6, 14);
    private static readonly DateOnly LastDay = new(2022, 12, 31);

    // Days off and make-up working days in the second half of 2022 (notice 国办发明电〔2021〕11号).
    private static readonly HashSet<DateOnly> DaysOff =
    [
        .. Enumerable.Range(10, 3).Select(d => new DateOnly(2022, 9, d)),
        .. Enumerable.Range(1, 7).Select(d => new DateOnly(2022, 10, d)),
        new(2022, 12, 31),
    ];
    private static readonly HashSet<DateOnly> MadeUp = [new(2022, 10, 8), new(2022, 10, 9)];

    // Of ten services wished for on such a day, how many take place; and the hours, named as often as they are busy.
    private static readonly Dictionary<string, (int WorkingDay, int DayOff, int[] Hours)> Habits = new()
    {
        ["hospital"] = (10, 3, [8, 8, 8, 9, 9, 9, 10, 10, 11, 14, 14, 15, 16]),
        ["legal_aid"] = (10, 0, [9, 9, 10, 10, 11, 14, 15, 15, 16]),
        ["rail_station"] = (7, 10, [6, 7, 7, 8, 8, 9, 11, 13, 14, 16, 17, 17, 18, 19]),
        ["school"] = (10, 0, [9, 10, 10, 14, 15]),
        ["housing"] = (10, 0, [9, 9, 10, 11, 14, 15, 16]),
        ["checkup_center"] = (10, 4, [7, 7, 8, 8, 8, 9, 9, 10]),
        ["venue"] = (3, 10, [9, 9, 10, 10, 10, 11, 13, 14, 14, 15, 16]),
        ["bank"] = (10, 0, [9, 10, 10, 11, 14, 15, 16]),
    };

    public static List<DemoService> Give(IReadOnlyList<Holder> holders)
    {
        // Some use their card every week, most now and then.
        var frequent = new DemoRandom("frequency");
        var visits = holders.SelectMany(h => Enumerable.Repeat(h, frequent.Of([1, 1, 2, 3, 5, 9]))).ToList();
        var services = new List<DemoService>();
        var busy = new HashSet<(Guid, DateOnly)>();
        foreach (var benefit in Benefits.All)
            services.AddRange(GiveOne(benefit, visits, busy));
        return services;
    }

    private static List<DemoService> GiveOne(DemoBenefit benefit, List<Holder> visits, HashSet<(Guid, DateOnly)> busy)
    {
        var random = new DemoRandom($"services {benefit.Code}");
        var points = Partners.Points.Where(p => p.Kind == benefit.Kind).ToList();
        var used = new Dictionary<(Guid, DateOnly), int>();
        var given = new List<DemoService>();
        while (given.Count < benefit.ServicesIn2022)
        {
            var holder = random.Of(visits);
            var at = Moment(benefit, random);
            var service = new DemoService(
                holder,
                benefit,
                random.Of(points),
                at,
                random.Chance(40) ? random.Below(benefit.MaxCompanions + 1) : 0,
                benefit.PrintedAllowed && random.Chance(12) ? 0 : 1
            );
            var key = (holder.Card.Id, service.PeriodStart);
            if (
                !Happens(benefit.Kind, service.Day, random)
                || !benefit.Tiers.Contains(holder.Person.Tier, StringComparison.Ordinal)
            )
                continue;
            if (used.GetValueOrDefault(key) >= benefit.Quota || !busy.Add((holder.Card.Id, service.Day)))
                continue;
            used[key] = used.GetValueOrDefault(key) + 1;
            given.Add(service);
        }
        return given;
    }

    private static DateTimeOffset Moment(DemoBenefit benefit, DemoRandom random)
    {
        // What is booked ahead begins a week later.
        var first = FirstDay.AddDays(benefit.BookingHours is null ? 0 : 7);
        var day = first.AddDays(random.Below(LastDay.DayNumber - first.DayNumber + 1));
        var time = new TimeOnly(random.Of(Habits[benefit.Kind].Hours), random.Below(60), random.Below(60));
        return day.StartOfDay() + time.ToTimeSpan();
    }

    private static bool Happens(string kind, DateOnly day, DemoRandom random)
    {
        var dayOff = DaysOff.Contains(day) || (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && !MadeUp.Contains(day));
        return random.Below(10) < (dayOff ? Habits[kind].DayOff : Habits[kind].WorkingDay);
    }
}
