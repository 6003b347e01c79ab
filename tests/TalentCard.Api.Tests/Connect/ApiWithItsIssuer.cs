using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Connect;

/// <summary>
/// The Api on a real port, which validates tokens as in production: through the discovery document and the keys of its
/// issuer, which here is itself. Its clock starts at the real time, by which the tokens' library judges.
/// </summary>
public class ApiWithItsIssuer : TalentCardApi
{
    /// <summary>Where the client of the tests wants the code.</summary>
    public const string RedirectUri = "http://localhost:9/signin-oauth";

    /// <summary>Where it wants people after they signed out.</summary>
    public const string PostLogoutUri = "http://localhost:9/";

    /// <summary>The secret of every client but <c>public</c>, which has none.</summary>
    public const string Secret = "secret of a test: 100% & + /";

    /// <summary>The issuer, which is also the Api's address.</summary>
    public string Issuer { get; } = $"http://127.0.0.1:{FreePort()}";

    /// <summary>Whether the Api runs as a demo.</summary>
    protected virtual bool IsDemo => false;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Clock.Set(DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture));
        UseKestrel(new Uri(Issuer).Port);
        StartServer();
    }

    /// <summary>A browser that has visited nothing yet.</summary>
    public Browser Browser() => new(Issuer);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Authentication:Authority", Issuer);
        builder.UseSetting("Authentication:RequireHttps", "false");
        builder.UseSetting("Connect:Issuer", Issuer);
        builder.UseSetting("Demo:Enabled", IsDemo.ToString());
        builder.UseSetting("SignIn:RequestsPerMinute", "100000");
        // The others' sign-in is tested by password alone.
        builder.UseSetting("SignIn:SecondFactorRoles:0", "office");
        AddClient(0, "web", Secret, "people", "authorization_code", "refresh_token");
        AddClient(1, "public", null, "openid offline_access", "authorization_code", "refresh_token");
        AddClient(2, "machine", Secret, "verify redeem", "client_credentials");
        AddClient(3, "other", Secret, "openid", "authorization_code", "refresh_token");
        AddClient(4, "partner", Secret, "openid profile offline_access audit", "authorization_code", "refresh_token");
        builder.UseSetting("Connect:Clients:4:ThirdParty", "true");
        AddClient(5, "conformance", Secret, "openid profile offline_access", "authorization_code", "refresh_token");
        builder.UseSetting("Connect:Clients:5:RequiresPkce", "false");

        void AddClient(int index, string id, string? secret, string scopes, params string[] grantTypes)
        {
            var prefix = $"Connect:Clients:{index}";
            builder.UseSetting($"{prefix}:ClientId", id);
            builder.UseSetting($"{prefix}:Name", $"Client {id}");
            builder.UseSetting($"{prefix}:Secret", secret);
            builder.UseSetting($"{prefix}:Scopes", scopes);
            for (var i = 0; i < grantTypes.Length; i++)
                builder.UseSetting($"{prefix}:GrantTypes:{i}", grantTypes[i]);
            builder.UseSetting($"{prefix}:RedirectUris:0", RedirectUri);
            builder.UseSetting($"{prefix}:PostLogoutRedirectUris:0", PostLogoutUri);
        }
    }

    protected override void TrustTokens(IServiceCollection services) { }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
