using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Connect;

/// <summary>Pushed authorization requests (RFC 9126): the browser carries nothing but the request's address.</summary>
public sealed class PushingARequest(ApiWithItsIssuer api) : IClassFixture<ApiWithItsIssuer>, IAsyncLifetime
{
    private readonly Browser browser = api.Browser();
    private readonly string name = $"auditor-{Guid.NewGuid():N}";

    public async ValueTask InitializeAsync() => await TestData.UserAsync(api.Database, name, ["auditor"]);

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(null)]
    [InlineData("login")]
    public async Task Leads_by_way_of_one_sign_in_to_a_code(string? prompt)
    {
        await browser.SignInAsync(name);
        if (prompt is null)
            await browser.SubmitAsync("/account/sign-out");
        var first = await browser.GetAsync(await PushAsync(("prompt", prompt)));
        var signIn = first.Headers.Location!.ToString();
        signIn.ShouldStartWith("/account/sign-in");
        using var signedIn = await browser.SignInAsync(name, url: signIn);
        using var back = await browser.GetAsync(signedIn.Headers.Location!.ToString());
        var answer = QueryHelpers.ParseQuery(back.Headers.Location!.Query);
        answer["state"].ToString().ShouldBe("state & 状态");
        (await browser.RedeemAsync(answer["code"].ToString())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Is_good_once()
    {
        await browser.SignInAsync(name);
        var url = await PushAsync();
        using var first = await browser.GetAsync(url);
        first.Headers.Location!.Query.ShouldContain("code=");
        using var second = await browser.GetAsync(url);
        second.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        second.Headers.Location.ShouldBeNull();
    }

    [Fact]
    public async Task Is_good_for_ten_minutes()
    {
        await browser.SignInAsync(name);
        var url = await PushAsync();
        api.Clock.Advance(TimeSpan.FromMinutes(11));
        using var late = await browser.GetAsync(url);
        late.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("client_secret", "wrong", HttpStatusCode.Unauthorized, "invalid_client")]
    [InlineData("redirect_uri", "http://evil.example/", HttpStatusCode.BadRequest, "invalid_request")]
    [InlineData("code_challenge", null, HttpStatusCode.BadRequest, "invalid_request")]
    [InlineData("scope", "openid calls", HttpStatusCode.BadRequest, "invalid_scope")]
    [InlineData("request_uri", "urn:ietf:params:oauth:request_uri:x", HttpStatusCode.BadRequest, "invalid_request")]
    public async Task Is_judged_like_any_other(string parameter, string? value, HttpStatusCode status, string error)
    {
        var (answered, body) = await browser.ClientAsync("/connect/par", Request((parameter, value)));
        answered.ShouldBe(status);
        body.GetProperty("error").GetString().ShouldBe(error);
    }

    [Fact]
    public async Task Of_another_client_is_refused()
    {
        await browser.SignInAsync(name);
        var url = await PushAsync();
        using var answer = await browser.GetAsync(url.Replace("client_id=web", "client_id=other", StringComparison.Ordinal));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<string> PushAsync(params (string, string?)[] change)
    {
        var (status, body) = await browser.ClientAsync("/connect/par", Request(change));
        status.ShouldBe(HttpStatusCode.Created, body.ToString());
        body.GetProperty("expires_in").GetInt32().ShouldBeInRange(595, 600);
        return QueryHelpers.AddQueryString(
            "/connect/authorize",
            new Dictionary<string, string?>
            {
                ["client_id"] = "web",
                ["request_uri"] = body.GetProperty("request_uri").GetString(),
            }
        );
    }

    private static (string, string?)[] Request(params (string, string?)[] change) =>
        [
            .. QueryHelpers
                .ParseQuery(Browser.AuthorizeUrl(("scope", "openid audit")).Split('?')[1])
                .Select(pair => (pair.Key, (string?)pair.Value.ToString())),
            .. change,
        ];
}
