using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using TalentCard.Contracts.Access;

namespace TalentCard.Web.Auth;

/// <summary>Sign-in at the authorization server, kept in a session on this server behind one opaque cookie.</summary>
internal static class AuthServices
{
    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        var secure = SiteCookies.Https(configuration) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        services.AddSingleton<SessionStore>().AddSingleton<SessionRefresh>().AddSingleton<FormDrafts>();
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
                options.Events.OnValidatePrincipal = context =>
                    context.HttpContext.RequestServices.GetRequiredService<SessionRefresh>().ValidateAsync(context);
                options.Events.OnSignedIn = context =>
                {
                    context
                        .HttpContext.RequestServices.GetRequiredService<FormDrafts>()
                        .Know(context.HttpContext, context.Principal!.FindFirst("sub")!.Value);
                    return Task.CompletedTask;
                };
                options.Events.OnRedirectToLogin = ChallengeAsync;
                options.Events.OnRedirectToAccessDenied = context =>
                {
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return Task.CompletedTask;
                };
            })
            .AddOpenIdConnect(ConnectSignIn.Scheme, options => ConnectSignIn.Configure(options, configuration, secure));
        services
            .AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<SessionStore>((options, store) => options.SessionStore = store);
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
        var protection = services.AddDataProtection().SetApplicationName("TalentCard.Web");
        if (configuration["DataProtection:Folder"] is { Length: > 0 } folder)
            protection.PersistKeysToFileSystem(new DirectoryInfo(folder));
        return services;
    }

    private static async Task ChallengeAsync(RedirectContext<CookieAuthenticationOptions> challenge)
    {
        var (context, properties) = (challenge.HttpContext, challenge.Properties);
        // A script's fetch cannot follow to a sign-in page; it gets the plain answer and reloads the page itself.
        if (context.Request.Headers["Sec-Fetch-Mode"] is var mode && (mode == "cors" || mode == "same-origin"))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        // What a form sent is kept for the page that it stood on, which is where to come back to.
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            properties.RedirectUri ??=
                Uri.TryCreate(context.Request.Headers.Referer, UriKind.Absolute, out var page)
                && page.Authority == context.Request.Host.Value
                    ? PostRedirectGet.Without(page.PathAndQuery)
                    : "/";
            await context.RequestServices.GetRequiredService<FormDrafts>().KeepAsync(context, properties.RedirectUri);
        }
        try
        {
            await context.ChallengeAsync(ConnectSignIn.Scheme, properties);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            // Its discovery document or the pushed request: the server is away, or does not know this client.
            context
                .RequestServices.GetRequiredService<ILogger<AuthorizationServer>>()
                .LogError(exception, "The authorization server cannot be asked to sign anybody in.");
            throw new ApiProblemException(ApiProblem.Unavailable, exception);
        }
    }
}
