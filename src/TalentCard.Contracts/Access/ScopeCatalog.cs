namespace TalentCard.Contracts.Access;

/// <summary>A scope of an access token (RFC 6749, section 3.3).</summary>
/// <param name="Name">As it is asked for.</param>
/// <param name="Zh">What it lets a client do, in Chinese, to the person who is asked for it.</param>
/// <param name="En">The same in English.</param>
/// <param name="Description">What it opens of the Api, to whoever programs against it.</param>
public sealed record Scope(string Name, string Zh, string En, string Description);

/// <summary>Every scope, in the order that answers name them in.</summary>
public static class ScopeCatalog
{
    /// <summary>Scopes that say something of a person; a client that acts for itself has none of them.</summary>
    public static readonly IReadOnlyList<string> Personal = ["openid", "profile", "offline_access"];

    /// <summary>The scopes.</summary>
    public static readonly IReadOnlyList<Scope> All =
    [
        new("openid", "确认您的身份（账号编号）", "Know that it is you (the number of your account)", "Who signed in"),
        new("profile", "查看您的姓名、用户名和角色", "See your name, user name and roles", "The user's name and roles"),
        new("offline_access", "保持登录，直到授权到期", "Stay signed in until the permission ends", "Refresh tokens"),
        new(
            "card",
            "查看您的优才卡、服务额度、预约和服务记录，并代您预约",
            "See your card, what is left of it, bookings and services, and book for you",
            "The talent's own card"
        ),
        new("verify", "以您的名义核验优才卡", "Verify cards in your name", "Verify shown codes"),
        new("redeem", "以您的名义核销和撤销服务", "Record and reverse services in your name", "Record and reverse services"),
        new("office", "以您的名义办理人才办的业务", "Do the talent office's work in your name", "The office's work"),
        new(
            "hotline",
            "以您的名义处理专线工单",
            "Work on the hotline's tickets in your name",
            "The hotline's consultations, tickets and knowledge base"
        ),
        new("calls", "登记专线来电", "Announce calls to the hotline", "Announce ringing calls"),
        new(
            "settlements",
            "查看结算单和结算价格，并代您确认、提出异议或登记付款",
            "See statements and prices, and confirm, dispute or pay statements for you",
            "What partners are owed"
        ),
        new("audit", "查看审计记录", "Read the audit trail", "Read the audit trail"),
        new("admin", "以您的名义管理系统", "Administer the system in your name", "Accounts and settings"),
        new(
            "stations",
            "以您的名义管理您的博士后工作站",
            "Look after your postdoc station in your name",
            "A postdoc station's own postdocs"
        ),
        new(
            "thinktank",
            "查看您的结对村（企业）和服务记录，并代您登记服务",
            "See your villages, firms and visits, and log visits for you",
            "An expert's own villages and visits"
        ),
    ];

    /// <summary>The scope of that name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Scope Named(string name) => All.First(scope => scope.Name == name);
}
