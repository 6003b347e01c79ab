using System.Security.Claims;

namespace TalentCard.Api.Security;

/// <summary>Reads the claims of an access token (RFC 9068) as the product's words.</summary>
internal static class ActorClaims
{
    /// <summary>Whether the space-separated <c>scope</c> claim holds <paramref name="scope"/>.</summary>
    public static bool IsGranted(this ClaimsPrincipal user, string scope) =>
        user.FindAll("scope").Any(claim => claim.Value.Split(' ').Contains(scope));

    /// <summary>The caller of the current request. Call only behind an authorization policy.</summary>
    public static Actor ToActor(this HttpContext context)
    {
        var user = context.User;
        var subject = user.FindFirstValue("sub") ?? throw new InvalidOperationException("The token names no subject.");
        return new Actor(
            subject,
            user.FindFirstValue("name") ?? subject,
            [.. user.FindAll("roles").Select(claim => claim.Value)],
            GuidOf("partner_id"),
            GuidOf("service_point_id"),
            GuidOf("talent_id"),
            context.Connection.RemoteIpAddress?.ToString(),
            StationId: GuidOf("station_id"),
            DepartmentId: GuidOf("department_id"),
            Division: user.FindFirstValue("division_code")
        );

        Guid? GuidOf(string type) => Guid.TryParse(user.FindFirstValue(type), out var id) ? id : null;
    }
}
