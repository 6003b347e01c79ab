using TalentCard.Core.Accounts;
using TalentCard.Core.Audit;

namespace TalentCard.Api.Connect;

/// <summary>Which scopes there are, and which of them a user's roles allow.</summary>
internal static class Scopes
{
    public const string OpenId = "openid";
    public const string Profile = "profile";
    public const string OfflineAccess = "offline_access";

    /// <summary>Every scope of this server.</summary>
    public static readonly string[] All = [OpenId, Profile, OfflineAccess, "card", "verify", "redeem", "office", "hotline", "calls", "audit", "admin", "stations", "thinktank"];

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
        string[] allowed = [OpenId, Profile, OfflineAccess, .. user.Roles.SelectMany(role => ByRole.GetValueOrDefault(role, []))];
        return [.. requested.Where(allowed.Contains)];
    }

    /// <summary>Splits a <c>scope</c> parameter (RFC 6749, section 3.3).</summary>
    public static string[] Parse(string? scope) =>
        [.. (scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}
