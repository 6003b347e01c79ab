namespace TalentCard.Demo;

/// <summary>The 254 holders of the first batch of 2022, over the tiers as a pyramid.</summary>
internal static class FirstBatch
{
    private static readonly (string Tier, int Count)[] Pyramid =
    [
        ("A", 4),
        ("B", 12),
        ("C", 30),
        ("D", 52),
        ("E", 70),
        ("F", 86),
    ];

    // What became of some cards in the years after: number of the card, day, action, state, reason.
    private static readonly (string Number, string At, string Action, string State, string Reason)[] Changes =
    [
        ("HNF000007", "2023-03-06T10:20+08:00", "suspend", "suspended", "月度在岗核查：已离开原工作单位"),
        ("HNF000031", "2023-09-04T09:40+08:00", "revoke", "revoked", "本人申请注销，已调往外地工作"),
        ("HNE000018", "2023-11-20T15:05+08:00", "suspend", "suspended", "本人挂失"),
        ("HNE000018", "2023-11-27T09:15+08:00", "resume", "active", "卡片已找回"),
        ("HNF000064", "2024-04-08T11:00+08:00", "suspend", "suspended", "月度在岗核查：已离开原工作单位"),
        ("HNE000052", "2024-08-12T14:30+08:00", "revoke", "revoked", "合同提前解除"),
        ("HND000023", "2025-02-17T16:10+08:00", "suspend", "suspended", "本人挂失"),
        ("HND000023", "2025-02-18T08:50+08:00", "resume", "active", "卡片已找回"),
        ("HNC000011", "2025-10-13T10:05+08:00", "suspend", "suspended", "月度在岗核查：长期驻外"),
        ("HNF000080", "2026-01-05T09:25+08:00", "revoke", "revoked", "本人申请注销"),
    ];

    public static readonly DemoBatch Batch = new(
        new DemoRandom("batch 1").Id(City.FoundedAt),
        "2022 年第一批",
        "淮南市第一批高层次人才名单.xlsx",
        Instant("2022-06-08T09:30+08:00"),
        Instant("2022-06-09T15:00+08:00"),
        Instant("2022-06-13T10:00+08:00"),
        Holders()
    );

    private static List<Holder> Holders()
    {
        var people = new InventedPeople("first batch");
        var years = new DemoRandom("contracts");
        return
        [
            .. Pyramid.SelectMany(step =>
                Enumerable
                    .Range(1, step.Count)
                    .Select(ordinal =>
                    {
                        var person = people.Invent(step.Tier, new DateOnly(2022, 6, 1), years.Between(4, 7));
                        var holder = CardBatches.HolderOf(person, ordinal, new DateOnly(2022, 6, 13));
                        return holder with { Card = holder.Card with { Changes = [.. ChangesOf(holder.Card.Number)] } };
                    })
            ),
        ];
    }

    private static IEnumerable<(DateTimeOffset, string, string, string)> ChangesOf(string number) =>
        Changes.Where(c => c.Number == number).Select(c => (Instant(c.At), c.Action, c.State, c.Reason));

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime();
}
