namespace TalentCard.Demo;

/// <summary>A postdoc station of the demo.</summary>
/// <param name="Short">The host's short name.</param>
/// <param name="Kind">As <c>stations.kind</c>.</param>
/// <param name="Approved">Year of the approval.</param>
/// <param name="Disciplines">Codes, the main one first.</param>
/// <param name="Residents">Postdocs in residence.</param>
internal sealed record DemoStation(string Short, string Kind, int Approved, string[] Disciplines, int Residents)
{
    public Guid Id { get; } = new DemoRandom($"station {Short}").Id(City.FoundedAt);

    /// <summary>From when on it has postdocs: the summer after its approval.</summary>
    public DateOnly Opened => new(Approved, 6, 1);

    public string Name =>
        Short
        + Kind switch
        {
            "research_station" => "博士后科研流动站",
            "workstation" => "博士后科研工作站",
            _ => "博士后创新实践基地",
        };

    /// <summary>Mentors in the station, then as many at universities: name, title, employer and id.</summary>
    public IReadOnlyList<DemoMentor> Mentors => Stations.MentorsOf(this);
}

/// <summary>A mentor of the demo.</summary>
internal sealed record DemoMentor(Guid Id, string Place, string Name, string Title, string Employer);

/// <summary>Huainan's 19 stations, of which the seeds give the number; names, hosts and mentors are invented.</summary>
internal static class Stations
{
    public static readonly DemoStation[] All =
    [
        new("星榆医院", "workstation", 2016, ["1002", "1007"], 9),
        new("澄湖新能源", "workstation", 2014, ["0808", "0807"], 8),
        new("砚池智能装备", "workstation", 2015, ["0802", "0811"], 7),
        new("霁川新材料", "workstation", 2017, ["0805", "0817"], 7),
        new("禾渚生物", "innovation_base", 2020, ["0710", "0901"], 4),
        new("云岫煤化工", "workstation", 2011, ["0817", "0819"], 9),
        new("岚浦数据", "workstation", 2019, ["0812", "0810"], 7),
        new("青杼纺织", "innovation_base", 2021, ["0821"], 2),
        new("槐序农业", "workstation", 2018, ["0901", "0903", "0904"], 6),
        new("松烟环保", "innovation_base", 2021, ["0830"], 3),
        new("鹭汀电子", "workstation", 2018, ["0809", "0810"], 5),
        new("沄溪制药", "workstation", 2016, ["1007", "1008"], 6),
        new("栖霞岭机器人", "workstation", 2020, ["0811", "0802"], 5),
        new("知微光电", "innovation_base", 2021, ["0702", "0809"], 3),
        new("衡石矿山安全", "research_station", 2009, ["0837", "0819"], 10),
        new("稷下谷种业", "workstation", 2019, ["0901", "0904"], 4),
        new("长楹建筑科技", "innovation_base", 2020, ["0814"], 2),
        new("望舒储能", "innovation_base", 2022, ["0808"], 2),
        new("参宿航天材料", "workstation", 2021, ["0825", "0805"], 2),
    ];

    private static readonly string[] Universities =
    [
        "南塘理工学院",
        "舜歌师范学院",
        "江淮云川大学",
        "庐津科技大学",
        "徽岫农业大学",
    ];

    private static readonly Dictionary<string, IReadOnlyList<DemoMentor>> Mentors = All.ToDictionary(
        station => station.Short,
        InventMentors
    );

    /// <summary>The station of the account station1.</summary>
    public static DemoStation First => All[0];

    public static IReadOnlyList<DemoMentor> MentorsOf(DemoStation station) => Mentors[station.Short];

    public static async Task InsertAsync(Session session)
    {
        await session.CopyAsync(
            "stations (id, name, kind, approved_on, approval_document, host, division_code, disciplines, contact, created_at)",
            All.Select(
                (station, i) =>
                {
                    var random = new DemoRandom($"station details {station.Short}");
                    var (host, division) = InventedPeople.Employers[i];
                    return new object?[]
                    {
                        station.Id,
                        station.Name,
                        station.Kind,
                        new DateOnly(station.Approved, random.Between(3, 5), random.Between(1, 28)),
                        $"人社部函〔{station.Approved}〕{random.Between(12, 240)}号",
                        host,
                        City.DivisionCode(division),
                        station.Disciplines,
                        "人力资源部 0554-0000000",
                        City.FoundedAt.AddMinutes(-i),
                    };
                }
            )
        );
        await session.CopyAsync(
            "station_mentors (id, station_id, place, name, title, employer, created_at)",
            All.SelectMany(station =>
                station.Mentors.Select(mentor =>
                    new object?[]
                    {
                        mentor.Id,
                        station.Id,
                        mentor.Place,
                        mentor.Name,
                        mentor.Title,
                        mentor.Employer,
                        City.FoundedAt,
                    }
                )
            )
        );
    }

    private static IReadOnlyList<DemoMentor> InventMentors(DemoStation station)
    {
        var people = new InventedPeople($"mentors {station.Short}");
        var random = new DemoRandom($"mentor posts {station.Short}");
        var host = InventedPeople.Employers[Array.IndexOf(All, station)].Name;
        var count = 2 + station.Residents / 4;
        return
        [
            .. Enumerable
                .Range(0, 2 * count)
                .Select(i =>
                {
                    var name = people.Invent("C", new DateOnly(2022, 6, 1), 3).Name;
                    return i < count
                        ? new DemoMentor(
                            random.Id(City.FoundedAt),
                            "station",
                            name,
                            random.Of(["正高级工程师", "研究员", "首席科学家"]),
                            host
                        )
                        : new DemoMentor(
                            random.Id(City.FoundedAt),
                            "university",
                            name,
                            random.Of(["教授", "教授、博士生导师"]),
                            random.Of(Universities)
                        );
                }),
        ];
    }

    /// <summary>Where a doctorate was taken.</summary>
    public static string University(DemoRandom random) => random.Of(Universities);
}
