using System.Net;
using System.Net.Http.Json;

namespace TalentCard.Api.Tests.Connect;

/// <summary>Whatever comes by a browser is answered by a page of ours, in the visitor's language.</summary>
public sealed class LandingOnAnErrorPage(ApiWithItsIssuer api) : IClassFixture<ApiWithItsIssuer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", null, HttpStatusCode.BadRequest, "unknown_client")]
    [InlineData("PUT", null, HttpStatusCode.BadRequest, "unknown_client")]
    [InlineData("POST", null, HttpStatusCode.BadRequest, "unknown_client")]
    [InlineData("POST", "json", HttpStatusCode.BadRequest, "unknown_client")]
    [InlineData("POST", "client_id=\0", HttpStatusCode.BadRequest, "invalid_request")]
    [InlineData("POST", "huge", HttpStatusCode.RequestEntityTooLarge, "invalid_request")]
    [InlineData("POST", "client_id=web&client_id=web", HttpStatusCode.BadRequest, "unknown_client")]
    [InlineData("POST", "client_id=web&request_uri=urn:ietf:params:oauth:request_uri:x", HttpStatusCode.BadRequest, "invalid_")]
    public async Task When_a_sign_in_makes_no_sense(string method, string? body, HttpStatusCode status, string code)
    {
        using var browser = api.Browser();
        using var answer = await browser.SendAsync(Request(method, "/connect/authorize?ui_locales=en", body));
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        page.ShouldContain("Cannot sign in");
        page.ShouldContain($"<code>{code}");
    }

    [Theory]
    [InlineData("GET", null, "id_token_hint=rubbish")]
    [InlineData("GET", null, "post_logout_redirect_uri=https%3A%2F%2Fevil.example")]
    [InlineData("PUT", null, "")]
    [InlineData("POST", null, "")]
    [InlineData("POST", "json", "")]
    [InlineData("POST", "state=\0", "")]
    [InlineData("POST", "huge", "")]
    public async Task When_a_sign_out_makes_no_sense(string method, string? body, string query)
    {
        using var browser = api.Browser();
        using var answer = await browser.SendAsync(Request(method, $"/connect/endsession?{query}", body));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBeOneOf("/account/sign-out", "/account/signed-out");
    }

    private static HttpRequestMessage Request(string method, string url, string? body) =>
        new(new HttpMethod(method), url)
        {
            Headers = { ExpectContinue = true },
            Content = body switch
            {
                null => null,
                "json" => JsonContent.Create(new { client_id = "web" }),
                "huge" => new FormUrlEncodedContent([new("client_id", new string('x', 10 * 1024 * 1024))]),
                _ => new FormUrlEncodedContent(
                    body.Split('&').Select(field => new KeyValuePair<string, string>(field.Split('=')[0], field.Split('=')[1]))
                ),
            },
        };
}
