using System.Net;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Core.Accounts;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Connect;

/// <summary>
/// Ended means ended: the Api takes no access token of it any more, its refresh token is good for nothing, and a copy of the
/// authorization server's cookie gives no code.
/// </summary>
public sealed class EndingASignIn(ApiWithItsIssuer api) : IClassFixture<ApiWithItsIssuer>, IAsyncLifetime
{
    private readonly Browser browser = api.Browser();
    private readonly string name = $"auditor-{Guid.NewGuid():N}";
    private Guid user;
    private string cookie = "";
    private string code = "";
    private JsonElement tokens;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Access => tokens.GetProperty("access_token").GetString()!;

    private string Refresh => tokens.GetProperty("refresh_token").GetString()!;

    public async ValueTask InitializeAsync()
    {
        user = await TestData.UserAsync(api.Database, name, ["auditor"]);
        cookie = CookieOf(await browser.SignInAsync(name));
        code = await browser.CodeAsync(("scope", "openid profile offline_access audit"));
        (_, tokens) = await browser.RedeemAsync(code);
        (await StatusAsync(Access)).ShouldBe(HttpStatusCode.OK);
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("disabled_at = now()")]
    [InlineData("security_stamp = 'another'")]
    public async Task With_the_account(string change)
    {
        await ExecuteAsync($"update users set {change} where id = @user");
        await ShouldBeOverAsync();
    }

    [Fact]
    public async Task By_another_password_in_another_browser()
    {
        using var other = api.Browser();
        await other.SignInAsync(name);
        var own = await other.CodeAsync(("prompt", "none"));
        using var changed = await other.SubmitAsync(
            "/account/security",
            ("current", TestData.Password),
            ("password", "Another-2026!"),
            ("again", "Another-2026!")
        );
        (await PageAsync(other, "/account/security")).ShouldContain("其他设备上的登录已失效");
        await ShouldBeOverAsync();
        (await other.RedeemAsync(own)).Status.ShouldBe(HttpStatusCode.BadRequest, "a code of before the change");
        (await other.AuthorizeAsync(("prompt", "none"))).ShouldContainKey("code", "this browser goes on");
    }

    [Fact]
    public async Task By_signing_out()
    {
        (await browser.SubmitAsync("/account/sign-out")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await ShouldBeOverAsync();
    }

    [Fact]
    public async Task By_a_client_that_signs_its_user_out_and_has_lost_the_cookie()
    {
        using var elsewhere = api.Browser();
        await elsewhere.GetAsync($"/connect/endsession?id_token_hint={tokens.GetProperty("id_token").GetString()}");
        await ShouldBeOverAsync();
    }

    [Fact]
    public async Task By_a_refresh_token_that_comes_twice()
    {
        (await browser.RefreshAsync(Refresh)).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.RefreshAsync(Refresh)).Status.ShouldBe(HttpStatusCode.BadRequest);
        await ShouldBeRefusedAsync(Access);
    }

    [Fact]
    public async Task By_a_code_that_comes_twice()
    {
        (await browser.RedeemAsync(code)).Status.ShouldBe(HttpStatusCode.BadRequest);
        await ShouldBeRefusedAsync(Access);
        (await browser.RefreshAsync(Refresh)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task By_a_revoked_refresh_token()
    {
        await browser.ClientAsync("/connect/revoke", ("token", Refresh));
        await ShouldBeRefusedAsync(Access);
    }

    [Fact]
    public async Task Of_one_access_token_leaves_the_rest()
    {
        await browser.ClientAsync("/connect/revoke", ("token", Access), ("token_type_hint", "access_token"));
        await ShouldBeRefusedAsync(Access);
        var (status, next) = await browser.RefreshAsync(Refresh);
        status.ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(next.GetProperty("access_token").GetString()!)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task On_ones_own_page_ends_the_one_that_was_chosen()
    {
        using var other = api.Browser();
        var chosen = await IdAsync();
        other.UserAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36";
        await other.SignInAsync(name);
        var page = await PageAsync(other, "/account/sign-ins");
        page.ShouldContain("Chrome · Windows");
        page.ShouldContain("未知浏览器");
        page.ShouldContain("127.0.0.1");
        (await other.SubmitAsync("/account/sign-ins", ("id", chosen))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await PageAsync(other, "/account/sign-ins")).ShouldContain("已退出该设备");
        await ShouldBeOverAsync();
        (await PageAsync(other, "/account/sign-ins")).ShouldContain("当前浏览器");
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("01890000-0000-7000-8000-000000000000")]
    public async Task On_ones_own_page_ends_nothing_that_is_not_ones_own(string id)
    {
        (await browser.SubmitAsync("/account/sign-ins", ("id", id))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var stranger = api.Browser();
        var another = $"auditor-{Guid.NewGuid():N}";
        await TestData.UserAsync(api.Database, another, ["auditor"]);
        await stranger.SignInAsync(another);
        await stranger.SubmitAsync("/account/sign-ins", ("id", await IdAsync()));
        (await PageAsync(stranger, "/account/sign-ins")).ShouldContain("该登录已不存在");
        (await StatusAsync(Access)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signing_in_again_goes_on_with_what_clients_have_but_not_with_the_old_cookie()
    {
        await browser.SignInAsync(name);
        (await CopyAsync()).ShouldContain("login_required");
        (await StatusAsync(Access)).ShouldBe(HttpStatusCode.OK);
        (await browser.RefreshAsync(Refresh)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Somebody_elses_sign_in_in_the_same_browser_ends_it()
    {
        var another = $"auditor-{Guid.NewGuid():N}";
        await TestData.UserAsync(api.Database, another, ["auditor"]);
        await browser.SignInAsync(another);
        await ShouldBeOverAsync();
    }

    [Fact]
    public async Task A_code_that_is_asked_for_in_this_moment_is_not_given()
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await using var ending = await connection.BeginTransactionAsync(Cancel);
        await connection.ExecuteAsync("update sign_ins set ended_at = now() where user_id = @user", new { user }, ending);
        var asking = browser.AuthorizeAsync(("prompt", "none"));
        await ShouldWaitAsync("insert into grants");
        await ending.CommitAsync(Cancel);
        (await asking)["error"].ToString().ShouldBe("login_required");
    }

    [Fact]
    public async Task A_sign_in_that_begins_in_this_moment_does_not_begin()
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await using var ending = await connection.BeginTransactionAsync(Cancel);
        var account = (await api.Services.GetRequiredService<UserStore>().FindAsync(user, Cancel))!;
        await connection.ExecuteAsync("update users set security_stamp = 'new' where id = @user", new { user }, ending);
        var store = api.Services.GetRequiredService<SignInStore>();
        var beginning = store.BeginAsync(account, SignInMethods.Password, "a browser", null, before: null, Cancel);
        await ShouldWaitAsync("insert into sign_ins");
        await ending.CommitAsync(Cancel);
        (await beginning).ShouldBeNull();
    }

    [Fact]
    public async Task Is_known_to_a_host_that_starts_afterwards()
    {
        await ExecuteAsync("update users set security_stamp = 'another' where id = @user");
        await ShouldBeRefusedAsync(Access);
        using var second = new EndedTokens(
            api.Database.Db,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<EndedTokens>.Instance
        );
        await second.StartAsync(Cancel);
        var sid = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(Access).GetClaim("sid");
        (await second.IncludeAsync(new(new System.Security.Claims.ClaimsIdentity([sid])), Cancel)).ShouldBeTrue();
        await second.StopAsync(Cancel);
    }

    private async Task ShouldBeOverAsync()
    {
        await ShouldBeRefusedAsync(Access);
        (await browser.RefreshAsync(Refresh)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await CopyAsync()).ShouldContain("login_required");
    }

    private async Task ShouldBeRefusedAsync(string access) =>
        await Eventually.ShouldComeAsync<object>(
            async () => await StatusAsync(access) == HttpStatusCode.Unauthorized,
            "a refusal of the access token"
        );

    // What the client hears of a request without a page, of whoever has a copy of the cookie.
    private async Task<string> CopyAsync()
    {
        using var thief = api.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, Browser.AuthorizeUrl(("prompt", "none")));
        request.Headers.Add("Cookie", cookie);
        using var answer = await thief.SendAsync(request);
        return answer.Headers.Location!.ToString();
    }

    private async Task<HttpStatusCode> StatusAsync(string access)
    {
        using var answer = await browser.CallAsync("/api/v1/me", access);
        return answer.StatusCode;
    }

    private static string CookieOf(HttpResponseMessage answer) =>
        answer
            .Headers.GetValues("Set-Cookie")
            .Single(one => one.StartsWith("talentcard-session=", StringComparison.Ordinal))
            .Split(';')[0];

    private static async Task<string> PageAsync(Browser browser, string path)
    {
        using var page = await browser.GetAsync(path);
        return WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<string> IdAsync()
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        return await connection.QuerySingleAsync<string>(
            "select id::text from sign_ins where user_id = @user and ended_at is null",
            new { user }
        );
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(sql, new { user });
    }

    private async Task ShouldWaitAsync(string statement)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await Eventually.ShouldComeAsync<object>(
            async () =>
                await connection.ExecuteScalarAsync<bool>(
                    """
                    select exists (select from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock' and query like '%' || @statement || '%')
                    """,
                    new { statement }
                ),
            "a statement that waits"
        );
    }
}
