using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace TalentCard.Bench;

/// <summary>The bench's own account and client, by way of the sign-in page and a code, as a browser and a site go it.</summary>
internal sealed partial class CodeFlow(string issuer, string scope) : IDisposable
{
    public const string Client = "bench-web";
    public const string Password = "Bench-2026!";
    public const string RedirectUri = "http://127.0.0.1:9/signin-oauth";
    private const string Verifier = "a-verifier-of-at-least-forty-three-characters";
    private readonly HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        BaseAddress = new Uri(issuer),
    };

    private readonly string authorize = QueryHelpers.AddQueryString(
        "/connect/authorize",
        new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = Client,
            ["redirect_uri"] = RedirectUri,
            ["scope"] = scope,
            ["state"] = "state",
            ["nonce"] = "nonce",
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
        }
    );

    public void Dispose() => browser.Dispose();

    /// <summary>A new grant: the token endpoint's answer to its code.</summary>
    public async Task<string> GrantAsync()
    {
        var next = await NextAsync(() => browser.GetAsync(authorize));
        // The first time it leads to the sign-in page, and from there back.
        if (!next.StartsWith(RedirectUri, StringComparison.Ordinal))
        {
            var page = await browser.GetStringAsync(next);
            // The first form; the second is answered by a passkey.
            var form = HiddenField()
                .Matches(page[..page.IndexOf("</form>", StringComparison.Ordinal)])
                .ToDictionary(field => field.Groups[1].Value, field => WebUtility.HtmlDecode(field.Groups[2].Value));
            (form["user_name"], form["password"]) = ("bench", Password);
            var back = await NextAsync(() => browser.PostAsync(next, new FormUrlEncodedContent(form)));
            next = await NextAsync(() => browser.GetAsync(back));
        }
        var code = QueryHelpers.ParseQuery(new Uri(next).Query)["code"].ToString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token")
        {
            Headers = { Authorization = new("Basic", Load.Basic(Client, Server.Secret)) },
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "authorization_code",
                    ["code"] = code,
                    ["redirect_uri"] = RedirectUri,
                    ["code_verifier"] = Verifier,
                }
            ),
        };
        using var answer = await browser.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<string> NextAsync(Func<Task<HttpResponseMessage>> send)
    {
        using var answer = await send();
        return answer.Headers.Location?.ToString()
            ?? throw new InvalidOperationException(
                $"No way on: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"
            );
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)" ?/?>""")]
    private static partial Regex HiddenField();
}
