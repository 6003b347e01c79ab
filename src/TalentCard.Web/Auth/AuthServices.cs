using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using TalentCard.Contracts.Access;

namespace TalentCard.Web.Auth;

/// <summary>Sign-in at the authorization server, kept in a session on the servers behind one opaque cookie.</summary>
internal static class AuthServices
{
    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        var secure = SiteCookies.Https(configuration) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        services.AddSingleton<SessionStore>().AddSingleton<SessionRefresh>().AddSingleton<LiveSessions>();
        services.AddSingleton<FormDrafts>().AddSingleton<SessionEvents>();
        services.AddSingleton<AuthorizationServer>();
        services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options =>
            {
                options.Cookie.Name = SiteCookies.Name(configuration, "talentcard");
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = secure;
                options.Cookie.Path = "/";
                // The store slides; were the cookie to slide too, it would write tokens back that were meanwhile refreshed.
                options.SlidingExpiration = false;
                options.ExpireTimeSpan = TimeSpan.FromDays(30);
                options.EventsType = typeof(SessionEvents);
            })
            .AddOpenIdConnect(ConnectSignIn.Scheme, options => ConnectSignIn.Configure(options, configuration, secure));
        var policies = services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(
                new AuthorizationPolicyBuilder()
                    .RequireAssertion(context =>
                        context.User.Identity!.IsAuthenticated
                        || (context.Resource is HttpContext http && http.GetEndpoint() is null)
                    )
                    .Build()
            );
        foreach (var name in Policies.All.Keys)
            policies.AddPolicy(name, policy => policy.RequireAssertion(context => context.User.May(name)));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = SiteCookies.Name(configuration, "talentcard-forms");
            options.Cookie.SecurePolicy = secure;
            options.Cookie.Path = "/";
        });
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        return services;
    }
}
