using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using TalentCard.Testing;

namespace TalentCard.Web.Tests;

/// <summary>
/// Two hosts of the Web over one storage, whose requests go to either in turn; one is lost in the middle of the work, and nobody
/// notices.
/// </summary>
public sealed class RunningAsTwoHosts : IAsyncLifetime
{
    private readonly DirectoryInfo keys = Directory.CreateTempSubdirectory("talentcard-web-keys");
    private readonly TalentCardWeb web = new();
    private readonly SampleApi api = new();

    // Stands still: what is kept for seconds is there however long a host takes to end.
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly List<WebApplicationFactory<Program>> hosts = [];
    private WebBrowser browser = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        browser = new WebBrowser(web.Provider, Start(), Start());
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
            await host.DisposeAsync();
        await web.DisposeAsync();
        keys.Delete(recursive: true);
    }

    [Fact]
    public async Task The_desks_day_goes_on()
    {
        web.Provider.Role = "verifier";
        await browser.SignInAsync();
        var token = await browser.TokenAsync("/desk");
        using var scanned = await browser.PostAsync("/desk/scan", Form(token, ("code", "a code")), browser.Hosts[0]);
        var screen = scanned.Headers.Location!.ToString();
        screen.ShouldMatch("^/desk/[0-9a-f]{32}$");
        await LoseAsync(0);
        var (field, value) = ("Screen", screen.Split('/')[^1]);
        using var recorded = await browser.PostAsync(
            "/desk/record",
            Form(token, (field, value), ("Benefit", "rail"), ("Key", value))
        );
        recorded.StatusCode.ShouldBe(HttpStatusCode.Redirect, await recorded.Content.ReadAsStringAsync(Cancel));
        recorded.Headers.Location!.ToString().ShouldMatch("^/desk/[0-9a-f]{32}$", "the other host knows the scan");
        recorded.Headers.Location.ToString().ShouldNotBe(screen);
    }

    [Fact]
    public async Task An_import_is_done_once_though_its_answer_was_lost()
    {
        web.Provider.Role = "office";
        await browser.SignInAsync();
        var token = await browser.TokenAsync("/office/imports");
        using var done = await browser.PostAsync("/office/imports", Upload(token), browser.Hosts[0]);
        done.Headers.Location!.ToString().ShouldContain("/office/imports/");
        await LoseAsync(0);
        using var again = await browser.PostAsync("/office/imports", Upload(token));
        again.Headers.Location.ShouldBe(done.Headers.Location);
        api.Posted.Count(path => path.EndsWith("/imports", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_typed_during_a_call_stays()
    {
        web.Provider.Role = "agent";
        await browser.SignInAsync();
        var token = await browser.TokenAsync("/hotline");
        const string Typed = "来电人询问购房补贴何时发放";
        using var answer = await browser.PostAsync(
            "/hotline",
            Form(token, ("_handler", "call"), ("do", "more"), ("count", "1"), ("matters[0].content", Typed)),
            browser.Hosts[0]
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await LoseAsync(0);
        for (var reload = 0; reload < 2; reload++)
            (await browser.PageAsync(answer.Headers.Location!.ToString())).ShouldContain(Typed);
    }

    [Fact]
    public async Task All_of_them_start_anew_and_nobody_is_signed_out()
    {
        await browser.SignInAsync();
        await LoseAsync(0);
        await LoseAsync(0);
        browser.Hosts.Add(Start());
        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_form_that_comes_to_both_at_once_is_done_once()
    {
        web.Provider.Role = "office";
        await browser.SignInAsync();
        var token = await browser.TokenAsync("/office/imports");
        var go = new TaskCompletionSource();
        api.Posts = go.Task;
        var first = browser.PostAsync("/office/imports", Upload(token), browser.Hosts[0]);
        await Eventually.ShouldComeAsync<object>(() => Task.FromResult<object?>(api.Posted.IsEmpty ? null : api), "the first");
        var second = browser.PostAsync("/office/imports", Upload(token), browser.Hosts[1]);
        await Eventually.ShouldComeAsync<object>(async () => await SomebodyWaitsAsync(), "the second, which waits");
        go.SetResult();
        (await second).Headers.Location.ShouldBe((await first).Headers.Location);
        api.Posted.Count(path => path.EndsWith("/imports", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_session_is_refreshed_by_one_of_them_alone()
    {
        web.Provider.Lifetime = 30;
        await browser.SignInAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => browser.GetAsync("/no-such-page")));
        web.Provider.Posted.Count(post => post.Form.GetValueOrDefault("grant_type") == "refresh_token").ShouldBe(1);
    }

    [Fact]
    public async Task The_storage_opens_nothing_else_to_the_Web()
    {
        await using var connection = new NpgsqlConnection(SharedStorage.ConnectionString);
        await connection.OpenAsync(Cancel);
        foreach (var table in new[] { "users", "talents", "grants", "data_protection_keys" })
        {
            await using var look = new NpgsqlCommand($"select from {table}", connection);
            (await Should.ThrowAsync<PostgresException>(() => look.ExecuteNonQueryAsync(Cancel))).SqlState.ShouldBe("42501");
        }
    }

    private HttpClient Start()
    {
        var host = SampleApi
            .Before(web, api)
            .WithWebHostBuilder(builder =>
                builder
                    .UseSetting("DataProtection:Folder", keys.FullName)
                    .ConfigureTestServices(services => services.AddSingleton<TimeProvider>(clock))
            );
        hosts.Add(host);
        return SampleApi.Client(host);
    }

    private async Task LoseAsync(int index)
    {
        browser.Hosts.RemoveAt(index);
        await hosts[index].DisposeAsync();
        hosts.RemoveAt(index);
    }

    private static async Task<bool> SomebodyWaitsAsync()
    {
        await using var connection = new NpgsqlConnection(SharedStorage.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var look = new NpgsqlCommand(
            "select exists (select from pg_locks where locktype = 'advisory' and not granted and database = "
                + "(select oid from pg_database where datname = current_database()))",
            connection
        );
        return (bool)(await look.ExecuteScalarAsync(Cancel))!;
    }

    private static FormUrlEncodedContent Form(string token, params (string Name, string Value)[] fields) =>
        new([new("__RequestVerificationToken", token), .. fields.Select(one => KeyValuePair.Create(one.Name, one.Value))]);

    private static MultipartFormDataContent Upload(string token) =>
        new()
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent("upload"), "_handler" },
            { new StringContent("姓名\n张三\n"), "file", "list.csv" },
        };
}
