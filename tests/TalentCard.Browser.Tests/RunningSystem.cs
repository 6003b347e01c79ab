using System.Collections.Concurrent;
using Microsoft.Playwright;
using TalentCard.Testing;

[assembly: AssemblyFixture(typeof(TalentCard.Browser.Tests.RunningSystem))]

namespace TalentCard.Browser.Tests;

/// <summary>
/// The Api, the Worker and the Web as processes of their own, on a database with the demo data, and one Chromium for all tests.
/// </summary>
public sealed class RunningSystem : IAsyncLifetime
{
    // Far away: a machine that is short of processors is no reason to fail.
    private const float Patience = 60_000;
    private const string DemoPassword = "Demo-2022!";

    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];

    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> sessions = new();
    private TestDatabase database = null!;
    private Hosts hosts = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    /// <summary>Whether pictures are wanted, to look at (<c>./test --pictures</c>).</summary>
    public static bool KeepsPictures { get; } = Environment.GetEnvironmentVariable("TALENTCARD_TEST_PICTURES") is { Length: > 0 };

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
        database = await TestDatabase.DemoAsync(TimeProvider.System);
        Api = $"http://localhost:{Hosts.FreePort()}";
        Web = $"http://localhost:{Hosts.FreePort()}";
        StartHosts($"http://localhost:{Hosts.FreePort()}");
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        browser = await LaunchAsync([]);
        using var http = new HttpClient();
        await hosts.BecomeReadyAsync(http, Web);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        hosts?.Dispose();
        if (database is not null)
            await database.DisposeAsync();
    }

    /// <summary>A connection to the system's database, for what no page makes. The caller closes it.</summary>
    public async Task<Npgsql.NpgsqlConnection> OpenDatabaseAsync() => await database.DataSource.OpenConnectionAsync();

    /// <summary>A browser window on an empty page; it closes when the test has ended.</summary>
    /// <param name="width">360 is a phone, 1280 a desk.</param>
    /// <param name="script">Whether JavaScript runs.</param>
    /// <param name="locale">The browser's language.</param>
    /// <param name="account">The demo account that is signed in; nobody when null.</param>
    public async Task<IPage> OpenAsync(int width = 1280, bool script = true, string locale = "zh-CN", string? account = null)
    {
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = Web,
                Locale = locale,
                TimezoneId = "Asia/Shanghai",
                JavaScriptEnabled = script,
                ViewportSize = new() { Width = width, Height = width < 500 ? 740 : 800 },
                StorageState = account is null ? null : await SessionAsync(account),
            }
        );
        context.SetDefaultTimeout(Patience);
        ClosesItsWindowsAttribute.Keep(context);
        return await context.NewPageAsync();
    }

    /// <summary>
    /// A window of a system at another address, whose certificate nobody has signed, in which a demo account signs in and sees
    /// <paramref name="path"/>.
    /// </summary>
    public async Task<IPage> SignInElsewhereAsync(string web, string account, string path)
    {
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = web,
                Locale = "zh-CN",
                IgnoreHTTPSErrors = true,
            }
        );
        context.SetDefaultTimeout(Patience);
        ClosesItsWindowsAttribute.Keep(context);
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        await GiveAsync(page, account, DemoPassword);
        await page.WaitForURLAsync($"{web}{path}");
        return page;
    }

    /// <summary>
    /// A browser window in which a demo account is signed in and sees <paramref name="path"/>. All windows of an account share
    /// one session: whoever ends it, or looks at how it begins, takes <see cref="SignInAfreshAsync"/>.
    /// </summary>
    public async Task<IPage> SignInAsync(string account, string path, int width = 1280, bool script = true)
    {
        var page = await OpenAsync(width, script, account: account);
        await page.GotoAsync(path);
        page.Url.ShouldNotContain("/account/sign-in");
        return page;
    }

    /// <summary>The same by way of the sign-in page, in a session that is nobody else's.</summary>
    public async Task<IPage> SignInAfreshAsync(string account, string path, int width = 1280, bool script = true)
    {
        var page = await OpenAsync(width, script);
        await page.GotoAsync(path);
        await GiveAsync(page, account, DemoPassword);
        await page.WaitForURLAsync($"{Web}{path}");
        return page;
    }

    /// <summary>A Chromium of its own whose camera sees the video, in the format YUV4MPEG2. The caller closes it.</summary>
    public async Task<(IBrowser Browser, IPage Page)> OpenWithCameraAsync(string video, string account)
    {
        var chromium = await LaunchAsync([
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            $"--use-file-for-fake-video-capture={video}",
        ]);
        var page = await chromium.NewPageAsync(
            new()
            {
                BaseURL = Web,
                Locale = "zh-CN",
                Permissions = ["camera"],
                StorageState = await SessionAsync(account),
            }
        );
        return (chromium, page);
    }

    /// <summary>Fills the sign-in page in.</summary>
    public static async Task GiveAsync(IPage page, string account, string password)
    {
        await page.GetByLabel("用户名").FillAsync(account);
        await page.GetByLabel("密码").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
    }

    /// <summary>Keeps a picture of the page in artifacts/, for people to look at, where pictures are wanted.</summary>
    public static Task KeepAsync(IPage page, string name) =>
        KeepsPictures
            ? page.ScreenshotAsync(new() { Path = Repository.PathOf($"artifacts/{name}.png"), FullPage = true })
            : Task.CompletedTask;

    // Signed in when the first test asks: the Web keeps the session under the key that the cookie holds, for as many windows as
    // have it.
    private Task<string> SessionAsync(string account) =>
        sessions.GetOrAdd(account, name => new(() => SignInOnceAsync(name))).Value;

    private async Task<string> SignInOnceAsync(string account)
    {
        await using var context = await browser.NewContextAsync(new() { BaseURL = Web, Locale = "zh-CN" });
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await GiveAsync(page, account, DemoPassword);
        await page.WaitForURLAsync(url =>
            url.StartsWith(Web, StringComparison.Ordinal) && !url.Contains("/sign-in", StringComparison.Ordinal)
        );
        return await context.StorageStateAsync();
    }

    // Chromium without the windows around its pages, which nobody sees and which take a quarter of what a test takes.
    private Task<IBrowser> LaunchAsync(string[] more) =>
        playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = "/usr/bin/chromium-headless-shell", Args = [.. Arguments, .. more] }
        );

    private void StartHosts(string worker)
    {
        hosts = new Hosts(database, Web, Api, Hosts.WithoutTls);
        hosts.StartApi(
            Api,
            ("Connect__Clients__1__ClientId", "hospital"),
            ("Connect__Clients__1__Name", "市第一人民医院预约挂号"),
            ("Connect__Clients__1__GrantTypes__0", "authorization_code"),
            ("Connect__Clients__1__GrantTypes__1", "refresh_token"),
            ("Connect__Clients__1__RedirectUris__0", $"{Web}/"),
            ("Connect__Clients__1__Scopes", "openid profile offline_access card"),
            ("Connect__Clients__1__ThirdParty", "true")
        );
        hosts.StartWorker(worker);
        hosts.StartWeb(Web, Api, worker);
    }
}
