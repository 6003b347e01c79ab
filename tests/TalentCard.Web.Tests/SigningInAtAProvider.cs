using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;

namespace TalentCard.Web.Tests;

/// <summary>
/// The Web as a client of whatever provider <c>Authentication:Authority</c> names, known by its discovery document alone.
/// </summary>
public sealed partial class SigningInAtAProvider : IDisposable
{
    private const string SignedIn = "__Host-talentcard=";
    private readonly TalentCardWeb web = new();
    private readonly HttpClient client;

    public SigningInAtAProvider() => client = web.Client();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        client.Dispose();
        web.Dispose();
    }

    [Fact]
    public async Task Asks_for_a_code_with_all_that_guards_it()
    {
        client.DefaultRequestHeaders.Add("Accept-Language", "en");
        var (address, asked) = await AskAsync();
        address.ShouldBe($"{AProvider.Issuer}/here/authorize");
        asked["response_type"].ToString().ShouldBe("code");
        asked["code_challenge_method"].ToString().ShouldBe("S256");
        asked["redirect_uri"].ToString().ShouldBe("https://card.test/signin-oauth");
        asked["ui_locales"].ToString().ShouldBe("en");
        foreach (var secret in new[] { "state", "nonce", "code_challenge" })
            asked[secret].ToString().Length.ShouldBeGreaterThanOrEqualTo(43, secret);
        // The answer has to come back by a link: cookies with SameSite Lax do not go along with a form of another site.
        asked.ShouldNotContainKey("response_mode");
        asked.Keys.ShouldNotContain(key => key.StartsWith("x-client", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("auditor", false)]
    [InlineData("talent", true)]
    public async Task Lets_in_who_userinfo_says_it_is(string role, bool staysSignedIn)
    {
        web.Provider.Role = role;
        using var answer = await SignInAsync();
        answer.Headers.Location!.ToString().ShouldBe("/office/audit");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith(SignedIn, StringComparison.Ordinal));
        cookie.Contains("expires=", StringComparison.OrdinalIgnoreCase).ShouldBe(staysSignedIn);
        var page = await PageAsync();
        page.ShouldContain("张三");
        var redeemed = web.Provider.Posted.Single(post => post.Path == "/here/token").Form;
        redeemed["code"].ShouldBe("a code");
        redeemed["code_verifier"].Length.ShouldBeGreaterThanOrEqualTo(43);
        redeemed["client_secret"].ShouldBe("secret");
    }

    [Theory]
    [InlineData("https://evil.test")]
    [InlineData(AProvider.Issuer + "/")]
    [InlineData(null)]
    public async Task Refuses_an_answer_of_another_issuer(string? issuer)
    {
        using var answer = await SignInAsync(issuer);
        ShouldBeRefused(answer);
        web.Provider.Posted.ShouldBeEmpty("no code is shown to anybody");
    }

    [Theory]
    [InlineData("nonce", "another")]
    [InlineData("nonce", null)]
    [InlineData("iss", "https://evil.test")]
    [InlineData("aud", "another-client")]
    [InlineData("sub", "another person")]
    [InlineData("exp", 1_600_000_000)]
    public async Task Refuses_an_ID_token_of_another_sign_in(string claim, object? value)
    {
        web.Provider.Instead[claim] = value;
        using var answer = await SignInAsync();
        ShouldBeRefused(answer);
    }

    [Fact]
    public async Task Refuses_an_ID_token_that_somebody_else_signed()
    {
        using var key = RSA.Create(2048);
        web.Provider.ForeignKey = new RsaSecurityKey(key) { KeyId = "provider" };
        using var answer = await SignInAsync();
        ShouldBeRefused(answer);
    }

    [Fact]
    public async Task Refuses_a_userinfo_of_somebody_else()
    {
        web.Provider.Subject = "another person";
        using var answer = await SignInAsync();
        ShouldBeRefused(answer);
    }

    [Fact]
    public async Task Refuses_an_answer_that_this_browser_did_not_ask_for()
    {
        var (_, asked) = await AskAsync();
        using var other = web.Client();
        using var answer = await other.GetAsync(Answer(asked, AProvider.Issuer), Cancel);
        ShouldBeRefused(answer);
    }

    [Fact]
    public async Task Pushes_its_request_where_the_provider_takes_it()
    {
        web.Provider.TakesPushed = true;
        var (_, sent) = await AskAsync();
        sent.Keys.ShouldBe(["client_id", "request_uri"], ignoreOrder: true);
        sent["request_uri"].ToString().ShouldBe("urn:pushed:1");
        var asked = web.Provider.Posted.Single(post => post.Path == "/here/push").Form;
        asked["code_challenge_method"].ShouldBe("S256");
        asked["ui_locales"].ShouldBe("zh-CN");
        asked["client_secret"].ShouldBe("secret");
        web.Provider.Nonce = asked["nonce"];
        using var answer = await client.GetAsync(Answer(new() { ["state"] = asked["state"] }, AProvider.Issuer), Cancel);
        answer.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith(SignedIn, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Starts_before_the_provider_and_signs_in_once_it_is_there()
    {
        web.Provider.Up = false;
        using (var page = await client.GetAsync("/sign-in", Cancel))
        {
            page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await page.Content.ReadAsStringAsync(Cancel)).ShouldContain("服务暂时连接不上");
        }
        web.Provider.Up = true;
        using var answer = await SignInAsync();
        answer.Headers.Location!.ToString().ShouldBe("/office/audit");
    }

    [Fact]
    public async Task Says_so_when_the_provider_takes_no_pushed_request_just_now()
    {
        web.Provider.TakesPushed = true;
        web.Provider.Pushes = HttpStatusCode.ServiceUnavailable;
        using var page = await client.GetAsync("/sign-in", Cancel);
        page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Theory]
    [InlineData("cors")]
    [InlineData("same-origin")]
    public async Task Says_so_to_a_script_and_asks_nobody(string mode)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/office/audit") { Headers = { { "Sec-Fetch-Mode", mode } } };
        using var answer = await client.SendAsync(request, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => cookie.StartsWith("__Host-talentcard-forms="));
    }

    [Fact]
    public async Task Refreshes_once_however_many_ask_at_once()
    {
        web.Provider.Lifetime = 30;
        (await SignInAsync()).Dispose();
        var pages = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => PageAsync()));
        pages.ShouldAllBe(page => page.Contains("张三"));
        var refreshed = web
            .Provider.Posted.Where(post => post.Form.GetValueOrDefault("grant_type") == "refresh_token")
            .ShouldHaveSingleItem();
        refreshed.Path.ShouldBe("/here/token");
        refreshed.Form["refresh_token"].ShouldBe("a refresh token");
        refreshed.Form["client_secret"].ShouldBe("secret");
    }

    [Fact]
    public async Task Looks_nobody_up_for_an_asset()
    {
        web.Provider.Lifetime = 30;
        (await SignInAsync()).Dispose();
        (await client.GetAsync("/favicon.svg", Cancel)).EnsureSuccessStatusCode();
        web.Provider.Posted.ShouldNotContain(post => post.Form["grant_type"] == "refresh_token");
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, false)]
    [InlineData(HttpStatusCode.ServiceUnavailable, true)]
    public async Task Ends_a_session_that_the_provider_refuses_to_refresh(HttpStatusCode refreshes, bool stays)
    {
        web.Provider.Lifetime = 30;
        (await SignInAsync()).Dispose();
        web.Provider.Refreshes = refreshes;
        (await PageAsync()).Contains("张三").ShouldBe(stays);
    }

    [Fact]
    public async Task Signs_out_at_the_provider_too()
    {
        (await SignInAsync()).Dispose();
        var token = Token().Match(await PageAsync()).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var answer = await client.PostAsync("/sign-out", form, Cancel);
        answer.Headers.Location!.GetLeftPart(UriPartial.Path).ShouldBe($"{AProvider.Issuer}/here/end");
        var sent = QueryHelpers.ParseQuery(answer.Headers.Location.Query);
        sent["id_token_hint"].ToString().ShouldStartWith("ey");
        sent["client_id"].ToString().ShouldBe("talentcard-web");
        sent["post_logout_redirect_uri"].ToString().ShouldBe("https://card.test/");
        web.Provider.Posted.Single(post => post.Path == "/here/revoke").Form["token"].ShouldBe("a refresh token");
        (await PageAsync()).ShouldNotContain("张三");
    }

    [Theory]
    [InlineData("/signout-oidc")]
    [InlineData("/signout-callback-oidc")]
    public async Task Lets_nobody_else_sign_a_person_out(string path)
    {
        (await SignInAsync()).Dispose();
        (await client.GetAsync($"{path}?iss={AProvider.Issuer}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PageAsync()).ShouldContain("张三");
    }

    // Any page says who is signed in, and this one asks the Api for nothing.
    private async Task<string> PageAsync()
    {
        using var answer = await client.GetAsync("/no-such-page", Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    // From the page that needs somebody signed in to the provider, and back with its answer.
    private async Task<HttpResponseMessage> SignInAsync(string? issuer = AProvider.Issuer)
    {
        var (_, asked) = await AskAsync();
        web.Provider.Nonce = asked["nonce"];
        return await client.GetAsync(Answer(asked, issuer), Cancel);
    }

    private async Task<(string Address, Dictionary<string, StringValues> Asked)> AskAsync()
    {
        using var answer = await client.GetAsync("/office/audit", Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return (answer.Headers.Location!.GetLeftPart(UriPartial.Path), QueryHelpers.ParseQuery(answer.Headers.Location.Query));
    }

    private static string Answer(Dictionary<string, StringValues> asked, string? issuer) =>
        QueryHelpers.AddQueryString(
            "/signin-oauth",
            new Dictionary<string, string?>
            {
                ["code"] = "a code",
                ["state"] = asked["state"],
                ["iss"] = issuer,
            }
        );

    private static void ShouldBeRefused(HttpResponseMessage answer)
    {
        answer.Headers.Location!.ToString().ShouldBe("/sign-in-failed");
        answer.Headers.TryGetValues("Set-Cookie", out var cookies);
        (cookies ?? []).ShouldNotContain(cookie => cookie.StartsWith(SignedIn, StringComparison.Ordinal));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
