namespace TalentCard.Demo;

/// <summary>A benefit with the rule that it has from the city's first day on, and how many services of 2022 were of it.</summary>
internal sealed record DemoBenefit(
    string Code,
    string Name,
    string NameEn,
    string Description,
    string DescriptionEn,
    string Kind,
    string Tiers,
    string Period,
    int? Quota,
    int MaxCompanions,
    string[] Relations,
    int? BookingHours,
    string[] Checks,
    bool PrintedAllowed,
    int PrintedIntervalMinutes,
    int ServicesIn2022
)
{
    /// <summary>The first day of the period that holds <paramref name="day"/>.</summary>
    public DateOnly PeriodStart(DateOnly day) =>
        Period switch
        {
            "year" => new DateOnly(day.Year, 1, 1),
            "half_year" => new DateOnly(day.Year, day.Month <= 6 ? 1 : 7, 1),
            "quarter" => new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
            _ => new DateOnly(day.Year, day.Month, 1),
        };
}

/// <summary>The eight benefits. Three are named in the city's press of 2022; the others and all rules are examples.</summary>
internal static class Benefits
{
    private static readonly string[] Family = ["spouse", "child", "parent"];

    public static readonly DemoBenefit[] All =
    [
        new(
            "medical_green_channel",
            "就医绿色通道",
            "Medical green channel",
            "在签约医院享受优先挂号、导诊陪同和住院协调。",
            "Priority registration, a guide and help with admission at partner hospitals.",
            "hospital",
            "ABCDEF",
            "year",
            12,
            1,
            Family,
            null,
            ["face"],
            true,
            60,
            430
        ),
        new(
            "legal_aid",
            "法律服务",
            "Legal service",
            "由签约法律服务机构提供免费法律咨询和文书指导。",
            "Free legal advice and help with documents at partner offices.",
            "legal_aid",
            "ABCDEF",
            "quarter",
            2,
            0,
            [],
            null,
            [],
            false,
            0,
            70
        ),
        new(
            "rail_priority",
            "高铁绿色通道",
            "Rail priority",
            "在高铁站经绿色通道优先进站，可带家人陪同。",
            "Priority passage at rail stations, also for family travelling along.",
            "rail_station",
            "ABCDEF",
            "month",
            null,
            2,
            Family,
            null,
            ["face"],
            true,
            120,
            380
        ),
        new(
            "schooling",
            "子女入学",
            "Children's schooling",
            "协调子女入园、入学和转学，须提前预约。",
            "Help with kindergarten and school places; book ahead.",
            "school",
            "ABCD",
            "year",
            1,
            2,
            ["spouse", "child"],
            24,
            ["id_last4"],
            false,
            0,
            40
        ),
        new(
            "housing",
            "安居服务",
            "Housing",
            "人才公寓申请、租购房补贴协办，须提前预约。",
            "Talent flats and help with rent and purchase grants; book ahead.",
            "housing",
            "ABCDE",
            "half_year",
            2,
            1,
            ["spouse"],
            24,
            ["id_last4"],
            false,
            0,
            60
        ),
        new(
            "health_checkup",
            "健康体检",
            "Health check-up",
            "每年一次免费健康体检，须提前两天预约。",
            "One free check-up a year; book two days ahead.",
            "checkup_center",
            "ABCDE",
            "year",
            1,
            1,
            ["spouse"],
            48,
            ["face", "id_last4"],
            false,
            0,
            140
        ),
        new(
            "venues",
            "景区场馆",
            "Scenic spots and venues",
            "免费进入签约景区、博物馆和体育场馆，可带家人。",
            "Free entry to partner scenic spots, museums and sports venues, with family.",
            "venue",
            "ABCDEF",
            "month",
            4,
            3,
            [.. Family, "other"],
            null,
            [],
            true,
            240,
            300
        ),
        new(
            "financial_services",
            "金融服务",
            "Financial services",
            "签约银行专属客户经理、人才贷和贵宾窗口。",
            "A personal adviser, talent loans and the priority counter at partner banks.",
            "bank",
            "ABCDEF",
            "half_year",
            2,
            0,
            [],
            null,
            ["id_last4"],
            false,
            0,
            80
        ),
    ];

    public static async Task InsertAsync(Session session)
    {
        await session.CopyAsync(
            "benefits (code, name, name_en, description, description_en, position)",
            All.Select((b, i) => new object?[] { b.Code, b.Name, b.NameEn, b.Description, b.DescriptionEn, i + 1 })
        );
        await session.CopyAsync(
            """
            benefit_rules (benefit_code, valid_from, active, tiers, period, quota, service_point_kinds, max_companions,
                companion_relations, booking_hours, checks, printed_allowed, printed_interval_minutes, created_by_name,
                created_at, family_tiers, family_relations, max_dependants, family_quota)
            """,
            All.Select(b =>
                (object?[])
                    [
                        b.Code,
                        new DateOnly(2022, 6, 1),
                        true,
                        b.Tiers.Select(t => t.ToString()).ToArray(),
                        b.Period,
                        b.Quota,
                        new[] { b.Kind },
                        b.MaxCompanions,
                        b.Relations,
                        b.BookingHours,
                        b.Checks,
                        b.PrintedAllowed,
                        b.PrintedIntervalMinutes,
                        DemoAccounts.Office1.DisplayName,
                        City.FoundedAt,
                        .. FamilyOf(b.Code),
                    ]
            )
        );
    }

    // Tiers, relations, how many, whose quota.
    private static object[] FamilyOf(string code) =>
        code switch
        {
            "medical_green_channel" => [Families.Tiers, Families.Relations, 4, "shared"],
            "venues" => [Families.Tiers, Families.Relations, 4, "own"],
            _ => [Array.Empty<string>(), Array.Empty<string>(), 0, "shared"],
        };
}
