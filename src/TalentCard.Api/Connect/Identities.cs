using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using TalentCard.Core.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace TalentCard.Api.Connect;

/// <summary>
/// What tokens say of people and of systems. Claims that go to no token stay with the code and the refresh token.
/// </summary>
internal static class Identities
{
    /// <summary><c>acr</c> of a sign-in by password alone (REFEDS, single-factor authentication profile).</summary>
    public const string SingleFactor = "https://refeds.org/profile/sfa";

    /// <summary><c>acr</c> of a sign-in with a second factor (REFEDS, multi-factor authentication profile).</summary>
    public const string MultiFactor = "https://refeds.org/profile/mfa";

    /// <summary>Claim that names a token's grant: a client's session.</summary>
    public const string Session = "sid";

    /// <summary>Of a person at one sign-in.</summary>
    /// <param name="user">The person, read afresh.</param>
    /// <param name="grant">Of that sign-in at the client.</param>
    /// <param name="scopes">Of the grant, those that the person's roles still allow.</param>
    /// <param name="methods">How they proved who they are; one of <see cref="SignInMethods"/>.</param>
    public static ClaimsPrincipal Of(User user, Grant grant, string[] scopes, string[] methods)
    {
        var identity = New(user.Id.ToString(), user.DisplayName, user.Roles)
            .SetClaim(Claims.PreferredUsername, user.UserName)
            .SetClaim(Claims.AuthenticationTime, grant.AuthTime.ToUnixTimeSeconds())
            .SetClaim(Claims.AuthenticationContextReference, SignInMethods.HaveSecondFactor(methods) ? MultiFactor : SingleFactor)
            .SetClaims(Claims.AuthenticationMethodReference, [.. methods])
            .SetClaim(Session, grant.Id.ToString())
            .SetClaim("partner_id", user.PartnerId?.ToString())
            .SetClaim("service_point_id", user.ServicePointId?.ToString())
            .SetClaim("talent_id", user.TalentId?.ToString())
            .SetClaim("station_id", user.StationId?.ToString())
            .SetClaim("department_id", user.DepartmentId?.ToString())
            .SetClaim("division_code", user.DivisionCode);
        identity.SetAuthorizationId(grant.Id.ToString());
        return Finish(identity, scopes);
    }

    /// <summary>Of a client that acts for itself.</summary>
    public static ClaimsPrincipal Of(Client client, string[] scopes) =>
        Finish(
            New($"client:{client.ClientId}", client.Name, [Roles.PartnerSystem])
                .SetClaim("partner_id", client.PartnerId?.ToString()),
            scopes
        );

    /// <summary>How whoever a code or refresh token stands for has proved who they are.</summary>
    public static string[] MethodsOf(ClaimsPrincipal token) => [.. token.GetClaims(Claims.AuthenticationMethodReference)];

    // A claim of JSON keeps an array of one an array.
    private static ClaimsIdentity New(string subject, string name, string[] roles)
    {
        var identity = new ClaimsIdentity("connect", Claims.Name, "roles")
            .SetClaim(Claims.Subject, subject)
            .SetClaim(Claims.Name, name);
        identity.AddClaim(new Claim("roles", JsonSerializer.Serialize(roles), JsonClaimValueTypes.JsonArray));
        return identity;
    }

    private static ClaimsPrincipal Finish(ClaimsIdentity identity, string[] scopes)
    {
        identity
            .SetScopes(scopes)
            .SetResources(SecurityServices.Audience)
            .SetDestinations(claim =>
                claim.Type switch
                {
                    // Who it is stands at userinfo: an ID token travels through browsers (OpenID Connect Core, section 5.4).
                    Claims.PreferredUsername => [],
                    Claims.AuthenticationMethodReference => [Destinations.IdentityToken],
                    Claims.AuthenticationTime or Claims.AuthenticationContextReference or Session =>
                    [
                        Destinations.AccessToken,
                        Destinations.IdentityToken,
                    ],
                    _ => [Destinations.AccessToken],
                }
            );
        return new ClaimsPrincipal(identity);
    }
}
