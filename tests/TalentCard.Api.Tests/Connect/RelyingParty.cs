using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace TalentCard.Api.Tests.Connect;

/// <summary>
/// A client of the Basic OP plan and its user's browser. Whatever it is told it checks as every module of the plan does
/// (docs/openid-basic-op.md). Unless asked to it sends no PKCE.
/// </summary>
internal sealed class RelyingParty(ApiWithItsIssuer api, Browser browser, string userName, string clientId = "conformance")
{
    /// <summary>The pages that the last request led its user to.</summary>
    public List<string> Pages { get; } = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>An authorization request of this client.</summary>
    public string Url(params (string Name, string? Value)[] change) =>
        Browser.AuthorizeUrl([
            ("client_id", clientId),
            ("scope", "openid"),
            ("state", Guid.NewGuid().ToString()),
            ("nonce", Guid.NewGuid().ToString()),
            ("code_challenge", null),
            ("code_challenge_method", null),
            .. change,
        ]);

    /// <summary>The whole flow, from the request to the tokens.</summary>
    public Task<SignedIn> SignInAsync(params (string Name, string? Value)[] change) => SignInAsync(Url(change));

    /// <summary>The whole flow, from this request to the tokens.</summary>
    public async Task<SignedIn> SignInAsync(string url)
    {
        var answer = await AuthorizeAsync(url);
        answer.ShouldContainKey("code", answer.GetValueOrDefault("error_description"));
        var asked = Query(url);
        var verifier = asked.ContainsKey("code_challenge") ? Browser.Verifier : null;
        var (status, tokens) = await RedeemAsync(answer["code"].ToString(), verifier);
        status.ShouldBe(HttpStatusCode.OK, tokens.ToString());
        return await CheckAsync(tokens, asked.TryGetValue("nonce", out var nonce) ? nonce.ToString() : null);
    }

    /// <summary>What comes back at the redirect URI, by way of the pages that stand before it.</summary>
    public async Task<Dictionary<string, StringValues>> AuthorizeAsync(string url)
    {
        Pages.Clear();
        var asked = Query(url);
        while (!url.StartsWith(ApiWithItsIssuer.RedirectUri, StringComparison.Ordinal))
        {
            Pages.Count.ShouldBeLessThan(5, "pages without end");
            using var next = await StepAsync(url);
            next.StatusCode.ShouldBe(HttpStatusCode.Redirect, await next.Content.ReadAsStringAsync(Cancel));
            url = next.Headers.Location!.ToString();
        }
        var answer = Query(url);
        answer["state"].ToString().ShouldBe(asked["state"].ToString());
        answer["iss"].ToString().ShouldBe(api.Issuer);
        string[] expected = answer.ContainsKey("error") ? ["error", "error_description"] : ["code"];
        answer.Keys.ShouldBe([.. expected, "iss", "state"], ignoreOrder: true);
        answer.GetValueOrDefault("error_description").ToString().ShouldNotContain('\n');
        return answer;
    }

    /// <summary>Redeems a code.</summary>
    public Task<(HttpStatusCode Status, JsonElement Body)> RedeemAsync(string code, string? verifier = null) =>
        TokenAsync(
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", ApiWithItsIssuer.RedirectUri),
            ("code_verifier", verifier)
        );

    /// <summary>Uses a refresh token.</summary>
    public Task<(HttpStatusCode Status, JsonElement Body)> RefreshAsync(string token) =>
        TokenAsync(("grant_type", "refresh_token"), ("refresh_token", token));

    /// <summary>Judges an answer of the token endpoint, above all its ID token (OpenID Connect Core, section 3.1.3.7).</summary>
    public async Task<SignedIn> CheckAsync(JsonElement tokens, string? nonce)
    {
        tokens.GetProperty("token_type").GetString().ShouldBe("Bearer");
        tokens.GetProperty("expires_in").GetInt32().ShouldBe(600);
        using var published = await browser.GetAsync("/.well-known/jwks");
        var keys = new JsonWebKeySet(await published.Content.ReadAsStringAsync(Cancel));
        var judged = await new JsonWebTokenHandler().ValidateTokenAsync(
            tokens.GetProperty("id_token").GetString(),
            new()
            {
                ValidIssuer = api.Issuer,
                ValidAudience = clientId,
                ValidAlgorithms = ["RS256"],
                IssuerSigningKeys = keys.GetSigningKeys(),
                // By the clock of the test, not of the machine.
                LifetimeValidator = (_, expires, _, _) => expires > api.Clock.GetUtcNow().UtcDateTime,
            }
        );
        judged.IsValid.ShouldBeTrue(judged.Exception?.Message);
        var idToken = (JsonWebToken)judged.SecurityToken;
        keys.Keys.Select(key => key.Kid).ShouldContain(idToken.Kid);
        idToken.Audiences.ShouldBe([clientId]);
        var now = api.Clock.GetUtcNow().ToUnixTimeSeconds();
        idToken.GetPayloadValue<long>("iat").ShouldBe(now);
        idToken.GetPayloadValue<long>("exp").ShouldBe(now + 600);
        idToken.GetPayloadValue<long>("auth_time").ShouldBeLessThanOrEqualTo(now);
        idToken.TryGetPayloadValue<string>("nonce", out var named).ShouldBe(nonce is not null);
        named.ShouldBe(nonce);
        var access = tokens.GetProperty("access_token").GetString()!;
        var leftHalf = SHA256.HashData(Encoding.ASCII.GetBytes(access)).AsSpan(0, 16);
        idToken.GetPayloadValue<string>("at_hash").ShouldBe(Base64Url.EncodeToString(leftHalf));
        return new SignedIn(idToken, access, tokens);
    }

    /// <summary>What userinfo says of the user to a token.</summary>
    public async Task<JsonElement> UserInfoAsync(string accessToken)
    {
        using var answer = await browser.CallAsync("/connect/userinfo", accessToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static Dictionary<string, StringValues> Query(string url) => QueryHelpers.ParseQuery(url.Split('?', 2)[1]);

    private async Task<HttpResponseMessage> StepAsync(string url)
    {
        var page = url.Split('?')[0];
        if (page == "/account/sign-in")
        {
            Pages.Add(page);
            return await browser.SignInAsync(userName, url: url);
        }
        var answer = await browser.GetAsync(url);
        if (answer.StatusCode != HttpStatusCode.OK)
            return answer;
        Pages.Add("consent");
        return await browser.SubmitAsync(url, ("consent", "yes"));
    }

    // client_secret_basic: RFC 6749, section 2.3.1, encodes both parts first.
    private async Task<(HttpStatusCode Status, JsonElement Body)> TokenAsync(params (string Name, string? Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token")
        {
            Content = new FormUrlEncodedContent(
                fields.Where(field => field.Value is not null).ToDictionary(field => field.Name, field => field.Value!)
            ),
            Headers =
            {
                Authorization = new AuthenticationHeaderValue(
                    "Basic",
                    Convert.ToBase64String(Encoding.ASCII.GetBytes($"{clientId}:{WebUtility.UrlEncode(ApiWithItsIssuer.Secret)}"))
                ),
            },
        };
        using var answer = await browser.SendAsync(request);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancel)));
    }
}

/// <summary>What a client holds after a sign-in.</summary>
internal sealed record SignedIn(JsonWebToken IdToken, string AccessToken, JsonElement Tokens)
{
    public string Subject => IdToken.Subject;

    public long AuthTime => IdToken.GetPayloadValue<long>("auth_time");

    public string RefreshToken => Tokens.GetProperty("refresh_token").GetString()!;
}
