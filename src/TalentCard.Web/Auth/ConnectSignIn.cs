using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using TalentCard.Contracts.Access;

namespace TalentCard.Web.Auth;

/// <summary>
/// Sign-in by OpenID Connect at the authorization server that <c>Authentication:Authority</c> names; all else about it stands in
/// its discovery document.
/// </summary>
internal static class ConnectSignIn
{
    /// <summary>Name of the authentication scheme.</summary>
    public const string Scheme = "connect";

    private static readonly string[] UserInfoClaims =
    [
        "name",
        "preferred_username",
        "partner_id",
        "service_point_id",
        "division_code",
        "talent_id",
        "roles",
    ];

    public static void Configure(OpenIdConnectOptions options, IConfiguration configuration, CookieSecurePolicy secure)
    {
        options.Authority =
            configuration["Authentication:Authority"]?.TrimEnd('/')
            ?? throw new InvalidOperationException("Authentication:Authority is not set.");
        options.RequireHttpsMetadata = SiteCookies.Https(configuration);
        options.ClientId = configuration["Authentication:ClientId"] ?? "talentcard-web";
        options.ClientSecret =
            configuration["Authentication:ClientSecret"]
            ?? throw new InvalidOperationException("Authentication:ClientSecret is not set.");
        options.ResponseType = OpenIdConnectResponseType.Code;
        // Of the answers' two ways back, the one that a cookie with SameSite Lax goes along with.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.Scope.Clear();
        // What a person really gets is cut down to what their roles allow.
        foreach (var scope in RoleCatalog.ScopesOfPeople)
            options.Scope.Add(scope);
        options.CallbackPath = "/signin-oauth";
        // Nobody else signs people out of this site, and sign-out comes back to the start page.
        options.RemoteSignOutPath = options.SignedOutCallbackPath = default;
        options.DisableTelemetry = true;
        options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        options.MapInboundClaims = false;
        options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(15);
        options.SaveTokens = true;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.Clear();
        foreach (var claim in UserInfoClaims)
            options.ClaimActions.MapJsonKey(claim, claim);
        options.CorrelationCookie.Name = SiteCookies.Name(configuration, "talentcard-sign-in.");
        options.NonceCookie.Name = SiteCookies.Name(configuration, "talentcard-nonce.");
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.Path = "/";
            cookie.HttpOnly = true;
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = secure;
        }
        options.Events = Events();
    }

    private static OpenIdConnectEvents Events() =>
        new()
        {
            OnRedirectToIdentityProvider = context =>
            {
                context.ProtocolMessage.UiLocales = CultureInfo.CurrentUICulture.Name;
                return Task.CompletedTask;
            },
            OnMessageReceived = CheckIssuerAsync,
            OnTokenValidated = context =>
            {
                // Of the ID token's claims the session keeps who it is; the rest is userinfo's to say.
                context.Principal = new ClaimsPrincipal(
                    new ClaimsIdentity([context.Principal!.FindFirst("sub")!], context.Scheme.Name, "name", "roles")
                );
                return Task.CompletedTask;
            },
            OnTicketReceived = context =>
            {
                // A talent opens the card on their own phone, again and again; everyone else signs in anew with each browser.
                context.Properties!.IsPersistent = context.Principal!.HasClaim("roles", Roles.Talent);
                return Task.CompletedTask;
            },
            OnRemoteFailure = context =>
            {
                context.HandleResponse();
                context.Response.Redirect("/sign-in-failed");
                return Task.CompletedTask;
            },
        };

    // RFC 9207, section 2.4, which the framework leaves to its user: an answer comes from the server that was asked, and says so
    // where that server's answers do.
    private static async Task CheckIssuerAsync(MessageReceivedContext context)
    {
        var server = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        var named = context.ProtocolMessage.Iss;
        if (named is null ? server.AuthorizationResponseIssParameterSupported : named != server.Issuer)
            context.Fail("The answer names another issuer.");
    }
}
