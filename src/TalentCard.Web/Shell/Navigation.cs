using System.Security.Claims;

namespace TalentCard.Web.Shell;

/// <summary>An entry of the main navigation.</summary>
/// <param name="Address">Where it leads.</param>
/// <param name="Text">Chinese text, the key of its translation.</param>
/// <param name="Icon">A Tabler icon's name.</param>
/// <param name="Roles">Who sees it.</param>
internal sealed record NavigationLink(string Address, string Text, string Icon, params string[] Roles);

/// <summary>A field of work: the first row of the navigation names these, the second the entries of the one in use.</summary>
/// <param name="Text">Chinese text, the key of its translation.</param>
/// <param name="Icon">A Tabler icon's name.</param>
/// <param name="Links">Its entries; the first one that a person sees is where it starts.</param>
internal sealed record NavigationSection(string Text, string Icon, params NavigationLink[] Links);

/// <summary>The main navigation, and where each role starts.</summary>
internal static class Navigation
{
    private static readonly NavigationSection[] Sections =
    [
        new("我的", "user",
            new NavigationLink("/card", "我的优才卡", "qrcode", "talent"),
            new NavigationLink("/think-tank", "我的结对", "plant", "expert")),
        new("核验", "scan", new NavigationLink("/desk", "核验台", "scan", "verifier")),
        new("工作台", "layout-dashboard", new NavigationLink("/office", "工作台", "layout-dashboard", "office")),
        new("人才与卡", "users",
            new NavigationLink("/office/talents", "人才", "users", "office"),
            new NavigationLink("/office/imports", "导入名单", "upload", "office"),
            new NavigationLink("/office/batches", "批次", "stack-2", "office"),
            new NavigationLink("/office/cards", "优才卡管理", "id", "office")),
        new("服务", "heart-handshake",
            new NavigationLink("/office/benefits", "服务事项", "heart-handshake", "office"),
            new NavigationLink("/office/partners", "合作单位", "building-hospital", "office"),
            new NavigationLink("/office/redemptions", "核销记录", "list-check", "office")),
        new("智库", "plant",
            new NavigationLink("/office/think-tank/pairing", "结对", "affiliate", "office"),
            new NavigationLink("/office/think-tank/experts", "智库专家", "school", "office"),
            new NavigationLink("/office/think-tank/advisees", "托管村和企业", "home", "office"),
            new NavigationLink("/office/think-tank/requests", "求助", "message-circle", "office"),
            new NavigationLink("/office/think-tank/visits", "服务记录", "clipboard", "office"),
            new NavigationLink("/office/think-tank/scores", "年度评分", "chart-bar", "office"),
            new NavigationLink("/office/think-tank/rules", "智库规则", "adjustments", "office")),
        new("人才服务专线", "headset",
            new NavigationLink("/hotline", "来电登记", "phone-plus", "agent", "office"),
            new NavigationLink("/hotline/tickets", "工单", "ticket", "agent", "handler", "office"),
            new NavigationLink("/hotline/knowledge", "知识库", "book-2", "agent", "handler", "office"),
            new NavigationLink("/hotline/rates", "办理情况", "chart-bar", "agent", "office"),
            new NavigationLink("/hotline/working-time", "工作时间", "calendar-time", "agent", "handler", "office")),
        new("博士后工作", "school",
            new NavigationLink("/office/stations", "博士后站点", "building", "office"),
            new NavigationLink("/office/stations/postdocs", "博士后", "users", "office"),
            new NavigationLink("/office/stations/due", "到期事项", "calendar-due", "office"),
            new NavigationLink("/office/stations/requests", "进出站申请", "clipboard-check", "office"),
            new NavigationLink("/office/stations/figures", "博士后统计", "chart-bar", "office"),
            new NavigationLink("/stations", "本站", "building", "station_manager"),
            new NavigationLink("/stations/postdocs", "博士后", "users", "station_manager"),
            new NavigationLink("/stations/due", "到期事项", "calendar-due", "station_manager")),
        new("统计与通报", "chart-histogram",
            new NavigationLink("/office/statistics", "服务统计", "chart-histogram", "office"),
            new NavigationLink("/office/statistics/work", "工作统计", "chart-bar", "office"),
            new NavigationLink("/office/reports", "通报", "report", "office"),
            new NavigationLink("/office/screen", "驾驶舱", "presentation", "office")),
        new("系统", "settings", new NavigationLink("/office/audit", "审计", "history", "auditor", "admin"),
            new NavigationLink("/office/jobs", "后台任务", "clock-play", "admin"),
            new NavigationLink("/office/messages", "未送达消息", "mail-x", "admin")),
    ];

    /// <summary>The sections with an entry that the person sees, with those entries alone.</summary>
    public static IReadOnlyList<NavigationSection> For(ClaimsPrincipal user) =>
        [.. Sections.Select(section => section with { Links = [.. section.Links.Where(link => link.Roles.Any(user.IsInRole))] })
            .Where(section => section.Links.Length > 0)];

    /// <summary>The page that the person's work begins on; null where they have none here.</summary>
    public static string? StartOf(ClaimsPrincipal user) =>
        user.IsInRole("talent") ? "/card"
        : user.IsInRole("verifier") ? "/desk"
        : user.IsInRole("office") ? "/office"
        : user.IsInRole("expert") ? "/think-tank"
        : user.IsInRole("agent") ? "/hotline"
        : user.IsInRole("handler") ? "/hotline/tickets"
        : user.IsInRole("auditor") || user.IsInRole("admin") ? "/office/audit"
        : user.IsInRole("station_manager") ? "/stations"
        : null;
}
