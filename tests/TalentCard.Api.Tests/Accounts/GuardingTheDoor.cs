using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Api.Tests.Accounts;

/// <summary>Headers of every answer, and the pace at which the door is knocked on.</summary>
public sealed partial class GuardingTheDoor(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_answer_carries_the_headers()
    {
        using var client = api.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri("https://sign-in.test") });
        var paths = api
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != false)
            .Select(endpoint => "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), Guid.Empty.ToString()));
        foreach (var path in paths.Append("/no-such-page").Append("/sign-in.css"))
        {
            using var answer = await client.GetAsync(path, Cancel);
            var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem(path);
            policy.ShouldContain("frame-ancestors 'none'", Case.Sensitive, path);
            // The viewer of the description brings styles of its own; it shows nobody's data.
            var viewer = path == $"/docs/{Guid.Empty}";
            policy.ShouldContain(viewer ? "script-src 'self' 'nonce-" : "default-src 'none'", Case.Sensitive, path);
            (viewer ? policy.Replace("style-src 'self' 'unsafe-inline'", "", StringComparison.Ordinal) : policy).ShouldNotContain(
                "unsafe",
                Case.Sensitive,
                path
            );
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"], path);
            answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"], path);
            answer.Headers.Contains("Referrer-Policy").ShouldBeTrue(path);
            answer.Headers.Contains("Permissions-Policy").ShouldBeTrue(path);
            answer.Headers.GetValues("Strict-Transport-Security").ShouldHaveSingleItem(path);
            if (path.StartsWith("/api/", StringComparison.Ordinal))
                answer.Headers.CacheControl!.NoStore.ShouldBeTrue(path);
        }
    }

    [Theory]
    [InlineData("SignIn:RequestsPerMinute", "GET", "/account/sign-in")]
    [InlineData("Connect:TokenRequestsPerMinute", "POST", "/connect/token")]
    public async Task Who_knocks_too_often_waits(string setting, string method, string path)
    {
        using var slow = api.WithWebHostBuilder(builder => builder.UseSetting(setting, "2"));
        using var client = slow.CreateClient();
        for (var i = 0; i < 2; i++)
        {
            using var answer = await KnockAsync();
            answer.StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        }
        using var refused = await KnockAsync();
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();

        Task<HttpResponseMessage> KnockAsync() => client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancel);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
