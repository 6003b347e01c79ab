using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Web.Tests;

/// <summary>What holds for every address of the Web, found by asking it for its routes.</summary>
public sealed partial class EveryPage(TalentCardWeb web) : IClassFixture<TalentCardWeb>
{
    private static readonly string?[] Roles = [null, "talent", "verifier", "office", "auditor"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Carries_the_headers_whoever_asks_and_whatever_happens()
    {
        foreach (var role in Roles)
        {
            using var client = web.Client(role);
            foreach (var path in Paths("GET").Append("/no-such-page").Append("/favicon.svg"))
            {
                using var answer = await client.GetAsync(path, Cancel);
                ShouldBeGuarded(answer, $"{role} {path} {(int)answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task Takes_no_form_without_its_antiforgery_token()
    {
        foreach (var path in Paths("POST").Where(path => !path.StartsWith("/health", StringComparison.Ordinal)))
        {
            foreach (var role in Roles.OfType<string>())
            {
                using var answer = await web.Client(role)
                    .PostAsync(path, new FormUrlEncodedContent([new("theme", "dark"), new("code", "x")]), Cancel);
                answer.StatusCode.ShouldBeOneOf([HttpStatusCode.BadRequest, HttpStatusCode.Forbidden], $"{role} {path}");
            }
        }
    }

    [Fact]
    public async Task Sends_who_is_not_signed_in_to_the_authorization_server()
    {
        foreach (
            var path in Paths("GET")
                .Where(path =>
                    path.StartsWith("/office", StringComparison.Ordinal) || path.StartsWith("/desk", StringComparison.Ordinal)
                )
        )
        {
            using var answer = await web.Client().GetAsync(path, Cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, path);
            answer.Headers.Location!.Host.ShouldBe("sign-in.test", path);
        }
    }

    [Theory]
    [InlineData("talent", "/card", "zh-CN", "服务暂时连接不上")]
    [InlineData("verifier", "/desk", "zh-CN", "服务暂时连接不上")]
    [InlineData("office", "/office", "en", "The service cannot be reached")]
    public async Task Says_so_when_the_Api_does_not_answer(string role, string path, string language, string words)
    {
        using var client = web.Client(role);
        client.DefaultRequestHeaders.Add("Accept-Language", language);
        using var answer = await client.GetAsync(path, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        page.ShouldContain(words);
        page.ShouldNotContain("Exception");
        (await client.GetAsync("/health/ready", Cancel)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await client.GetAsync("/health/live", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_components_is_there_in_development_alone() =>
        (await web.Client("office").GetAsync("/office/styles", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task Loads_its_assets_once_and_compressed(string accepted, string? encoding)
    {
        var page = await (await web.Client().GetAsync("/", Cancel)).Content.ReadAsStringAsync(Cancel);
        var style = Style().Match(page).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Get, style) { Headers = { { "Accept-Encoding", accepted } } };
        using var answer = await web.Client().SendAsync(request, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentEncoding.SingleOrDefault().ShouldBe(encoding);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        answer.Headers.Vary.ShouldContain("Accept-Encoding");
        answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
    }

    private static void ShouldBeGuarded(HttpResponseMessage answer, string what)
    {
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem(what);
        foreach (var loose in new[] { "'unsafe-inline'", "'unsafe-eval'", "*", "http:" })
            policy.ShouldNotContain(loose, Case.Sensitive, what);
        foreach (var strict in new[] { "default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'" })
            policy.ShouldContain(strict, Case.Sensitive, what);
        Header("X-Frame-Options").ShouldBe("DENY", what);
        Header("X-Content-Type-Options").ShouldBe("nosniff", what);
        Header("Referrer-Policy").ShouldBe("same-origin", what);
        Header("Permissions-Policy").ShouldContain("geolocation=(), microphone=()", Case.Sensitive, what);
        Header("Cross-Origin-Opener-Policy").ShouldBe("same-origin", what);
        Header("Strict-Transport-Security").ShouldStartWith("max-age=", Case.Sensitive, what);
        answer.Headers.Contains("Server").ShouldBeFalse(what);
        if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue(what);

        string Header(string name) => string.Join(", ", answer.Headers.GetValues(name));
    }

    // Every address that answers the method; ids are any.
    private IEnumerable<string> Paths(string method)
    {
        _ = web.Server;
        return web
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(method) != false)
            .Select(endpoint =>
                "/"
                + Parameter()
                    .Replace(
                        endpoint.RoutePattern.RawText!.TrimStart('/'),
                        match => match.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.Empty.ToString() : "x"
                    )
            )
            .Where(path => path is not "/signin-oauth")
            .Distinct();
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("href=\"(/assets/app-[^\"]+)\"")]
    private static partial Regex Style();
}
