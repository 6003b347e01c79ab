using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;

namespace TalentCard.Web.Tests;

/// <summary>A sign-in always begins a session of its own and ends the one that was there.</summary>
public sealed class BeginningASession : IDisposable
{
    private readonly TalentCardWeb web = new();
    private readonly WebBrowser browser;

    public BeginningASession() => browser = new(web.Provider, Client(web));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => web.Dispose();

    [Fact]
    public async Task A_cookie_that_somebody_else_signs_in_with_gets_nothing_of_theirs()
    {
        web.Provider.Role = "talent";
        await browser.SignInAsync();
        var second = new WebBrowser(web.Provider, Client(web)) { Cookies = new(browser.Cookies) };
        web.Provider.Role = "office";
        web.Provider.Instead["sub"] = web.Provider.Subject = "another";
        await second.SignInAsync();
        (await second.IsSignedInAsync()).ShouldBeTrue();
        (await browser.IsSignedInAsync()).ShouldBeFalse("the session of before has ended");
        using var export = await browser.GetAsync("/office/talents.xlsx");
        export.Headers.Location!.ToString().ShouldStartWith(AProvider.Issuer);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-in?returnUrl=/card")]
    public async Task A_bookmark_or_a_second_tab_signs_in_anew_and_work_goes_on_when_the_token_runs_out(string bookmark)
    {
        await browser.SignInAsync();
        // At once with every request.
        web.Provider.Lifetime = 30;
        await browser.SignInAsync(bookmark);
        (await browser.IsSignedInAsync()).ShouldBeTrue();
        foreach (var path in new[] { "/", "/sign-in" })
        {
            using var page = await browser.GetAsync(path);
            ((int)page.StatusCode).ShouldBeLessThan(400, path);
        }
    }

    [Fact]
    public async Task Two_tabs_may_sign_in_at_the_same_time()
    {
        await browser.SignInAsync();
        var tab = new WebBrowser(web.Provider, Client(web)) { Cookies = new(browser.Cookies) };
        await browser.SignInAsync();
        await tab.SignInAsync();
        (await tab.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_copy_of_the_cookie_is_nothing_after_signing_out()
    {
        await browser.SignInAsync();
        var copy = new WebBrowser(web.Provider, Client(web)) { Cookies = new(browser.Cookies) };
        var token = await browser.TokenAsync("/no-such-page");
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        (await browser.PostAsync("/sign-out", form)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await copy.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_cookie_of_the_release_before_asks_for_a_sign_in()
    {
        browser.Cookies["__Host-talentcard"] = "CfDJ8rubbish";
        (await browser.IsSignedInAsync()).ShouldBeFalse();
        await browser.SignInAsync();
        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/no-such-page")]
    public async Task While_the_storage_is_away_every_page_says_so_and_nobody_is_signed_out(string path)
    {
        await browser.SignInAsync();
        using var away = web.WithWebHostBuilder(builder =>
            builder.UseSetting("ConnectionStrings:Web", "Host=127.0.0.1;Port=9;Username=nobody;Timeout=1")
        );
        var there = browser.Hosts.Single();
        browser.Hosts[0] = Client(away);
        using (var page = await browser.GetAsync(path))
        {
            page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            var text = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Cancel));
            text.ShouldContain("服务暂时");
            text.ShouldNotContain("Npgsql");
        }
        browser.Hosts[0] = there;
        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task One_that_has_ended_elsewhere_ends_here_with_the_next_page()
    {
        var api = new SampleApi();
        using var host = SampleApi.Before(web, api);
        var reader = new WebBrowser(web.Provider, Client(host));
        await reader.SignInAsync();
        (await reader.IsSignedInAsync()).ShouldBeTrue();
        api.Answers = HttpStatusCode.Unauthorized;
        await Testing.Eventually.ShouldComeAsync<object>(async () => !await reader.IsSignedInAsync(), "a page of nobody");
        api.Answers = null;
        (await reader.IsSignedInAsync()).ShouldBeFalse("it stays ended");
    }

    private static HttpClient Client(WebApplicationFactory<Program> host) => SampleApi.Client(host);
}
