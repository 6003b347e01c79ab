using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Connect;

/// <summary>
/// The modules of OpenID's Basic OP plan (docs/openid-basic-op.md) that no other test shows; <see cref="RelyingParty"/> checks
/// what all of them ask.
/// </summary>
public sealed class TheBasicOpenIdPlan(ApiWithItsIssuer api) : IClassFixture<ApiWithItsIssuer>, IAsyncLifetime
{
    private static readonly (string, string?)[] Pkce = [("code_challenge", Browser.Challenge), ("code_challenge_method", "S256")];
    private readonly Browser browser = api.Browser();
    private readonly string name = $"auditor-{Guid.NewGuid():N}";
    private Guid user;
    private RelyingParty client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        user = await TestData.UserAsync(api.Database, name, ["auditor"]);
        client = new RelyingParty(api, browser, name);
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Gives_a_code_tokens_and_userinfo()
    {
        var signedIn = await client.SignInAsync();
        client.Pages.ShouldBe(["/account/sign-in"]);
        signedIn.Subject.ShouldBe(user.ToString());
        signedIn
            .IdToken.Claims.Select(claim => claim.Type)
            .Distinct()
            .ShouldBe(
                ["acr", "amr", "at_hash", "aud", "auth_time", "azp", "exp", "iat", "iss", "nonce", "sid", "sub"],
                ignoreOrder: true
            );
        var userInfo = await client.UserInfoAsync(signedIn.AccessToken);
        userInfo.EnumerateObject().Select(claim => claim.Name).ShouldBe(["sub"]);
        userInfo.GetProperty("sub").GetString().ShouldBe(signedIn.Subject);
        signedIn.Tokens.TryGetProperty("refresh_token", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Gives_codes_of_128_bits_and_more_and_never_the_same()
    {
        await client.SignInAsync();
        var codes = new HashSet<string>();
        for (var i = 0; i < 5; i++)
            codes.Add((await client.AuthorizeAsync(client.Url()))["code"].ToString());
        codes.Count.ShouldBe(5);
        codes.ShouldAllBe(code => Base64Url.DecodeFromChars(code).Length >= 128 / 8);
    }

    [Fact]
    public async Task Signs_the_id_token_with_rs256_and_names_the_key()
    {
        var token = (await client.SignInAsync()).IdToken;
        token.Alg.ShouldBe("RS256");
        token.Kid.ShouldNotBeNullOrEmpty();
        token.Typ.ShouldBe("JWT");
    }

    [Theory]
    [InlineData("get")]
    [InlineData("post-header")]
    [InlineData("post-body")]
    public async Task Answers_userinfo_by(string way)
    {
        var signedIn = await client.SignInAsync(("scope", "openid profile"));
        using var request = new HttpRequestMessage(way == "get" ? HttpMethod.Get : HttpMethod.Post, "/connect/userinfo");
        if (way == "post-body")
            request.Content = new FormUrlEncodedContent([new("access_token", signedIn.AccessToken)]);
        else
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.AccessToken);
        using var answer = await browser.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var claims = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        claims.GetProperty("sub").GetString().ShouldBe(signedIn.Subject);
        claims.GetProperty("name").GetString().ShouldBe(name);
        claims.GetProperty("preferred_username").GetString().ShouldBe(name);
    }

    [Fact]
    public Task Needs_no_nonce() => client.SignInAsync(("nonce", null));

    [Fact]
    public async Task Gives_the_profile_at_userinfo()
    {
        var signedIn = await client.SignInAsync(("scope", "openid profile"));
        var claims = await client.UserInfoAsync(signedIn.AccessToken);
        claims.GetProperty("name").GetString().ShouldBe(name);
        claims.GetProperty("preferred_username").GetString().ShouldBe(name);
        claims.GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["auditor"]);
        signedIn.IdToken.Claims.ShouldNotContain(claim => claim.Type == "name" || claim.Type == "preferred_username");
    }

    [Fact]
    public async Task Takes_scopes_and_parameters_in_any_order()
    {
        var parts = client.Url(("scope", "profile openid")).Split('?');
        var signedIn = await client.SignInAsync($"{parts[0]}?{string.Join('&', parts[1].Split('&').Reverse())}");
        signedIn.Tokens.GetProperty("scope").GetString()!.Split(' ').ShouldBe(["openid", "profile"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("display", "page")]
    [InlineData("display", "popup")]
    [InlineData("extra", "foobar")]
    [InlineData("login_hint", "buffy@example.com")]
    [InlineData("ui_locales", "se")]
    [InlineData("claims_locales", "se")]
    public async Task Takes_without_harm(string parameter, string value)
    {
        (await client.SignInAsync((parameter, value))).Subject.ShouldBe(user.ToString());
        client.Pages.ShouldBe(["/account/sign-in"]);
    }

    [Theory]
    [InlineData("en", "zh-CN", "User name")]
    [InlineData("zh-CN", "en", "用户名")]
    public async Task Shows_the_sign_in_page_in_the_language_asked_for(string asked, string ofTheBrowser, string words)
    {
        using var first = await browser.GetAsync(client.Url(("ui_locales", asked)));
        using var request = new HttpRequestMessage(HttpMethod.Get, first.Headers.Location);
        request.Headers.AcceptLanguage.ParseAdd(ofTheBrowser);
        using var page = await browser.SendAsync(request);
        WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Cancel)).ShouldContain(words);
    }

    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("max_age", "1")]
    public async Task Asks_for_a_later_sign_in_with(string parameter, string value)
    {
        var first = await client.SignInAsync();
        api.Clock.Advance(TimeSpan.FromSeconds(2));
        var second = await client.SignInAsync((parameter, value));
        client.Pages.ShouldBe(["/account/sign-in"]);
        second.AuthTime.ShouldBe(first.AuthTime + 2);
        second.Subject.ShouldBe(first.Subject);
    }

    [Fact]
    public async Task Says_login_required_and_keeps_a_long_state()
    {
        var state = string.Concat(Enumerable.Repeat("0123456789abcdef", 8));
        var answer = await client.AuthorizeAsync(client.Url(("prompt", "none"), ("state", state)));
        client.Pages.ShouldBeEmpty();
        answer["error"].ToString().ShouldBe("login_required");
        answer["state"].ToString().ShouldBe(state);
    }

    [Theory]
    [InlineData("prompt=none")]
    [InlineData("max_age=10000")]
    [InlineData("id_token_hint")]
    public async Task Answers_at_once_and_for_the_same_sign_in(string how)
    {
        var first = await client.SignInAsync(("max_age", how == "max_age=10000" ? "15000" : null));
        api.Clock.Advance(TimeSpan.FromSeconds(2));
        var second = await client.SignInAsync(
            how switch
            {
                "prompt=none" => [("prompt", "none")],
                "max_age=10000" => [("max_age", "10000")],
                _ => [("prompt", "none"), ("id_token_hint", first.IdToken.EncodedToken)],
            }
        );
        client.Pages.ShouldBeEmpty();
        second.AuthTime.ShouldBe(first.AuthTime);
        second.Subject.ShouldBe(first.Subject);
    }

    [Fact]
    public async Task Says_in_acr_how_it_was_signed_in()
    {
        using var published = await browser.GetAsync("/.well-known/openid-configuration");
        string[] supported =
        [
            .. JsonElement
                .Parse(await published.Content.ReadAsStringAsync(Cancel))
                .GetProperty("acr_values_supported")
                .EnumerateArray()
                .Select(value => value.GetString()!),
        ];
        var signedIn = await client.SignInAsync(("acr_values", string.Join(' ', supported)));
        signedIn.IdToken.GetPayloadValue<string>("acr").ShouldBeOneOf(supported);
    }

    [Fact]
    public async Task Refuses_a_code_used_again_after_half_a_minute_and_its_access_token()
    {
        var url = client.Url(("nonce", "n"));
        var code = (await client.AuthorizeAsync(url))["code"].ToString();
        var (_, tokens) = await client.RedeemAsync(code);
        var signedIn = await client.CheckAsync(tokens, "n");
        await client.UserInfoAsync(signedIn.AccessToken);
        api.Clock.Advance(TimeSpan.FromSeconds(30));
        RedeemingACode.ShouldBe(await client.RedeemAsync(code), "invalid_grant");
        using var refused = await browser.CallAsync("/connect/userinfo", signedIn.AccessToken);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Takes_a_claims_parameter_without_harm()
    {
        var signedIn = await client.SignInAsync(
            ("scope", "openid profile"),
            ("claims", """{"userinfo":{"name":{"essential":true}}}""")
        );
        (await client.UserInfoAsync(signedIn.AccessToken)).GetProperty("name").GetString().ShouldBe(name);
        signedIn.IdToken.Claims.ShouldNotContain(claim => claim.Type == "name");
    }

    [Fact]
    public async Task Sends_nobody_to_an_address_outside_the_request_object()
    {
        var inside = JsonSerializer.Serialize(new { client_id = "conformance", redirect_uri = ApiWithItsIssuer.RedirectUri });
        var request = $"{Encode("""{"alg":"none"}""")}.{Encode(inside)}.";
        using var answer = await browser.GetAsync(client.Url(("redirect_uri", "https://evil.example/"), ("request", request)));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Location.ShouldBeNull();
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
    }

    [Fact]
    public async Task Refreshes_after_consent_and_for_its_own_client_alone()
    {
        (string, string?)[] asked = [("scope", "openid offline_access"), ("prompt", "consent")];
        var first = await client.SignInAsync(asked);
        var partner = new RelyingParty(api, browser, name, "partner");
        var others = await partner.SignInAsync([.. asked, .. Pkce]);
        partner.Pages.ShouldBe(["consent"]);
        api.Clock.Advance(TimeSpan.FromSeconds(2));

        var (status, tokens) = await client.RefreshAsync(first.RefreshToken);
        status.ShouldBe(HttpStatusCode.OK);
        // OpenID Connect Core, section 12.2: no nonce, and the time of the sign-in, not of the refresh.
        var next = await client.CheckAsync(tokens, nonce: null);
        next.Subject.ShouldBe(first.Subject);
        next.AuthTime.ShouldBe(first.AuthTime);
        next.AccessToken.ShouldNotBe(first.AccessToken);
        (await client.UserInfoAsync(next.AccessToken)).GetProperty("sub").GetString().ShouldBe(first.Subject);

        RedeemingACode.ShouldBe(await client.RefreshAsync(others.RefreshToken), "invalid_grant");
    }

    [Fact]
    public async Task Takes_pkce_from_a_client_that_need_not_use_it()
    {
        await client.SignInAsync(Pkce);
        var code = (await client.AuthorizeAsync(client.Url(Pkce)))["code"].ToString();
        const string another = "another-verifier-of-at-least-forty-three-characters";
        RedeemingACode.ShouldBe(await client.RedeemAsync(code, another), "invalid_grant");
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
