using System.Net;
using Dapper;
using TalentCard.Api.Tests.Connect;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Accounts;

/// <summary>Passwords that others made, that others guess first, and that are kept too cheaply.</summary>
public sealed class ChoosingAPassword(ApiWithItsIssuer api) : IClassFixture<ApiWithItsIssuer>, IAsyncLifetime
{
    private const string Chosen = "Jiu-Ling 7 wan!";
    private const string Security = "/account/security";
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
    public async Task A_temporary_one_opens_nothing_but_the_page_on_which_another_is_chosen()
    {
        await TemporaryAsync(TimeSpan.FromHours(72));
        var authorize = Browser.AuthorizeUrl();
        var url = $"/account/sign-in?return_url={Uri.EscapeDataString(authorize)}";
        using var signedIn = await browser.SignInAsync(name, url: url);
        var next = signedIn.Headers.Location!.ToString();
        next.ShouldStartWith($"{Security}?return_url=");
        (await browser.GetAsync("/account/signed-in")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.GetAsync(authorize)).Headers.Location!.ToString().ShouldStartWith("/account/sign-in");
        (await ReadAsync(browser, next)).ShouldContain("临时密码");
        using var changed = await ChangeAsync(Chosen, next);
        changed.Headers.Location!.ToString().ShouldBe(authorize);
        (await browser.AuthorizeAsync()).ShouldContainKey("code");
        using var later = api.Browser();
        (await later.SignInAsync(name, Chosen)).Headers.Location!.ToString().ShouldBe("/account/signed-in");
    }

    [Fact]
    public async Task A_temporary_one_ends_after_three_days()
    {
        await TemporaryAsync(TimeSpan.FromHours(72));
        api.Clock.Advance(TimeSpan.FromHours(72));
        using var answer = await browser.SignInAsync(name);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("72");
        (await browser.GetAsync(Security)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("Woaini1314!")]
    [InlineData("ZhangWei-1990")]
    [InlineData("88888888aA!")]
    [InlineData("P@$$word2026")]
    [InlineData("Huainan@2026")]
    public async Task One_that_is_tried_first_is_refused_however_it_is_dressed(string common)
    {
        await browser.SignInAsync(name);
        await ChangeAsync(common);
        (await ReadAsync(browser, Security)).ShouldContain("常见密码");
        using var later = api.Browser();
        (await later.SignInAsync(name, common)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task One_with_the_users_own_name_is_refused()
    {
        await browser.SignInAsync(name);
        await ChangeAsync($"A1!{name}");
        using var later = api.Browser();
        (await later.SignInAsync(name, $"A1!{name}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_cheap_hash_is_renewed_at_sign_in_and_no_session_ends()
    {
        using var before = api.Browser();
        await before.SignInAsync(name);
        var cheap = TestData.HashOf(TestData.Password, TestData.PasswordIterations / 2);
        await ExecuteAsync("update users set password_hash = @cheap where id = @user", new { cheap, user });
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async _ =>
                {
                    using var one = api.Browser();
                    (await one.SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
                })
        );
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        var hash = await connection.ExecuteScalarAsync<string>("select password_hash from users where id = @user", new { user });
        var iterations = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(Convert.FromBase64String(hash!).AsSpan(5));
        iterations.ShouldBe((uint)TestData.PasswordIterations);
        (await before.GetAsync("/account/signed-in")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await before.SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static async Task<string> ReadAsync(Browser browser, string page) =>
        WebUtility.HtmlDecode(await (await browser.GetAsync(page)).Content.ReadAsStringAsync(Cancel));

    private async Task<HttpResponseMessage> ChangeAsync(string wanted, string page = Security) =>
        await browser.SubmitAsync(page, ("current", TestData.Password), ("password", wanted), ("again", wanted));

    private Task TemporaryAsync(TimeSpan left) =>
        ExecuteAsync(
            "update users set password_temporary_until = @until where id = @user",
            new { user, until = api.Clock.GetUtcNow() + left }
        );

    private async Task ExecuteAsync(string sql, object arguments)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(sql, arguments);
    }
}
