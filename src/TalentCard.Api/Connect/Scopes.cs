using TalentCard.Core.Accounts;

namespace TalentCard.Api.Connect;

/// <summary>Which scopes there are, what they open, and which of them a user's roles allow.</summary>
internal static class Scopes
{
    public const string OpenId = "openid";
    public const string Profile = "profile";
    public const string OfflineAccess = "offline_access";

    /// <summary>Scopes that say something of a person; a client that acts for itself has none of them.</summary>
    public static readonly string[] Personal = [OpenId, Profile, OfflineAccess];

    // In the words of the page that asks for consent.
    private static readonly Dictionary<string, (string Chinese, string English)> Words = new()
    {
        [OpenId] = ("确认您的身份（账号编号）", "Know that it is you (the number of your account)"),
        [Profile] = ("查看您的姓名、用户名和角色", "See your name, user name and roles"),
        [OfflineAccess] = ("保持登录，直到授权到期", "Stay signed in until the permission ends"),
        ["card"] = ("查看您的优才卡、服务额度、预约和服务记录，并代您预约",
            "See your card, what is left of it, bookings and services, and book for you"),
        ["verify"] = ("以您的名义核验优才卡", "Verify cards in your name"),
        ["redeem"] = ("以您的名义核销和撤销服务", "Record and reverse services in your name"),
        ["office"] = ("以您的名义办理人才办的业务", "Do the talent office's work in your name"),
        ["hotline"] = ("以您的名义处理专线工单", "Work on the hotline's tickets in your name"),
        ["calls"] = ("登记专线来电", "Announce calls to the hotline"),
        ["audit"] = ("查看审计记录", "Read the audit trail"),
        ["admin"] = ("以您的名义管理系统", "Administer the system in your name"),
        ["stations"] = ("以您的名义管理您的博士后工作站", "Look after your postdoc station in your name"),
        ["thinktank"] = ("查看您的结对村（企业）和走访记录，并代您登记走访", "See your villages, firms and visits, and log visits for you"),
    };

    /// <summary>Every scope of this server.</summary>
    public static IEnumerable<string> All => Words.Keys;

    private static readonly Dictionary<string, string[]> ByRole = new()
    {
        [Roles.Talent] = ["card"],
        [Roles.Verifier] = ["verify", "redeem"],
        [Roles.Agent] = ["hotline"],
        [Roles.Handler] = ["hotline"],
        [Roles.Office] = ["office", "hotline"],
        [Roles.Auditor] = ["audit"],
        [Roles.Admin] = ["admin", "audit"],
        [Roles.StationManager] = ["stations"],
        [Roles.Expert] = ["thinktank"],
    };

    /// <summary>What a user's roles leave of the <paramref name="requested"/> scopes.</summary>
    public static string[] AllowedFor(User user, IEnumerable<string> requested)
    {
        string[] allowed = [.. Personal, .. user.Roles.SelectMany(role => ByRole.GetValueOrDefault(role, []))];
        return [.. requested.Where(allowed.Contains)];
    }

    /// <summary>What a scope lets a client do, in the <paramref name="language"/> of a page.</summary>
    public static string Describe(string scope, string language) =>
        language == "en" ? Words[scope].English : Words[scope].Chinese;

    /// <summary>Splits a <c>scope</c> parameter (RFC 6749, section 3.3).</summary>
    public static string[] Parse(string? scope) =>
        [.. (scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}
