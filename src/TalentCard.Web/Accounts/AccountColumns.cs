using Microsoft.Extensions.Localization;
using TalentCard.Contracts.Access;
using TalentCard.Contracts.Accounts;

namespace TalentCard.Web.Accounts;

/// <summary>The columns of the accounts, and their words.</summary>
internal static class AccountColumns
{
    /// <summary>The states that a list can be narrowed to, in Chinese.</summary>
    public static readonly IReadOnlyDictionary<string, string> States = new Dictionary<string, string>
    {
        ["active"] = "可登录",
        ["proposed"] = "角色待审批",
        ["disabled"] = "已停用",
    };

    public static IReadOnlyList<ListColumn<Account>> Of(IStringLocalizer t) =>
        [
            new("用户名", "user", row => row.UserName) { Always = true, Class = "break" },
            new("姓名", "name", row => row.DisplayName),
            new("角色", "roles", row => row.Roles.Select(RoleName).ToArray()),
            new("所属", "workplace", row => row.Workplace),
            new("状态", "state", row => t[StateOf(row)]) { Look = LookOf },
            new("两步验证", "factor", row => t[row.SecondFactor ? "已启用" : "未启用"]),
            new("通行密钥", "passkeys", row => row.Passkeys) { Off = true, Class = "digits" },
            new("创建时间", "created", row => row.CreatedAt) { Off = true, Class = "digits text-nowrap" },
        ];

    /// <summary>The roles that people have, with their names.</summary>
    public static IEnumerable<(string Value, string Text)> Roles =>
        RoleCatalog.OfPeople.Select(role => (role.Name, ReferenceNames.Either(role.Zh, role.En)));

    /// <summary>What a role is called.</summary>
    public static string RoleName(string name) => Roles.FirstOrDefault(role => role.Value == name).Text ?? name;

    /// <summary>Whether somebody can sign in by the account, in Chinese.</summary>
    public static string StateOf(Account account) =>
        account.DisabledAt is not null ? States["disabled"]
        : account.RolesProposedBy is not null ? States["proposed"]
        : account.LockedUntil is not null ? "暂时锁定"
        : States["active"];

    /// <summary>How that looks.</summary>
    public static string LookOf(Account account) =>
        account.DisabledAt is not null ? "over"
        : account.RolesProposedBy is not null ? "waiting"
        : account.LockedUntil is not null ? "bad"
        : "good";
}
