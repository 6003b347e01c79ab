using System.Net;
using System.Text.Json;

namespace TalentCard.Api.Tests.Connect;

public sealed class RedeemingACode(ApiWithItsIssuer api) : TestsOfASession(api)
{
    [Fact]
    public async Task Twice_is_refused_and_ends_what_the_first_time_gave()
    {
        var code = await Browser.CodeAsync();
        var (_, tokens) = await Browser.RedeemAsync(code);
        var access = tokens.GetProperty("access_token").GetString()!;
        (await Browser.IsActiveAsync(access)).ShouldBeTrue();

        ShouldBe(await Browser.RedeemAsync(code), "invalid_grant");

        (await Browser.IsActiveAsync(access)).ShouldBeFalse();
        ShouldBe(await Browser.RefreshAsync(tokens.GetProperty("refresh_token").GetString()!), "invalid_grant");
    }

    [Fact]
    public async Task From_many_sides_at_once_succeeds_no_more_than_once()
    {
        var code = await Browser.CodeAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Browser.RedeemAsync(code)));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
    }

    [Theory]
    [InlineData("code_verifier", "another-verifier-of-at-least-forty-three-characters")]
    [InlineData("code_verifier", "")]
    [InlineData("code_verifier", null)]
    [InlineData("redirect_uri", "http://localhost:9/other")]
    [InlineData("redirect_uri", null)]
    [InlineData("code", "' or 1=1 --😀")]
    [InlineData("client_id", "other")]
    public async Task With_something_else_than_it_was_asked_with_is_refused(string name, string? value)
    {
        var code = await Browser.CodeAsync();
        ShouldBe(
            await Browser.RedeemAsync(code, (name, value)),
            string.IsNullOrEmpty(value) ? "invalid_request" : "invalid_grant"
        );
    }

    [Fact]
    public async Task A_minute_later_is_refused()
    {
        var code = await Browser.CodeAsync();
        Api.Clock.Advance(TimeSpan.FromSeconds(61));
        ShouldBe(await Browser.RedeemAsync(code), "invalid_grant");
    }

    [Theory]
    [InlineData("client_secret", "wrong")]
    [InlineData("client_secret", null)]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", "😀")]
    [InlineData("client_id", "public")]
    public async Task By_a_client_that_does_not_show_who_it_is_is_a_401(string name, string? value)
    {
        var code = await Browser.CodeAsync();
        ShouldBe(await Browser.RedeemAsync(code, (name, value)), "invalid_client", HttpStatusCode.Unauthorized);
    }

    // RFC 6749, section 5.2: a required parameter is missing.
    [Fact]
    public async Task By_nobody_at_all_is_an_invalid_request() =>
        ShouldBe(await Browser.RedeemAsync(await Browser.CodeAsync(), ("client_id", null)), "invalid_request");

    [Theory]
    [InlineData("password", "unsupported_grant_type")]
    [InlineData("client_credentials", "unauthorized_client")]
    [InlineData(null, "invalid_request")]
    public async Task By_another_grant_type_is_refused(string? grantType, string error) =>
        ShouldBe(await Browser.ClientAsync("/connect/token", ("grant_type", grantType)), error);

    [Fact]
    public async Task By_a_public_client_takes_no_secret()
    {
        var code = await Browser.CodeAsync(("client_id", "public"), ("scope", "openid offline_access"));
        var (status, tokens) = await Browser.RedeemAsync(code, ("client_id", "public"), ("client_secret", null));
        status.ShouldBe(HttpStatusCode.OK);
        (
            await Browser.RefreshAsync(
                tokens.GetProperty("refresh_token").GetString()!,
                ("client_id", "public"),
                ("client_secret", null)
            )
        ).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_offline_access_gives_no_refresh_token_and_without_openid_no_id_token()
    {
        var (_, tokens) = await Browser.RedeemAsync(await Browser.CodeAsync(("scope", "audit")));
        tokens.TryGetProperty("refresh_token", out _).ShouldBeFalse();
        tokens.TryGetProperty("id_token", out _).ShouldBeFalse();
        tokens.GetProperty("scope").GetString().ShouldBe("audit");
        using var answer = await Browser.CallAsync("/connect/userinfo", tokens.GetProperty("access_token").GetString()!);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        answer.Headers.WwwAuthenticate.ToString().ShouldContain("insufficient_scope");
    }

    internal static void ShouldBe(
        (HttpStatusCode Status, JsonElement Body) answer,
        string error,
        HttpStatusCode status = HttpStatusCode.BadRequest
    )
    {
        answer.Body.GetProperty("error").GetString().ShouldBe(error);
        answer.Status.ShouldBe(status);
    }
}
