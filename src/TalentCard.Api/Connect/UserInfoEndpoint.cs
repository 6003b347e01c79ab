using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using TalentCard.Core.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace TalentCard.Api.Connect;

/// <summary><c>/connect/userinfo</c> (OpenID Connect Core, section 5.3): who the access token's user is.</summary>
internal sealed class UserInfoEndpoint(UserStore users)
{
    /// <summary>Answers with the claims, or refuses as RFC 6750, section 3, says.</summary>
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var token = (await context.AuthenticateAsync(Refusals.Scheme)).Principal!;
        var user = Guid.TryParse(token.GetClaim(Claims.Subject), out var id)
            ? await users.FindAsync(id, context.RequestAborted)
            : null;
        if (user is null)
            return Refusals.Challenge(Errors.InvalidToken, "the access token is not a user's");
        if (!token.HasScope(Scopes.OpenId))
            return Refusals.Refuse(Errors.InsufficientScope, "openid");
        var claims = new Dictionary<string, object> { ["sub"] = user.Id };
        if (token.HasScope(Scopes.Profile))
        {
            claims["name"] = user.DisplayName;
            claims["preferred_username"] = user.UserName;
            claims["roles"] = user.Roles;
            // Where the person works, for a client that must say so in its calls.
            if (user.PartnerId is { } partner)
                claims["partner_id"] = partner;
            if (user.ServicePointId is { } point)
                claims["service_point_id"] = point;
            if (user.TalentId is { } talent)
                claims["talent_id"] = talent;
            if (user.StationId is { } station)
                claims["station_id"] = station;
            if (user.DivisionCode is { } division)
                claims["division_code"] = division;
        }
        return Results.Json(claims);
    }
}

/// <summary>
/// A POST with the token in the header has no body (OpenID Connect Core, section 5.3.1); OpenIddict takes none but a form.
/// </summary>
internal sealed class BareUserInfo : IOpenIddictServerHandler<ExtractUserInfoRequestContext>
{
    public ValueTask HandleAsync(ExtractUserInfoRequestContext context)
    {
        var request = context.Transaction.GetHttpRequest()!;
        if (HttpMethods.IsPost(request.Method))
            request.ContentType ??= "application/x-www-form-urlencoded";
        return default;
    }
}
