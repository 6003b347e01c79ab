namespace TalentCard.Demo;

/// <summary>
/// Huainan's own lists: 11 counties and parks (the "11 家县区(园区)" of the city's press), tiers, kinds of service
/// points and 12 departments. Counties carry their GB/T 2260 codes; parks, which have none, carry the
/// city's prefix with P.
/// </summary>
internal static class City
{
    /// <summary>When the office set its lists up; the first rules apply from this day on.</summary>
    public static readonly DateTimeOffset FoundedAt = new(2022, 6, 1, 1, 0, 0, TimeSpan.Zero);

    /// <summary>With the places of their seats, in degrees of WGS 84 to about a kilometre.</summary>
    public static readonly (
        string Code,
        string Name,
        string NameEn,
        string Kind,
        double Latitude,
        double Longitude
    )[] Divisions =
    [
        ("340402", "大通区", "Datong District", "county", 32.6316, 117.0530),
        ("340403", "田家庵区", "Tianjia'an District", "county", 32.6472, 117.0174),
        ("340404", "谢家集区", "Xiejiaji District", "county", 32.5988, 116.8592),
        ("340405", "八公山区", "Bagongshan District", "county", 32.6311, 116.8334),
        ("340406", "潘集区", "Panji District", "county", 32.7721, 116.8347),
        ("340421", "凤台县", "Fengtai County", "county", 32.7093, 116.7111),
        ("340422", "寿县", "Shou County", "county", 32.5732, 116.7870),
        ("3404P1", "毛集实验区", "Maoji Experimental Zone", "park", 32.6470, 116.6000),
        ("3404P2", "淮南经济技术开发区", "Huainan Economic and Technological Development Zone", "park", 32.6550, 117.0600),
        ("3404P3", "淮南高新技术产业开发区", "Huainan High-tech Industrial Development Zone", "park", 32.5670, 116.9950),
        (
            "3404P4",
            "安徽（淮南）现代煤化工产业园",
            "Anhui (Huainan) Modern Coal Chemical Industrial Park",
            "park",
            32.7330,
            116.8700
        ),
    ];

    /// <summary>The colours are dark enough for white text on them (WCAG 2.2, contrast of 4.5 and more).</summary>
    public static readonly (string Code, string Name, string NameEn, string Color, string Prefix, int ValidYears)[] Tiers =
    [
        ("A", "国内外顶尖人才", "Leading scholars at home and abroad", "#7a5a00", "HNA", 5),
        ("B", "国家级领军人才", "National leading talents", "#7b2d8b", "HNB", 5),
        ("C", "省级领军人才", "Provincial leading talents", "#1d4ed8", "HNC", 5),
        ("D", "市级领军人才", "Municipal leading talents", "#0f766e", "HND", 5),
        ("E", "高级专业人才", "Senior professionals", "#9a3412", "HNE", 5),
        ("F", "青年骨干人才", "Young key talents", "#475569", "HNF", 5),
    ];

    public static readonly (string Code, string Name, string NameEn)[] Kinds =
    [
        ("hospital", "医院", "Hospital"),
        ("legal_aid", "法律服务机构", "Legal service"),
        ("rail_station", "高铁站", "Rail station"),
        ("school", "学校", "School"),
        ("housing", "住房保障机构", "Housing office"),
        ("checkup_center", "健康体检机构", "Check-up centre"),
        ("venue", "景区与文体场馆", "Scenic spot or venue"),
        ("bank", "银行", "Bank"),
    ];

    private static readonly (string Code, string Name)[] Departments =
    [
        ("fgw", "市发展和改革委员会"),
        ("jyj", "市教育体育局"),
        ("kjj", "市科学技术局"),
        ("gaj", "市公安局"),
        ("sfj", "市司法局"),
        ("czj", "市财政局"),
        ("rsj", "市人力资源和社会保障局"),
        ("zjj", "市住房和城乡建设局"),
        ("nyj", "市农业农村局"),
        ("wlj", "市文化和旅游局"),
        ("wjw", "市卫生健康委员会"),
        ("tzj", "市投资促进局"),
    ];

    /// <summary>The department of the account handler1.</summary>
    public static readonly Guid FirstDepartment = DepartmentId("fgw");

    public static async Task InsertAsync(Session session)
    {
        await session.CopyAsync(
            "divisions (code, name, name_en, kind, latitude, longitude)",
            Divisions.Select(d => new object?[] { d.Code, d.Name, d.NameEn, d.Kind, d.Latitude, d.Longitude })
        );
        await session.CopyAsync(
            "tiers (code, name, name_en, color, number_prefix, valid_years)",
            Tiers.Select(t => new object?[] { t.Code, t.Name, t.NameEn, t.Color, t.Prefix, t.ValidYears })
        );
        await session.CopyAsync(
            "service_point_kinds (code, name, name_en)",
            Kinds.Select(k => new object?[] { k.Code, k.Name, k.NameEn })
        );
        await session.CopyAsync(
            "departments (id, code, name)",
            Departments.Select(d => new object?[] { DepartmentId(d.Code), d.Code, d.Name })
        );
    }

    /// <summary>The id of the department of this code.</summary>
    public static Guid DepartmentId(string code) => new DemoRandom($"department {code}").Id(FoundedAt);

    /// <summary>The name of the department of this code.</summary>
    public static string DepartmentName(string code) => Departments.Single(d => d.Code == code).Name;

    /// <summary>The code of the division of this name.</summary>
    public static string DivisionCode(string name) => Divisions.Single(d => d.Name == name).Code;
}
