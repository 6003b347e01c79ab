using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace TalentCard.Api.Tests.Connect;

/// <summary>A browser with its cookies, which follows redirects only when told to, and the client behind it.</summary>
public sealed partial class Browser(string issuer) : IDisposable
{
    public const string Verifier = "a-verifier-of-at-least-forty-three-characters-123";
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        BaseAddress = new Uri(issuer),
    };

    public static string Challenge { get; } = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// A good authorization request; <paramref name="change"/> spoils it. A null value leaves the parameter out.
    /// </summary>
    public static string AuthorizeUrl(params (string Name, string? Value)[] change)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = "web",
            ["redirect_uri"] = ApiWithItsIssuer.RedirectUri,
            ["scope"] = "openid profile offline_access office card",
            ["state"] = "state & 状态",
            ["nonce"] = "n-0S6_WzA2Mj",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in change)
            parameters[name] = value;
        return QueryHelpers.AddQueryString("/connect/authorize", parameters);
    }

    /// <summary>What it calls itself.</summary>
    public string UserAgent
    {
        set => http.DefaultRequestHeaders.Add("User-Agent", value);
    }

    public Task<HttpResponseMessage> GetAsync(string url) => http.GetAsync(url, Cancel);

    public Task<HttpResponseMessage> PostAsync(string url, HttpContent content) => http.PostAsync(url, content, Cancel);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => http.SendAsync(request, Cancel);

    /// <summary>Fills in the form of the page at <paramref name="url"/> and sends it.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string url, params (string Name, string Value)[] fields)
    {
        var page = await (await http.GetAsync(url, Cancel)).Content.ReadAsStringAsync(Cancel);
        var form = fields.ToDictionary(field => field.Name, field => field.Value);
        foreach (Match hidden in HiddenField().Matches(page))
            form.TryAdd(hidden.Groups[1].Value, WebUtility.HtmlDecode(hidden.Groups[2].Value));
        return await http.PostAsync(
            FormAction().Match(page) is { Success: true } action ? WebUtility.HtmlDecode(action.Groups[1].Value) : url,
            new FormUrlEncodedContent(form),
            Cancel
        );
    }

    /// <summary>Signs in by password alone.</summary>
    public Task<HttpResponseMessage> SignInAsync(
        string userName,
        string password = Testing.TestData.Password,
        string url = "/account/sign-in"
    ) => SubmitAsync(url, ("user_name", userName), ("password", password));

    /// <summary>Asks for a code as the signed-in user.</summary>
    public async Task<string> CodeAsync(params (string Name, string? Value)[] change)
    {
        var answer = await AuthorizeAsync(change);
        return answer.TryGetValue("code", out var code)
            ? code.ToString()
            : throw new InvalidOperationException($"No code: {answer["error"]}");
    }

    /// <summary>What the client gets back at its redirect URI.</summary>
    public async Task<Dictionary<string, Microsoft.Extensions.Primitives.StringValues>> AuthorizeAsync(
        params (string Name, string? Value)[] change
    )
    {
        var answer = await GetAsync(AuthorizeUrl(change));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(Cancel));
        answer.Headers.Location!.ToString().ShouldStartWith(ApiWithItsIssuer.RedirectUri);
        // An error of a response type or mode other than `code` and `query` stands in the fragment (OAuth 2.0 Multiple Response
        // Type Encoding Practices, section 5).
        return QueryHelpers.ParseQuery(
            answer.Headers.Location.Fragment is ['#', .. var fragment] ? fragment : answer.Headers.Location.Query
        );
    }

    /// <summary>
    /// Calls an endpoint for clients with client_secret_post as <c>web</c>, unless <paramref name="fields"/> say otherwise.
    /// </summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> ClientAsync(
        string path,
        params (string Name, string? Value)[] fields
    )
    {
        var form = new Dictionary<string, string?> { ["client_id"] = "web", ["client_secret"] = ApiWithItsIssuer.Secret };
        foreach (var (name, value) in fields)
            form[name] = value;
        var answer = await http.PostAsync(
            path,
            new FormUrlEncodedContent(
                form.Where(field => field.Value is not null).ToDictionary(field => field.Key, field => field.Value!)
            ),
            Cancel
        );
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        return (answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    /// <summary>Redeems a code.</summary>
    public Task<(HttpStatusCode Status, JsonElement Body)> RedeemAsync(
        string code,
        params (string Name, string? Value)[] change
    ) =>
        ClientAsync(
            "/connect/token",
            [
                ("grant_type", "authorization_code"),
                ("code", code),
                ("redirect_uri", ApiWithItsIssuer.RedirectUri),
                ("code_verifier", Verifier),
                .. change,
            ]
        );

    /// <summary>Uses a refresh token.</summary>
    public Task<(HttpStatusCode Status, JsonElement Body)> RefreshAsync(
        string token,
        params (string Name, string? Value)[] change
    ) => ClientAsync("/connect/token", [("grant_type", "refresh_token"), ("refresh_token", token), .. change]);

    /// <summary>Whether introspection calls the token active.</summary>
    public async Task<bool> IsActiveAsync(string token) =>
        (await ClientAsync("/connect/introspect", ("token", token))).Body.GetProperty("active").GetBoolean();

    /// <summary>Calls the Api with an access token.</summary>
    public async Task<HttpResponseMessage> CallAsync(string path, string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {accessToken}");
        return await http.SendAsync(request, Cancel);
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)" ?/?>""")]
    private static partial Regex HiddenField();

    [GeneratedRegex("""<form method="post" action="([^"]+)">""")]
    private static partial Regex FormAction();
}
