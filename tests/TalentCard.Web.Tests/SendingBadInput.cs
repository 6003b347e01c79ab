using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Web.Tests;

/// <summary>What nobody of ours sends, at every address that takes a form, also from who is not signed in.</summary>
[Trait("Speed", "slow")]
public sealed partial class SendingBadInput(TalentCardWeb web) : IClassFixture<TalentCardWeb>
{
    private static readonly string?[] Roles = [null, "office"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", 415)]
    [InlineData("application/json; charset=utf-7", 415)]
    [InlineData("application/x-www-form-urlencoded", 400)]
    [InlineData("multipart/form-data; boundary=b", 400)]
    [InlineData(null, 400)]
    public async Task Gets_a_page_in_words_and_never_fails(string? type, int status)
    {
        await using var sample = SampleApi.Before(web);
        foreach (var role in Roles)
        {
            using var client = sample.CreateClient(
                new() { AllowAutoRedirect = false, BaseAddress = new Uri("https://card.test") }
            );
            if (role is not null)
                client.DefaultRequestHeaders.Add("X-Role", role);
            foreach (var path in Paths(sample))
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path)
                {
                    Content = new ByteArrayContent(Encoding.UTF8.GetBytes("a=%00&b=%ED%A0%80&language=en")),
                };
                if (type is not null)
                    request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
                using var answer = await client.SendAsync(request, Cancel);
                var what = $"{role} {path} {(int)answer.StatusCode}";
                // Who may not go there is told so first.
                if (answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
                    continue;
                ((int)answer.StatusCode).ShouldBeOneOf([status, 405, 415], what);
                answer.Content.Headers.ContentType?.MediaType.ShouldBe("text/html", what);
            }
        }
    }

    [Fact]
    public async Task Of_a_part_with_another_charset_is_refused()
    {
        await using var sample = SampleApi.Before(web);
        using var client = sample.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri("https://card.test") });
        foreach (var path in Paths(sample))
        {
            var part = new StringContent("en");
            part.Headers.Remove("Content-Type");
            part.Headers.TryAddWithoutValidation("Content-Type", "text/plain; charset=utf-7");
            using var answer = await client.PostAsync(path, new MultipartFormDataContent { { part, "language" } }, Cancel);
            ((int)answer.StatusCode).ShouldBeLessThan(500, path);
        }
    }

    [Theory]
    [InlineData("?from=0001-01-01&to=9999-12-31&day=9999-12-31&expiringBefore=0001-01-01")]
    [InlineData("?limit=99999999999999999999&after=%ED%A0%80&q=%ED%A0%80&page=-1")]
    [InlineData("?from=%00&answer=%00&done=%ED%A0%80&col=%00&sort=-")]
    public async Task In_an_address_never_fails(string query)
    {
        await using var sample = SampleApi.Before(web);
        foreach (var role in Roles)
        {
            using var client = sample.CreateClient(
                new() { AllowAutoRedirect = false, BaseAddress = new Uri("https://card.test") }
            );
            if (role is not null)
                client.DefaultRequestHeaders.Add("X-Role", role);
            foreach (var path in Paths(sample))
            {
                // What cannot be drawn of the sample's rows is tried by other tests, with rows of its own.
                using var bare = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Cancel);
                if (bare.StatusCode == HttpStatusCode.InternalServerError)
                    continue;
                using var answer = await client.GetAsync(path + query, HttpCompletionOption.ResponseHeadersRead, Cancel);
                // The dashboard's Worker and a stream of events are not there.
                ((int)answer.StatusCode).ShouldBeOneOf([200, 204, 302, 303, 400, 401, 403, 404, 405, 502, 503], $"{role} {path}");
            }
        }
    }

    private static IEnumerable<string> Paths(WebApplicationFactory<Program> sample)
    {
        _ = sample.Server;
        return sample
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Select(endpoint => "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), Guid.Empty.ToString()))
            // Whose answer is the Worker's, or a report of a kind that the sample has not.
            .Where(path =>
                !path.StartsWith("/health", StringComparison.Ordinal)
                && path != "/signin-oauth"
                && !path.Contains("/jobs", StringComparison.Ordinal)
                && !path.Contains("/report.", StringComparison.Ordinal)
            )
            .Distinct();
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
