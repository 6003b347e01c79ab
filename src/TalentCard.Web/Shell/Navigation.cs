using System.Security.Claims;
using TalentCard.Contracts.Access;

namespace TalentCard.Web.Shell;

/// <summary>An entry of the main navigation.</summary>
/// <param name="Address">Where it leads.</param>
/// <param name="Text">Chinese text, the key of its translation.</param>
/// <param name="Icon">A Tabler icon's name.</param>
/// <param name="Policy">Whom <see cref="Policies"/> shows it to.</param>
internal sealed record NavigationLink(string Address, string Text, string Icon, string Policy);

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
        new(
            "我的",
            "user",
            new NavigationLink("/card", "我的优才卡", "qrcode", Policies.Talent),
            new NavigationLink("/think-tank", "我的结对", "plant", Policies.Expert)
        ),
        new("核验", "scan", new NavigationLink("/desk", "核验台", "scan", Policies.Verify)),
        new("工作台", "layout-dashboard", new NavigationLink("/office", "工作台", "layout-dashboard", Policies.Office)),
        new(
            "人才与卡",
            "users",
            new NavigationLink("/office/talents", "人才", "users", Policies.Office),
            new NavigationLink("/office/organisations", "单位库", "building", Policies.Office),
            new NavigationLink("/office/imports", "导入名单", "upload", Policies.CityOffice),
            new NavigationLink("/office/batches", "批次", "stack-2", Policies.Office),
            new NavigationLink("/office/cards", "优才卡管理", "id", Policies.Office),
            new NavigationLink("/office/dependants", "家属", "users-group", Policies.Office),
            new NavigationLink("/office/erasures", "删除申请", "eraser", Policies.Office)
        ),
        new(
            "服务",
            "heart-handshake",
            new NavigationLink("/office/benefits", "服务事项", "heart-handshake", Policies.CityOffice),
            new NavigationLink("/office/partners", "合作单位", "building-hospital", Policies.Office),
            new NavigationLink("/office/redemptions", "核销记录", "list-check", Policies.Office),
            new NavigationLink("/settlements", "结算单", "receipt", Policies.Settlements),
            new NavigationLink("/office/prices", "结算价格", "tag", Policies.Prices)
        ),
        new(
            "智库",
            "plant",
            new NavigationLink("/office/think-tank/pairing", "结对", "affiliate", Policies.CityOffice),
            new NavigationLink("/office/think-tank/experts", "智库专家", "school", Policies.Office),
            new NavigationLink("/office/think-tank/advisees", "托管村和企业", "home", Policies.Office),
            new NavigationLink("/office/think-tank/requests", "求助", "message-circle", Policies.Office),
            new NavigationLink("/office/think-tank/visits", "服务记录", "clipboard", Policies.Office),
            new NavigationLink("/office/think-tank/scores", "年度评分", "chart-bar", Policies.Office),
            new NavigationLink("/office/think-tank/rules", "智库规则", "adjustments", Policies.CityOffice)
        ),
        new(
            "人才服务专线",
            "headset",
            new NavigationLink("/hotline", "来电登记", "phone-plus", Policies.HotlineDesk),
            new NavigationLink("/hotline/tickets", "工单", "ticket", Policies.Hotline),
            new NavigationLink("/hotline/knowledge", "知识库", "book-2", Policies.Hotline),
            new NavigationLink("/hotline/rates", "办理情况", "chart-bar", Policies.TicketDesk),
            new NavigationLink("/hotline/working-time", "工作时间", "calendar-time", Policies.Hotline)
        ),
        new(
            "博士后工作",
            "school",
            new NavigationLink("/office/stations", "博士后站点", "building", Policies.Office),
            new NavigationLink("/office/stations/postdocs", "博士后", "users", Policies.Office),
            new NavigationLink("/office/stations/due", "到期事项", "calendar-due", Policies.Office),
            new NavigationLink("/office/stations/requests", "进出站申请", "clipboard-check", Policies.Office),
            new NavigationLink("/office/stations/figures", "博士后统计", "chart-bar", Policies.Office),
            new NavigationLink("/stations", "本站", "building", Policies.Station),
            new NavigationLink("/stations/postdocs", "博士后", "users", Policies.Station),
            new NavigationLink("/stations/due", "到期事项", "calendar-due", Policies.Station)
        ),
        new(
            "统计与通报",
            "chart-histogram",
            new NavigationLink("/office/statistics", "服务统计", "chart-histogram", Policies.Office),
            new NavigationLink("/office/statistics/work", "工作统计", "chart-bar", Policies.Office),
            new NavigationLink("/office/reports", "通报", "report", Policies.Office),
            new NavigationLink("/office/wallboard", "驾驶舱", "presentation", Policies.CityOffice)
        ),
        new(
            "系统",
            "settings",
            new NavigationLink("/office/audit", "审计", "history", Policies.Audit),
            new NavigationLink("/office/audit/days", "台账日结", "certificate", Policies.Audit),
            new NavigationLink("/office/security", "安全事件", "shield", Policies.Audit),
            new NavigationLink("/office/users", "账号管理", "user-cog", Policies.Admin),
            new NavigationLink("/office/retention", "保存期限", "archive", Policies.Admin),
            new NavigationLink("/office/reference", "基础数据", "list-details", Policies.Admin),
            new NavigationLink("/office/jobs", "后台任务", "clock-play", Policies.Admin),
            new NavigationLink("/office/messages", "未送达消息", "mail-x", Policies.Admin)
        ),
    ];

    /// <summary>The sections with an entry that the person sees, with those entries alone.</summary>
    public static IReadOnlyList<NavigationSection> For(ClaimsPrincipal user) =>
        [
            .. Sections
                .Select(section => section with { Links = [.. section.Links.Where(link => user.May(link.Policy))] })
                .Where(section => section.Links.Length > 0),
        ];

    /// <summary>The page that the person's work begins on; null where they have none here.</summary>
    public static string? StartOf(ClaimsPrincipal user) => RoleCatalog.StartOf(user.IsInRole);
}
