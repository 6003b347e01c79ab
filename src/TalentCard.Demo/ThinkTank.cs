namespace TalentCard.Demo;

/// <summary>An expert of the demo as they are stored.</summary>
internal sealed record DemoExpert(
    Guid Id,
    string Name,
    string Title,
    string Employer,
    string Division,
    double Latitude,
    double Longitude,
    string[] Specialities,
    string Dialect,
    int Capacity
);

/// <summary>A village or firm of the demo as it is stored.</summary>
internal sealed record DemoAdvisee(
    Guid Id,
    string Kind,
    string Name,
    string Division,
    double Latitude,
    double Longitude,
    string[] Needs,
    string Produce,
    string Dialect,
    bool IsKey
);

/// <summary>
/// 农业大托管人才智库: 30 experts, 632 villages of which 100 are key and paired, and some firms. The figures are the city's press's of
/// 2022, the people, villages and firms invented; places lie around their county's seat.
/// </summary>
internal static class ThinkTank
{
    // County, its seat, how far its villages lie from it (degrees), its dialect, villages, and how many of them are key.
    private static readonly (
        string Division,
        double Latitude,
        double Longitude,
        double Wide,
        string Dialect,
        int Villages,
        int Key
    )[] Counties =
    [
        ("大通区", 32.63, 117.06, 0.06, "江淮官话", 40, 6),
        ("田家庵区", 32.62, 117.02, 0.06, "江淮官话", 52, 8),
        ("谢家集区", 32.57, 116.87, 0.07, "江淮官话", 58, 9),
        ("八公山区", 32.64, 116.82, 0.04, "江淮官话", 24, 4),
        ("潘集区", 32.79, 116.84, 0.09, "中原官话", 118, 19),
        ("凤台县", 32.72, 116.68, 0.12, "中原官话", 148, 23),
        ("寿县", 32.42, 116.78, 0.18, "寿州话", 192, 31),
    ];

    private static readonly string[] Names =
    [
        "沈禾川",
        "陆芷宁",
        "顾砚农",
        "姚麦秋",
        "秦稷安",
        "卫芳洲",
        "尹青禾",
        "汤沐阳",
        "骆清泉",
        "邵丰年",
        "柏雨疏",
        "龚望野",
        "席云锄",
        "牧之恒",
        "温若谷",
        "穆春耕",
        "祝满仓",
        "施兰皋",
        "房思源",
        "简松月",
        "蔺溪亭",
        "费长林",
        "岑亦农",
        "闵乐川",
        "戚书禾",
        "阮晴岚",
        "卓远山",
        "濮田心",
        "鄢知夏",
        "桑榆景",
    ];

    private static readonly string[] Titles = ["研究员", "高级农艺师", "教授", "推广研究员", "高级工程师", "副教授"];
    private static readonly string[] Employers =
    [
        "市农业科学研究院",
        "淮畔农业大学",
        "市农业技术推广中心",
        "稷下谷种业",
        "禾渚生物研究所",
        "市畜牧水产技术中心",
    ];
    private static readonly string[] First =
    [
        "柳",
        "槐",
        "桂",
        "杨",
        "枣",
        "竹",
        "荷",
        "菱",
        "石",
        "双",
        "上",
        "前",
        "青",
        "白",
        "古",
        "新",
        "龙",
        "凤",
        "瓦",
        "焦",
    ];
    private static readonly string[] Second =
    [
        "岗",
        "湾",
        "塘",
        "桥",
        "集",
        "店",
        "庙",
        "沟",
        "楼",
        "圩",
        "坝",
        "山",
        "湖",
        "林",
        "井",
        "冲",
    ];

    private static readonly (string Code, string Produce)[] Fields =
    [
        ("A0101", "小麦"),
        ("A0102", "水稻"),
        ("A0103", "大豆"),
        ("A0201", "设施蔬菜"),
        ("A0202", "草莓"),
        ("A0203", "葡萄、桃"),
        ("A0301", "旱地粮油"),
        ("B0101", "生猪"),
        ("B0102", "蛋鸡"),
        ("B0201", "稻虾"),
        ("B0202", "鱼塘"),
        ("C0101", "豆制品"),
        ("C0201", "农产品电商"),
        ("D0101", "粮油托管"),
        ("E0101", "环湖村庄"),
    ];

    public static readonly DemoExpert[] Experts = [.. Names.Select(ExpertOf)];

    public static readonly DemoAdvisee[] Villages = [.. Counties.SelectMany(VillagesOf)];

    public static readonly DemoAdvisee[] Firms = [.. Enumerable.Range(0, 12).Select(FirmOf)];

    public static async Task InsertAsync(Session session, DateOnly today)
    {
        await session.CopyAsync(
            """
            experts (id, name, title, employer, division_code, latitude, longitude, specialities, dialect, capacity,
            available_from, user_id, created_at)
            """,
            Experts.Select(
                (e, i) =>
                    new object?[]
                    {
                        e.Id,
                        e.Name,
                        e.Title,
                        e.Employer,
                        City.DivisionCode(e.Division),
                        e.Latitude,
                        e.Longitude,
                        e.Specialities,
                        e.Dialect,
                        e.Capacity,
                        new DateOnly(2022, 1, 1),
                        i == 0 ? DemoAccounts.Expert1.Id : null,
                        City.FoundedAt,
                    }
            )
        );
        await session.CopyAsync(
            "advisees (id, kind, name, division_code, latitude, longitude, needs, produce, dialect, is_key, created_at)",
            Villages
                .Concat(Firms)
                .Select(a =>
                    new object?[]
                    {
                        a.Id,
                        a.Kind,
                        a.Name,
                        City.DivisionCode(a.Division),
                        a.Latitude,
                        a.Longitude,
                        a.Needs,
                        a.Produce,
                        a.Dialect,
                        a.IsKey,
                        City.FoundedAt,
                    }
                )
        );
        await ThinkTankPairings.InsertAsync(session, today);
        await HelpRequests.InsertAsync(session, today);
    }

    private static DemoExpert ExpertOf(string name, int ordinal)
    {
        var random = new DemoRandom($"expert {name}");
        var county = Counties[ordinal % Counties.Length];
        var (latitude, longitude) = Near(random, county.Latitude, county.Longitude, 0.04);
        // Two experts for each field, so that a village has somebody to turn to when one is busy.
        string[] specialities = [Fields[ordinal % Fields.Length].Code, Fields[(ordinal + 4) % Fields.Length].Code];
        return new DemoExpert(
            random.Id(City.FoundedAt),
            name,
            random.Of(Titles),
            random.Of(Employers),
            county.Division,
            latitude,
            longitude,
            specialities,
            county.Dialect,
            random.Between(4, 6)
        );
    }

    private static IEnumerable<DemoAdvisee> VillagesOf(
        (string Division, double Latitude, double Longitude, double Wide, string Dialect, int Villages, int Key) county
    ) =>
        Enumerable
            .Range(0, county.Villages)
            .Select(i =>
            {
                // 20 × 16 names, each once in a county.
                var at = (i * 7) % (First.Length * Second.Length);
                var name = $"{First[at % First.Length]}{Second[at / First.Length]}村";
                var random = new DemoRandom($"village {county.Division} {name}");
                var (latitude, longitude) = Near(random, county.Latitude, county.Longitude, county.Wide);
                var main = random.Below(Fields.Length);
                string[] needs = random.Chance(60)
                    ? [Fields[main].Code]
                    : [Fields[main].Code, Fields[(main + 1) % Fields.Length].Code];
                return new DemoAdvisee(
                    random.Id(City.FoundedAt),
                    "village",
                    name,
                    county.Division,
                    latitude,
                    longitude,
                    needs,
                    Fields[main].Produce,
                    county.Dialect,
                    i < county.Key
                );
            });

    private static DemoAdvisee FirmOf(int ordinal)
    {
        string[] names =
        [
            "禾丰粮油",
            "淮畔豆坊",
            "云溪草莓园",
            "青塘水产",
            "麦香面业",
            "瓦湖鸭业",
            "石岗果业",
            "菱湖稻虾",
            "古桥电商",
            "龙山菌业",
            "双井茶业",
            "新圩农机",
        ];
        var random = new DemoRandom($"firm {names[ordinal]}");
        var county = Counties[ordinal % Counties.Length];
        var (latitude, longitude) = Near(random, county.Latitude, county.Longitude, county.Wide);
        var (code, produce) = Fields[(ordinal * 5) % Fields.Length];
        return new DemoAdvisee(
            random.Id(City.FoundedAt),
            "firm",
            $"{names[ordinal]}有限公司",
            county.Division,
            latitude,
            longitude,
            [code],
            produce,
            county.Dialect,
            false
        );
    }

    private static (double Latitude, double Longitude) Near(DemoRandom random, double latitude, double longitude, double wide) =>
        (
            Math.Round(latitude + (wide * (random.Below(2001) - 1000) / 1000), 5),
            Math.Round(longitude + (wide * 1.2 * (random.Below(2001) - 1000) / 1000), 5)
        );
}
