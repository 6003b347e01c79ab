using System.Security.Claims;
using TalentCard.Contracts.Access;

namespace TalentCard.Web.Shell;

/// <summary>What a page shows to whom.</summary>
internal static class Access
{
    /// <summary>Whether a policy of <see cref="Policies"/> lets the person in.</summary>
    public static bool May(this ClaimsPrincipal user, string policy) => Policies.Allows(policy, user.IsInRole);
}
