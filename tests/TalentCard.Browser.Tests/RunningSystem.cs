using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Playwright;
using TalentCard.Testing;

[assembly: AssemblyFixture(typeof(TalentCard.Browser.Tests.RunningSystem))]

namespace TalentCard.Browser.Tests;

/// <summary>The Api, the Worker and the Web as processes of their own, on a database with the demo data, and one Chromium for all tests.</summary>
public sealed class RunningSystem : IAsyncLifetime
{
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"];
    private readonly List<Process> processes = [];
    private TestDatabase database = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    /// <summary>Address of the Web.</summary>
    public string Web { get; private set; } = "";

    /// <summary>Address of the Api, for machines that call it.</summary>
    public string Api { get; private set; } = "";

    /// <summary>The database behind it, for tests that need people of their own.</summary>
    public Npgsql.NpgsqlDataSource Database => database.DataSource;

    /// <summary>A new user's account.</summary>
    public Task<Guid> UserAsync(string userName, string role, Guid? talent = null) =>
        TestData.UserAsync(database, userName, [role], talent: talent);

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        var api = Api = $"http://localhost:{FreePort()}";
        Web = $"http://localhost:{FreePort()}";
        var secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        var common = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__TalentCard"] = database.ConnectionString,
            ["FieldEncryption__Keys__1"] = Convert.ToBase64String(new byte[32]),
            ["FieldEncryption__LookupKey"] = Convert.ToBase64String(new byte[32]),
            ["Demo__Enabled"] = "true",
            ["Card__Issuer"] = "huainan",
            ["Authentication__Authority"] = api,
            ["Authentication__RequireHttps"] = "false",
            ["Logging__LogLevel__Default"] = "Warning",
        };
        using (var demo = Start("Demo", common))
        {
            await demo.WaitForExitAsync();
            demo.ExitCode.ShouldBe(0, "the demo data did not load");
        }
        processes.Add(Start("Api", new(common)
        {
            ["ASPNETCORE_URLS"] = api,
            ["Connect__Issuer"] = api,
            ["Connect__Clients__0__ClientId"] = "talentcard-web",
            ["Connect__Clients__0__Name"] = "TalentCard",
            ["Connect__Clients__0__Secret"] = secret,
            ["Connect__Clients__0__GrantTypes__0"] = "authorization_code",
            ["Connect__Clients__0__GrantTypes__1"] = "refresh_token",
            ["Connect__Clients__0__RedirectUris__0"] = $"{Web}/signin-oauth",
            ["Connect__Clients__0__PostLogoutRedirectUris__0"] = $"{Web}/",
            ["Connect__Clients__0__Scopes"] = "openid profile offline_access card verify redeem office hotline audit admin stations thinktank",
            ["Connect__Clients__1__ClientId"] = "hospital",
            ["Connect__Clients__1__Name"] = "市第一人民医院预约挂号",
            ["Connect__Clients__1__GrantTypes__0"] = "authorization_code",
            ["Connect__Clients__1__GrantTypes__1"] = "refresh_token",
            ["Connect__Clients__1__RedirectUris__0"] = $"{Web}/",
            ["Connect__Clients__1__Scopes"] = "openid profile offline_access card",
            ["Connect__Clients__1__ThirdParty"] = "true",
        }));
        var worker = $"http://localhost:{FreePort()}";
        processes.Add(Start("Worker", new(common) { ["ASPNETCORE_URLS"] = worker, ["Jobs__Poll"] = "00:00:01" }));
        processes.Add(Start("Web", new(common)
        {
            ["ASPNETCORE_URLS"] = Web,
            ["Api__Address"] = api,
            ["Worker__Address"] = worker,
            ["Authentication__ClientSecret"] = secret,
        }));
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(20_000);
        browser = await LaunchAsync([]);
        await BecomeReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        foreach (var process in processes)
        {
            process.Kill();
            process.Dispose();
        }
        await database.DisposeAsync();
    }

    /// <summary>A connection to the system's database, for what no page makes. The caller closes it.</summary>
    public async Task<Npgsql.NpgsqlConnection> OpenDatabaseAsync() => await database.DataSource.OpenConnectionAsync();

    /// <summary>A browser window of somebody who is not signed in; it closes when the test has ended.</summary>
    /// <param name="width">360 is a phone, 1280 a desk.</param>
    /// <param name="script">Whether JavaScript runs.</param>
    /// <param name="locale">The browser's language.</param>
    public async Task<IPage> OpenAsync(int width = 1280, bool script = true, string locale = "zh-CN")
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = Web,
            Locale = locale,
            TimezoneId = "Asia/Shanghai",
            JavaScriptEnabled = script,
            ViewportSize = new() { Width = width, Height = width < 500 ? 740 : 800 },
        });
        context.SetDefaultTimeout(30_000);
        ClosesItsWindowsAttribute.Keep(context);
        return await context.NewPageAsync();
    }

    /// <summary>A browser window in which a demo account is signed in and sees <paramref name="path"/>.</summary>
    public async Task<IPage> SignInAsync(string account, string path, int width = 1280, bool script = true)
    {
        var page = await OpenAsync(width, script);
        await SignInAsync(page, account, path);
        return page;
    }

    /// <summary>Signs a demo account in on a page that nobody is signed in on.</summary>
    public async Task SignInAsync(IPage page, string account, string path)
    {
        await page.GotoAsync(path);
        await GiveAsync(page, account, "Demo-2022!");
        await page.WaitForURLAsync($"{Web}{path}");
    }

    /// <summary>A Chromium of its own whose camera sees the video, in the format YUV4MPEG2. The caller closes it.</summary>
    public async Task<(IBrowser Browser, IPage Page)> OpenWithCameraAsync(string video)
    {
        var chromium = await LaunchAsync(
            ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={video}"]);
        return (chromium, await chromium.NewPageAsync(new() { BaseURL = Web, Locale = "zh-CN", Permissions = ["camera"] }));
    }

    /// <summary>Fills the sign-in page in.</summary>
    public static async Task GiveAsync(IPage page, string account, string password)
    {
        await page.GetByLabel("用户名").FillAsync(account);
        await page.GetByLabel("密码").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
    }

    /// <summary>Keeps a picture of the page in artifacts/, for people to look at.</summary>
    public static Task KeepAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Repository.PathOf($"artifacts/{name}.png"), FullPage = true });

    private Task<IBrowser> LaunchAsync(string[] more) =>
        playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = [.. Arguments, .. more] });

    private static Process Start(string project, Dictionary<string, string> settings)
    {
        var folder = Repository.PathOf($"src/TalentCard.{project}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "bin", Configuration, "net10.0", $"TalentCard.{project}.dll")])
        {
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private async Task BecomeReadyAsync()
    {
        using var http = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            if (processes.Any(process => process.HasExited) || tries == 240) throw new InvalidOperationException("The system did not start.");
            try
            {
                if ((await http.GetAsync($"{Web}/health/ready")).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(250);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
