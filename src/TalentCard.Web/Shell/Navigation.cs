using System.Security.Claims;

namespace TalentCard.Web.Shell;

/// <summary>An entry of the main navigation.</summary>
/// <param name="Address">Where it leads.</param>
/// <param name="Text">Chinese text, the key of its translation.</param>
/// <param name="Icon">A Tabler icon's name.</param>
/// <param name="Roles">Who sees it.</param>
internal sealed record NavigationLink(string Address, string Text, string Icon, params string[] Roles);

/// <summary>The main navigation, and where each role starts.</summary>
internal static class Navigation
{
    private static readonly NavigationLink[] Links =
    [
        new("/card", "我的优才卡", "qrcode", "talent"),
        new("/desk", "核验台", "scan", "verifier"),
        new("/office", "工作台", "layout-dashboard", "office"),
        new("/office/talents", "人才", "users", "office"),
        new("/office/imports", "导入名单", "upload", "office"),
        new("/office/batches", "批次", "stack-2", "office"),
        new("/office/cards", "优才卡管理", "id", "office"),
        new("/office/benefits", "服务事项", "heart-handshake", "office"),
        new("/office/partners", "合作单位", "building-hospital", "office"),
        new("/office/redemptions", "核销记录", "list-check", "office"),
        new("/office/audit", "审计", "history", "auditor", "admin"),
    ];

    /// <summary>The entries that the person sees.</summary>
    public static IReadOnlyList<NavigationLink> For(ClaimsPrincipal user) => [.. Links.Where(link => link.Roles.Any(user.IsInRole))];

    /// <summary>The page that the person's work begins on; null where they have none here.</summary>
    public static string? StartOf(ClaimsPrincipal user) =>
        user.IsInRole("talent") ? "/card"
        : user.IsInRole("verifier") ? "/desk"
        : user.IsInRole("office") ? "/office"
        : user.IsInRole("auditor") || user.IsInRole("admin") ? "/office/audit"
        : null;
}
