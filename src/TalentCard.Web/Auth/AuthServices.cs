using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace TalentCard.Web.Auth;

/// <summary>Sign-in at the authorization server, kept in a session on this server behind one opaque cookie.</summary>
internal static class AuthServices
{
    // What a person really gets is cut down to what their roles allow.
    private static readonly string[] Scopes =
        ["openid", "profile", "offline_access", "card", "verify", "redeem", "office", "hotline", "audit", "admin", "stations", "thinktank"];

    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        var secure = SiteCookies.Https(configuration) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        services.AddSingleton<SessionStore>().AddSingleton<SessionRefresh>().AddSingleton<KeptForms>();
        services.AddAuthentication(options =>
            {
                options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                options.DefaultChallengeScheme = ConnectHandler.SchemeName;
            })
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
                options.Events.OnValidatePrincipal = context =>
                    context.HttpContext.RequestServices.GetRequiredService<SessionRefresh>().ValidateAsync(context);
                options.Events.OnSignedIn = context =>
                {
                    context.HttpContext.RequestServices.GetRequiredService<KeptForms>()
                        .Know(context.HttpContext, context.Principal!.FindFirst("sub")!.Value);
                    return Task.CompletedTask;
                };
                options.Events.OnRedirectToAccessDenied = context =>
                {
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return Task.CompletedTask;
                };
            })
            .AddOAuth<ConnectOptions, ConnectHandler>(ConnectHandler.SchemeName, options => Configure(options, configuration, secure));
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<SessionStore>((options, store) => options.SessionStore = store);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder()
            .RequireAssertion(context => context.User.Identity!.IsAuthenticated
                || (context.Resource is HttpContext http && http.GetEndpoint() is null)).Build());
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = SiteCookies.Name(configuration, "talentcard-forms");
            options.Cookie.SecurePolicy = secure;
            options.Cookie.Path = "/";
        });
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        var protection = services.AddDataProtection().SetApplicationName("TalentCard.Web");
        if (configuration["DataProtection:Folder"] is { Length: > 0 } folder) protection.PersistKeysToFileSystem(new DirectoryInfo(folder));
        return services;
    }

    private static void Configure(ConnectOptions options, IConfiguration configuration, CookieSecurePolicy secure)
    {
        var authority = configuration["Authentication:Authority"]?.TrimEnd('/')
            ?? throw new InvalidOperationException("Authentication:Authority is not set.");
        options.Issuer = authority;
        // Another provider's addresses stand in Authentication:AuthorizationEndpoint and the like.
        string Endpoint(string name, string path) => configuration[$"Authentication:{name}"] ?? $"{authority}/connect/{path}";
        options.AuthorizationEndpoint = Endpoint(nameof(options.AuthorizationEndpoint), "authorize");
        options.TokenEndpoint = Endpoint(nameof(options.TokenEndpoint), "token");
        options.UserInformationEndpoint = Endpoint(nameof(options.UserInformationEndpoint), "userinfo");
        options.RevocationEndpoint = Endpoint(nameof(options.RevocationEndpoint), "revoke");
        options.EndSessionEndpoint = Endpoint(nameof(options.EndSessionEndpoint), "endsession");
        options.ClientId = configuration["Authentication:ClientId"] ?? "talentcard-web";
        options.ClientSecret = configuration["Authentication:ClientSecret"]
            ?? throw new InvalidOperationException("Authentication:ClientSecret is not set.");
        options.CallbackPath = "/signin-oauth";
        options.UsePkce = true;
        options.SaveTokens = true;
        options.CorrelationCookie.Name = SiteCookies.Name(configuration, "talentcard-sign-in.");
        options.CorrelationCookie.Path = "/";
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = secure;
        options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        foreach (var scope in Scopes) options.Scope.Add(scope);
        options.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            context.Response.Redirect("/sign-in-failed");
            return Task.CompletedTask;
        };
    }
}
