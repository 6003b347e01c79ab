using System.Net;

namespace TalentCard.Api.Tests.Connect;

public sealed class AskingForACode(ApiWithItsIssuer api) : TestsOfASession(api)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", "\0")]
    [InlineData("client_id", null)]
    [InlineData("redirect_uri", "http://localhost:9/signin-oauth/")]
    [InlineData("redirect_uri", "http://localhost:9/signin-oauth?more=1")]
    [InlineData("redirect_uri", "http://LOCALHOST:9/signin-oauth")]
    [InlineData("redirect_uri", "http://evil.example/signin-oauth")]
    [InlineData("redirect_uri", "http://localhost:9/signin-oauth/more")]
    [InlineData("redirect_uri", null)]
    public async Task With_an_unknown_client_or_address_sends_nobody_anywhere(string parameter, string? value)
    {
        using var answer = await Browser.GetAsync(Browser.AuthorizeUrl((parameter, value)));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Location.ShouldBeNull();
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain(
            parameter == "client_id" ? "unknown_client" : "unknown_redirect_uri"
        );
    }

    [Theory]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "id_token", "unsupported_response_type")]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("response_mode", "form_post", "invalid_request")]
    [InlineData("response_mode", "rubbish", "invalid_request")]
    // RFC 6749, section 3.3: no scope, where the server has no default, is an invalid scope.
    [InlineData("scope", null, "invalid_scope")]
    [InlineData("nonce", "a\0b", "invalid_request")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("max_age", "99999999999999999999", "invalid_request")]
    [InlineData("request", "eyJ", "request_not_supported")]
    [InlineData("request_uri", "https://evil.example", "request_uri_not_supported")]
    [InlineData("id_token_hint", "rubbish", "invalid_request")]
    public async Task With_a_bad_parameter_tells_the_client_why(string parameter, string? value, string error)
    {
        var answer = await Browser.AuthorizeAsync((parameter, value));
        answer["error"].ToString().ShouldBe(error);
        answer["state"].ToString().ShouldBe("state & 状态");
        answer["iss"].ToString().ShouldBe(Api.Issuer);
        answer["error_description"].ToString().ShouldNotContain('\n');
        answer.ShouldNotContainKey("code");
        answer.ShouldNotContainKey("error_uri");
    }

    [Fact]
    public async Task With_a_parameter_twice_is_refused()
    {
        using var answer = await Browser.GetAsync(Browser.AuthorizeUrl() + "&nonce=again");
        answer.Headers.Location!.Query.ShouldContain("error=invalid_request");
    }

    // OpenID Connect Core, section 3.1.2.1: a scope that is not understood should be ignored.
    [Fact]
    public async Task With_a_scope_that_nobody_knows_is_answered_without_it()
    {
        var (_, tokens) = await Browser.RedeemAsync(await Browser.CodeAsync(("scope", "openid everything audit")));
        tokens.GetProperty("scope").GetString().ShouldBe("openid audit");
    }

    [Fact]
    public async Task For_a_scope_that_another_client_may_have_is_refused() =>
        (await Browser.AuthorizeAsync(("client_id", "other"), ("scope", "openid audit")))["error"]
            .ToString()
            .ShouldBe("invalid_scope");

    [Fact]
    public async Task By_a_client_without_that_flow_is_refused() =>
        (await Browser.AuthorizeAsync(("client_id", "machine"), ("scope", "verify")))["error"]
            .ToString()
            .ShouldBe("unauthorized_client");

    [Fact]
    public async Task Silently_works_when_signed_in_and_says_login_required_when_not()
    {
        (await Browser.AuthorizeAsync(("prompt", "none"))).ShouldContainKey("code");
        using var stranger = Api.Browser();
        (await stranger.AuthorizeAsync(("prompt", "none")))["error"].ToString().ShouldBe("login_required");
    }

    [Fact]
    public async Task With_prompt_login_signs_in_anew_and_no_more_than_once()
    {
        Api.Clock.Advance(TimeSpan.FromMinutes(1));
        using var first = await Browser.GetAsync(Browser.AuthorizeUrl(("prompt", "login")));
        first.Headers.Location!.ToString().ShouldStartWith("/account/sign-in");
        using var signedIn = await Browser.SignInAsync(Name, url: first.Headers.Location.ToString());
        using var back = await Browser.GetAsync(signedIn.Headers.Location!.ToString());
        back.Headers.Location!.Query.ShouldContain("code=");
    }

    [Fact]
    public async Task With_max_age_signs_in_anew_once_the_sign_in_is_older()
    {
        (await Browser.AuthorizeAsync(("max_age", "3600"))).ShouldContainKey("code");
        Api.Clock.Advance(TimeSpan.FromMinutes(61));
        using var answer = await Browser.GetAsync(Browser.AuthorizeUrl(("max_age", "3600")));
        answer.Headers.Location!.ToString().ShouldStartWith("/account/sign-in");
    }

    [Fact]
    public async Task By_post_works_as_by_get()
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(Browser.AuthorizeUrl().Split('?')[1]);
        using var form = new FormUrlEncodedContent(query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
        using var answer = await Browser.PostAsync("/connect/authorize", form);
        answer.Headers.Location!.Query.ShouldContain("code=");
    }
}
