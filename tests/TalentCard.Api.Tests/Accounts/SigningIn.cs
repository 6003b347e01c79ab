using System.Net;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Api.Tests.Connect;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Accounts;

public sealed class SigningIn(ApiWithItsIssuer api) : IClassFixture<ApiWithItsIssuer>, IAsyncLifetime
{
    private readonly Browser browser = api.Browser();
    private readonly string name = $"expert-{Guid.NewGuid():N}";
    private Guid user;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => user = await TestData.UserAsync(api.Database, name, ["expert"]);

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task With_the_right_password_starts_a_session_and_is_in_the_trail()
    {
        using var answer = await browser.SignInAsync(name);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer
            .Headers.GetValues("Set-Cookie")
            .ShouldContain(cookie =>
                cookie.StartsWith("talentcard-session=", StringComparison.Ordinal)
                && cookie.Contains("httponly")
                && cookie.Contains("samesite=lax")
            );
        (await SignedInAsync()).ShouldBeTrue();
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.ExecuteScalarAsync<int>(
                "select count(*)::int from audit_events where action = 'account.sign_in' and actor_id = @id",
                new { id = user.ToString() }
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task With_a_wrong_password_keeps_the_name_and_says_no_more_than_for_an_unknown_name()
    {
        using var wrong = await browser.SignInAsync(name, "Wrong-2026!");
        using var unknown = await browser.SignInAsync("nobody-at-all");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var (wrongPage, unknownPage) = (
            await wrong.Content.ReadAsStringAsync(Cancel),
            await unknown.Content.ReadAsStringAsync(Cancel)
        );
        wrongPage.ShouldContain($"value=\"{name}\"");
        Told(wrongPage).ShouldBe(Told(unknownPage));

        static string Told(string page) =>
            page[page.IndexOf("role=\"alert\"", StringComparison.Ordinal)..page.IndexOf("<form", StringComparison.Ordinal)];
    }

    [Fact]
    public async Task Five_times_wrong_locks_the_account_for_a_quarter_of_an_hour()
    {
        for (var i = 0; i < 5; i++)
            (await browser.SignInAsync(name, "Wrong-2026!")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        api.Clock.Advance(TimeSpan.FromMinutes(14));
        (await browser.SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        api.Clock.Advance(TimeSpan.FromMinutes(1));
        (await browser.SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Four_times_wrong_and_then_right_starts_counting_anew()
    {
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++)
                await browser.SignInAsync(name, "Wrong-2026!");
            (await browser.SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }
    }

    [Fact]
    public async Task By_many_guesses_at_once_counts_every_one()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(async _ =>
                {
                    using var attacker = api.Browser();
                    await attacker.SignInAsync(name, "Wrong-2026!");
                })
        );
        (await browser.SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("disabled_at = now()")]
    [InlineData("is_demo = true")]
    [InlineData("password_hash = null")]
    public async Task Into_an_account_that_may_not_is_refused(string change)
    {
        await ChangeAsync(change);
        (await browser.SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("disabled_at = now()")]
    [InlineData("security_stamp = 'another'")]
    [InlineData("roles = array['office']")]
    public async Task Lasts_only_as_long_as_the_account_may(string change)
    {
        await browser.SignInAsync(name);
        await ChangeAsync(change);
        (await SignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Lasts_twelve_hours()
    {
        await browser.SignInAsync(name);
        api.Clock.Advance(TimeSpan.FromHours(11.9));
        (await SignedInAsync()).ShouldBeTrue();
        api.Clock.Advance(TimeSpan.FromHours(0.2));
        (await SignedInAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/connect/authorize?")]
    [InlineData("/\\evil.example")]
    [InlineData("/connect/authorize?\r\nLocation: https://evil.example")]
    [InlineData("/api/v1/me")]
    public async Task Leads_nowhere_but_to_the_authorization_endpoint(string returnUrl)
    {
        using var answer = await browser.SignInAsync(name, url: $"/account/sign-in?return_url={Uri.EscapeDataString(returnUrl)}");
        answer.Headers.Location!.ToString().ShouldBe("/account/signed-in");
    }

    [Fact]
    public async Task Without_the_pages_own_token_is_refused()
    {
        using var forged = await browser.PostAsync(
            "/account/sign-in",
            new FormUrlEncodedContent([new("user_name", name), new("password", TestData.Password)])
        );
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var json = await browser.PostAsync("/account/sign-in", JsonContent.Create(new { user_name = name }));
        json.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SignedInAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("' or 1=1 --")]
    [InlineData("😀\u202e\"><script>")]
    [InlineData("a\u0001b")]
    [InlineData("a\0b")]
    public async Task With_strange_names_is_refused_and_not_logged(string strange)
    {
        var marked = $"marker8146{strange}";
        using var answer = await browser.SignInAsync(marked, $"password8146{strange}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldNotContain("<script>");
        api.Log.Lines.ShouldNotContain(line => line.Contains("8146", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/account/sign-in", null, "zh-CN")]
    [InlineData("/account/sign-in", "en-GB,zh;q=0.5", "en")]
    [InlineData("/account/sign-in", "fr,de;q=0.5", "zh-CN")]
    [InlineData("/account/sign-in?ui_locales=en", "zh-CN", "en")]
    public async Task Shows_a_page_in_the_visitors_language_that_nobody_can_frame(string url, string? accepts, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (accepts is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", accepts);
        using var page = await browser.SendAsync(request);
        (await page.Content.ReadAsStringAsync(Cancel)).ShouldContain($"<html lang=\"{language}\"");
        page.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        var policy = page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe-inline");
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await browser.GetAsync("/sign-in.css")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task And_out_asks_first_and_ends_the_session()
    {
        await browser.SignInAsync(name);
        (await browser.GetAsync("/connect/endsession")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SignedInAsync()).ShouldBeTrue();
        using var answer = await browser.SubmitAsync(
            $"/connect/endsession?client_id=web&state=bye&post_logout_redirect_uri={Uri.EscapeDataString(ApiWithItsIssuer.PostLogoutUri)}"
        );
        answer.Headers.Location!.ToString().ShouldBe($"{ApiWithItsIssuer.PostLogoutUri}?state=bye");
        (await SignedInAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("post_logout_redirect_uri=https://evil.example/&client_id=web")]
    [InlineData("post_logout_redirect_uri=https://evil.example/")]
    [InlineData("post_logout_redirect_uri=http://localhost:9/&client_id=nobody")]
    public async Task And_out_leads_only_where_the_client_may_send_people(string query)
    {
        using var answer = await browser.GetAsync($"/connect/endsession?{query}");
        answer.Headers.Location!.ToString().ShouldBe("/account/signed-out");
    }

    [Fact]
    public async Task Leaves_keys_in_the_database_that_cannot_be_read_there()
    {
        await browser.SignInAsync(name);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        var ciphers = (await connection.QueryAsync<byte[]>("select xml_cipher from data_protection_keys")).AsList();
        ciphers.ShouldNotBeEmpty();
        ciphers.ShouldAllBe(cipher => !System.Text.Encoding.UTF8.GetString(cipher).Contains("masterKey"));
    }

    private async Task<bool> SignedInAsync() => (await browser.GetAsync("/account/signed-in")).StatusCode == HttpStatusCode.OK;

    private async Task ChangeAsync(string change)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync($"update users set {change} where id = @user", new { user });
    }
}
