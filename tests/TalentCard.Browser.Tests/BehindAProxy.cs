using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.Playwright;
using TalentCard.Testing;
using static Microsoft.Playwright.Assertions;

namespace TalentCard.Browser.Tests;

/// <summary>Api and Web behind nginx, which ends TLS, by the file of an installation (<c>deploy/nginx.conf</c>).</summary>
public sealed class BehindAProxy(RunningSystem system, BehindAProxy.Installation installation)
    : IClassFixture<BehindAProxy.Installation>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_talent_signs_in_and_is_served_at_the_desk()
    {
        var phone = await system.SignInElsewhereAsync(installation.Web, "talent1", "/card");
        var cookies = (await phone.Context.CookiesAsync())
            .Where(cookie => cookie.Name.Contains("talentcard", StringComparison.Ordinal))
            .ToArray();
        cookies.ShouldNotBeEmpty();
        cookies.ShouldAllBe(cookie => cookie.Secure && cookie.Name.StartsWith("__Host-", StringComparison.Ordinal));
        var desk = await system.SignInElsewhereAsync(installation.Web, "desk1", "/desk");
        await desk.Keyboard.InsertTextAsync(await phone.ReadCodeAsync());
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.GetByRole(AriaRole.Heading, new() { Name = "可以办理" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_call_rings_on_the_agents_page()
    {
        var agent = await system.SignInElsewhereAsync(installation.Web, "agent1", "/hotline");
        await Expect(agent.Locator("[data-watching]")).ToHaveCountAsync(1);
        using var exchange = installation.Client(installation.Api);
        using var token = await exchange.PostAsync(
            "/connect/token",
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = "demo-exchange",
                    ["client_secret"] = "demo-exchange-secret",
                    ["scope"] = "calls",
                }
            ),
            Cancel
        );
        var signedIn = await token.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        exchange.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            signedIn.GetProperty("access_token").GetString()
        );
        exchange.DefaultRequestHeaders.Add("Idempotency-Key", "rings");
        using var call = await exchange.PostAsJsonAsync(
            "/api/v1/hotline/calls",
            new { number = TestData.NewPhone(), agent = "agent1" },
            Cancel
        );
        call.StatusCode.ShouldBe(HttpStatusCode.Created);
        await agent.WaitForURLAsync($"{installation.Web}/hotline?call=*");
    }

    [Fact]
    public async Task A_file_of_nearly_ten_megabytes_is_attached_and_read()
    {
        byte[] pdf = [.. TestDocuments.Pdf, .. new byte[9 * 1024 * 1024], .. TestDocuments.Pdf];
        var agent = await system.SignInElsewhereAsync(installation.Web, "agent1", "/hotline/knowledge/new");
        await agent.GetByLabel("条目标题").FillAsync("大附件的办法");
        await agent.GetByLabel("类型").SelectOptionAsync("policy_question");
        await agent.GetByLabel("正文").FillAsync("见附件。");
        await agent.GetByRole(AriaRole.Button, new() { Name = "保存草稿" }).ClickAsync();
        await agent
            .Locator("#file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "办法.pdf",
                    MimeType = "application/pdf",
                    Buffer = pdf,
                }
            );
        await agent.GetByRole(AriaRole.Button, new() { Name = "上传附件" }).ClickAsync();
        var link = agent.GetByRole(AriaRole.Link, new() { Name = "办法.pdf" });
        await Expect(link).ToBeVisibleAsync();
        (await (await agent.Context.APIRequest.GetAsync((await link.GetAttributeAsync("href"))!)).BodyAsync()).ShouldBe(pdf);
    }

    [Fact]
    public async Task It_says_that_it_is_reached_by_https_and_knows_its_own_name_alone()
    {
        foreach (var address in new[] { installation.Web, installation.Api })
        {
            using var client = installation.Client(address);
            using var answer = await client.GetAsync(
                address == installation.Web ? "/" : "/.well-known/openid-configuration",
                Cancel
            );
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Headers.GetValues("Strict-Transport-Security").ShouldHaveSingleItem();
            client.DefaultRequestHeaders.Host = "evil.example";
            (await client.GetAsync("/", Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }
    }

    /// <summary>Its Api, its Web, nginx and a certificate, on a database with the demo data.</summary>
    public sealed class Installation : IAsyncLifetime
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("talentcard-proxy-");
        private TestDatabase database = null!;
        private Hosts hosts = null!;
        private Nginx nginx = null!;
        private string thumbprint = "";

        /// <summary>Public address of the Web.</summary>
        public string Web { get; } = $"https://localhost:{Hosts.FreePort()}";

        /// <summary>Public address of the Api.</summary>
        public string Api { get; } = $"https://localhost:{Hosts.FreePort()}";

        /// <summary>A client that takes the certificate.</summary>
        public HttpClient Client(string address) =>
            new(
                new SocketsHttpHandler
                {
                    SslOptions =
                    {
                        RemoteCertificateValidationCallback = (_, shown, _, _) =>
                            shown?.GetCertHashString(HashAlgorithmName.SHA256) == thumbprint,
                    },
                },
                disposeHandler: true
            )
            {
                BaseAddress = new Uri(address),
            };

        /// <inheritdoc />
        public async ValueTask InitializeAsync()
        {
            database = await TestDatabase.DemoAsync(TimeProvider.System);
            var (web, api) = ($"http://localhost:{Hosts.FreePort()}", $"http://localhost:{Hosts.FreePort()}");
            MakeCertificate();
            StartNginx(web, api);
            StartHosts(web, api);
            using var client = Client(Web);
            await hosts.BecomeReadyAsync(client, Web);
        }

        /// <inheritdoc />
        public async ValueTask DisposeAsync()
        {
            hosts?.Dispose();
            nginx?.Dispose();
            if (database is not null)
                await database.DisposeAsync();
            folder.Delete(recursive: true);
        }

        private string Path(string name) => System.IO.Path.Combine(folder.FullName, name);

        private void MakeCertificate()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            request.CertificateExtensions.Add(names.Build());
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            thumbprint = certificate.GetCertHashString(HashAlgorithmName.SHA256);
            File.WriteAllText(Path("card.pem"), certificate.ExportCertificatePem());
            File.WriteAllText(Path("card.key"), key.ExportPkcs8PrivateKeyPem());
        }

        // The file as it is, but for the names, the addresses and the certificate.
        private void StartNginx(string web, string api)
        {
            var site = File.ReadAllText(Repository.PathOf("deploy/nginx.conf"))
                .Replace("listen 80;", $"listen 127.0.0.1:{Hosts.FreePort()};", StringComparison.Ordinal)
                .Replace("/etc/ssl/talentcard/card", Path("card"), StringComparison.Ordinal)
                .Replace("/etc/ssl/talentcard/api", Path("card"), StringComparison.Ordinal)
                .Replace("http://127.0.0.1:5080", web, StringComparison.Ordinal)
                .Replace("http://127.0.0.1:5081", api, StringComparison.Ordinal);
            var servers = site.Split("listen 443");
            site = $"{servers[0]}listen {new Uri(Web).Port}{servers[1]}listen {new Uri(Api).Port}{servers[2]}"
                .Replace("api.card.example", "localhost", StringComparison.Ordinal)
                .Replace("card.example", "localhost", StringComparison.Ordinal);
            nginx = new Nginx(folder.FullName, site);
        }

        private void StartHosts(string web, string api)
        {
            hosts = new Hosts(
                database,
                Web,
                Api,
                // Both call the issuer by its public address.
                ("SSL_CERT_FILE", Path("card.pem")),
                ("Proxies__Known__0", "127.0.0.1/32")
            );
            hosts.StartApi(api, ("PublicAddress", Api));
            hosts.StartWeb(web, api, more: [("PublicAddress", Web)]);
        }
    }
}
