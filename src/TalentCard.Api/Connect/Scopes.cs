using TalentCard.Core.Accounts;

namespace TalentCard.Api.Connect;

/// <summary>The scopes that this server names itself, and which of all a user's roles allow.</summary>
internal static class Scopes
{
    public const string OpenId = "openid";
    public const string Profile = "profile";
    public const string OfflineAccess = "offline_access";

    /// <summary>Every scope of this server.</summary>
    public static IEnumerable<string> All => ScopeCatalog.All.Select(scope => scope.Name);

    /// <summary>What a user's roles leave of the <paramref name="requested"/> scopes.</summary>
    public static string[] AllowedFor(User user, IEnumerable<string> requested)
    {
        string[] allowed = [.. ScopeCatalog.Personal, .. user.Roles.SelectMany(role => RoleCatalog.Find(role)?.Scopes ?? [])];
        return [.. requested.Where(allowed.Contains)];
    }

    /// <summary>What a scope lets a client do, in the <paramref name="language"/> of a page.</summary>
    public static string Describe(string scope, string language) =>
        language == "en" ? ScopeCatalog.Named(scope).En : ScopeCatalog.Named(scope).Zh;

    /// <summary>Splits a <c>scope</c> parameter (RFC 6749, section 3.3).</summary>
    public static string[] Parse(string? scope) =>
        [.. (scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}
