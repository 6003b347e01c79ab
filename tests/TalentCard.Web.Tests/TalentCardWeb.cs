using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TalentCard.Web.Auth;

namespace TalentCard.Web.Tests;

/// <summary>
/// The Web as it stands behind https, with an Api and a Worker that do not answer. The header <c>X-Role</c> signs a client in.
/// </summary>
public sealed class TalentCardWeb : WebApplicationFactory<Program>
{
    private const string Scheme = "test";

    /// <summary>The provider that people sign in at.</summary>
    public AProvider Provider { get; } = new();

    /// <summary>A client that follows no redirect; with <paramref name="role"/> it is signed in.</summary>
    public HttpClient Client(string? role = null, string address = "https://card.test")
    {
        var client = CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri(address) });
        if (role is not null)
            client.DefaultRequestHeaders.Add("X-Role", role);
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("Authentication:Authority", AProvider.Issuer);
        builder.UseSetting("Authentication:ClientSecret", "secret");
        // Nothing listens on port 9 (discard).
        builder.UseSetting("ConnectionStrings:Web", SharedStorage.ConnectionString);
        builder.UseSetting("Api:Address", "http://127.0.0.1:9");
        builder.UseSetting("Worker:Address", "http://127.0.0.1:9");
        builder.UseSetting("ForwardedHeaders_Enabled", "true");
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services =>
        {
            services.Configure<OpenIdConnectOptions>(ConnectSignIn.Scheme, options => options.BackchannelHttpHandler = Provider);
            services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, RoleHandler>(Scheme, null);
            services.PostConfigure<AuthenticationOptions>(options => options.DefaultAuthenticateScheme = Scheme);
        });
    }

    private sealed class RoleHandler(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["X-Role"].ToString() is not { Length: > 0 } role)
                return await Context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            var person = new ClaimsIdentity(
                [new("sub", role), new("name", role), new("roles", role)],
                Scheme.Name,
                "name",
                "roles"
            );
            return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(person), Scheme.Name));
        }
    }
}
