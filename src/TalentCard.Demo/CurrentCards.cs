using TalentCard.Core;

namespace TalentCard.Demo;

/// <summary>
/// The cards of the accounts talent1, talent2 and talent3: a second batch that is current on the day of loading, with a few
/// services of the last weeks. The third card is suspended.
/// </summary>
internal static class CurrentCards
{
    public static readonly string[] Names = ["沈知衡", "陆若棠", "顾怀瑾"];

    public static readonly (string Tier, string IdNumber, string Phone, string Employer, string Division)[] People =
    [
        (
            "B",
            InventedPeople.IdNumber(new DateOnly(1979, 3, 14), 801),
            "15400000001",
            "霁川新材料有限公司",
            "淮南高新技术产业开发区"
        ),
        ("D", InventedPeople.IdNumber(new DateOnly(1986, 10, 9), 802), "15400000002", "淮南星榆医院", "田家庵区"),
        (
            "E",
            InventedPeople.IdNumber(new DateOnly(1990, 6, 21), 803),
            "15400000003",
            "岚浦大数据有限公司",
            "淮南高新技术产业开发区"
        ),
    ];

    // Account, benefit, days before the loading, time, companions, reversed.
    private static readonly (int Account, string Benefit, int DaysAgo, string Time, int Companions, bool Reversed)[] Uses =
    [
        (0, "rail_priority", 41, "07:42", 1, false),
        (0, "medical_green_channel", 33, "08:55", 0, false),
        (0, "venues", 19, "10:20", 2, false),
        (0, "financial_services", 12, "15:08", 0, false),
        (0, "rail_priority", 6, "18:16", 0, false),
        (0, "medical_green_channel", 2, "09:31", 1, false),
        (1, "medical_green_channel", 8, "14:12", 0, true),
        (1, "venues", 5, "09:47", 1, false),
    ];

    /// <summary>The batch, as of <paramref name="today"/>; its numbers follow those of the first batch.</summary>
    public static DemoBatch BatchOn(DateOnly today)
    {
        var issued = today.AddDays(-60);
        var holders = People
            .Select(
                (p, i) =>
                {
                    var person = new InventedPerson(
                        Names[i],
                        p.IdNumber,
                        p.Phone,
                        $"talent{i + 1}@example.com",
                        p.Tier,
                        p.Employer,
                        p.Division,
                        today.AddYears(4).AddDays(i * 97)
                    );
                    var ordinal = FirstBatch.Batch.Holders.Count(h => h.Person.Tier == p.Tier) + 1;
                    return CardBatches.HolderOf(person, ordinal, issued) with { Photo = Portrait.Png(i) };
                }
            )
            .ToList();
        holders[2] = holders[2] with
        {
            Card = holders[2].Card with { Changes = [(At(today, 3, "16:40"), "suspend", "suspended", "本人挂失")] },
        };
        return new DemoBatch(
            new DemoRandom("batch demo").Id(City.FoundedAt),
            "演示批次",
            "演示人才名单.xlsx",
            At(today, 62, "09:30"),
            At(today, 61, "15:00"),
            At(today, 60, "10:00"),
            holders
        );
    }

    /// <summary>What talent1 and talent2 used of late.</summary>
    public static List<DemoService> ServicesOn(DateOnly today, IReadOnlyList<Holder> holders) =>
        [
            .. Uses.Select(use =>
            {
                var benefit = Benefits.All.Single(b => b.Code == use.Benefit);
                return new DemoService(
                    holders[use.Account],
                    benefit,
                    Partners.Points.First(p => p.Kind == benefit.Kind),
                    At(today, use.DaysAgo, use.Time),
                    use.Companions,
                    Reversed: use.Reversed
                );
            }),
        ];

    private static DateTimeOffset At(DateOnly today, int daysAgo, string time) =>
        today.AddDays(-daysAgo).StartOfDay()
        + TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture).ToTimeSpan();
}
