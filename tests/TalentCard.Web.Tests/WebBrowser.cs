using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace TalentCard.Web.Tests;

/// <summary>
/// A browser with its cookies before one or more hosts of the Web, which take turns with its requests as behind a load balancer
/// without sticky sessions. It follows no redirect.
/// </summary>
internal sealed partial class WebBrowser(AProvider provider, params HttpClient[] hosts)
{
    private int turn;

    /// <summary>The hosts that answer now.</summary>
    public List<HttpClient> Hosts { get; } = [.. hosts];

    /// <summary>Its cookies; another browser that copies them is this one to the Web.</summary>
    public ConcurrentDictionary<string, string> Cookies { get; init; } = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>The text of a page that is there.</summary>
    public async Task<string> PageAsync(string path)
    {
        using var answer = await GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path}: {answer.Headers.Location}");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>Whether any page knows who it is; this one asks the Api for nothing.</summary>
    public async Task<bool> IsSignedInAsync()
    {
        using var answer = await GetAsync("/no-such-page");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)).Contains("张三");
    }

    /// <summary>The hidden token of the forms on a page.</summary>
    public async Task<string> TokenAsync(string path)
    {
        using var page = await GetAsync(path);
        return Token().Match(await page.Content.ReadAsStringAsync(Cancel)).Groups[1].Value;
    }

    /// <summary>Signs in at the provider, led there by a page or a bookmark.</summary>
    public async Task SignInAsync(string path = "/sign-in")
    {
        using var asked = await GetAsync(path);
        asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var sent = QueryHelpers.ParseQuery(asked.Headers.Location!.Query);
        provider.Nonce = sent["nonce"];
        using var back = await GetAsync(
            QueryHelpers.AddQueryString(
                "/signin-oauth",
                new Dictionary<string, string?>
                {
                    ["code"] = "a code",
                    ["state"] = sent["state"],
                    ["iss"] = AProvider.Issuer,
                }
            )
        );
        back.Headers.Location!.ToString().ShouldNotBe("/sign-in-failed");
    }

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent form, HttpClient? host = null) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = form }, host);

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpClient? host = null)
    {
        if (!Cookies.IsEmpty)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await (host ?? Hosts[Interlocked.Increment(ref turn) % Hosts.Count]).SendAsync(request, Cancel);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            if (pair[1].Length > 0)
                Cookies[pair[0]] = pair[1];
            else
                Cookies.TryRemove(pair[0], out _);
        }
        return answer;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
