using System.Net.Http.Headers;
using TalentCard.Core.Accounts;

namespace TalentCard.Api.Connect;

/// <summary><c>/connect/userinfo</c> (OpenID Connect Core, section 5.3): who the access token's user is.</summary>
internal sealed class UserInfoEndpoint(TokenReader tokens, UserStore users)
{
    /// <summary>Answers with the claims, or refuses as RFC 6750, section 3, says.</summary>
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await TokenOfAsync(context) is not { } text) return Refuse(StatusCodes.Status401Unauthorized, "Bearer");
        var token = await tokens.ReadAccessTokenAsync(text, context.RequestAborted);
        var user = token is not null && Guid.TryParse(token.Subject, out var id) ? await users.FindAsync(id, context.RequestAborted) : null;
        if (token is null || user is null)
            return Refuse(StatusCodes.Status401Unauthorized,
                "Bearer error=\"invalid_token\", error_description=\"the access token is expired, revoked or not a user's\"");
        var scopes = Scopes.Parse(token.GetPayloadValue<string>("scope"));
        if (!scopes.Contains(Scopes.OpenId))
            return Refuse(StatusCodes.Status403Forbidden, "Bearer error=\"insufficient_scope\", scope=\"openid\"");
        var claims = new Dictionary<string, object> { ["sub"] = token.Subject };
        if (scopes.Contains(Scopes.Profile))
        {
            claims["name"] = user.DisplayName;
            claims["preferred_username"] = user.UserName;
            claims["roles"] = user.Roles;
            // Where the person works, for a client that must say so in its calls.
            if (user.PartnerId is { } partner) claims["partner_id"] = partner;
            if (user.ServicePointId is { } point) claims["service_point_id"] = point;
            if (user.TalentId is { } talent) claims["talent_id"] = talent;
            if (user.StationId is { } station) claims["station_id"] = station;
        }
        return Results.Json(claims);

        IResult Refuse(int status, string challenge)
        {
            context.Response.Headers.WWWAuthenticate = challenge;
            return Results.StatusCode(status);
        }
    }

    private static async Task<string?> TokenOfAsync(HttpContext context)
    {
        if (AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var header))
            return "Bearer".Equals(header.Scheme, StringComparison.OrdinalIgnoreCase) ? header.Parameter : null;
        return HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType
            ? (await ConnectParameters.ReadPostAsync(context))["access_token"]
            : null;
    }
}
