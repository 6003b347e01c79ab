using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace TalentCard.Web.Tests;

public sealed partial class BehindHttps(TalentCardWeb web) : IClassFixture<TalentCardWeb>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_cookie_is_bound_to_the_host()
    {
        using var client = web.Client();
        var cookies = new List<string>();
        using (var page = await client.GetAsync("/", Cancel))
            cookies.AddRange(page.Headers.GetValues("Set-Cookie"));
        using (var signIn = await client.GetAsync("/sign-in", Cancel))
            cookies.AddRange(signIn.Headers.GetValues("Set-Cookie"));
        using (var language = await PostAsync(client, "/language", ("language", "en")))
            cookies.AddRange(language.Headers.GetValues("Set-Cookie"));
        using (var look = await PostAsync(client, "/appearance", ("theme", "dark")))
            cookies.AddRange(look.Headers.GetValues("Set-Cookie"));
        cookies.Count.ShouldBeGreaterThanOrEqualTo(4);
        foreach (var cookie in cookies)
        {
            cookie.ShouldStartWith("__Host-");
            foreach (var part in new[] { "; secure", "; httponly", "; path=/" })
                cookie.ShouldContain(part, Case.Insensitive);
            cookie.ShouldMatch("(?i)samesite=(lax|strict)");
            cookie.ShouldNotContain("domain=", Case.Insensitive);
        }
    }

    [Fact]
    public async Task A_proxy_that_ends_https_is_believed()
    {
        using var client = web.Client(address: "http://card.test");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var answer = await client.GetAsync("/sign-in", Cancel);
        var query = QueryHelpers.ParseQuery(answer.Headers.Location!.Query);
        query["redirect_uri"].ToString().ShouldBe("https://card.test/signin-oauth");
        query["code_challenge_method"].ToString().ShouldBe("S256");
        answer.Headers.GetValues("Strict-Transport-Security").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task No_return_address_leaves_the_site(string address)
    {
        using var client = web.Client();
        foreach (var path in new[] { "/language", "/appearance" })
        {
            using var answer = await PostAsync(client, path, ("returnUrl", address), ("language", "en"));
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            answer.Headers.Location!.ToString().ShouldBe("/");
        }
    }

    // The cookie container keeps the antiforgery cookie; the token stands in the start page's forms.
    private static async Task<HttpResponseMessage> PostAsync(
        HttpClient client,
        string path,
        params (string Name, string Value)[] fields
    )
    {
        var page = await client.GetStringAsync("/", Cancel);
        var token = Token().Match(page).Groups[1].Value;
        return await client.PostAsync(
            path,
            new FormUrlEncodedContent([
                .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
                new("__RequestVerificationToken", token),
            ]),
            Cancel
        );
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
