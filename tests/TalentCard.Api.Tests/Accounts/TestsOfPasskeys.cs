using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using TalentCard.Api.Tests.Connect;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Accounts;

/// <summary>Tests that each have an expert of their own, signed in with a browser, and an authenticator.</summary>
public abstract partial class TestsOfPasskeys(ApiWithItsIssuer api) : IClassFixture<ApiWithItsIssuer>, IAsyncLifetime
{
    protected const string Passkeys = "/account/passkeys";
    protected const string SignInPath = "/account/sign-in/passkey";

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected ApiWithItsIssuer Api => api;

    /// <summary>The expert's browser.</summary>
    protected Browser Browser { get; } = api.Browser();

    /// <summary>The expert's name.</summary>
    protected string Name { get; } = $"expert-{Guid.NewGuid():N}";

    /// <summary>The expert's id.</summary>
    protected Guid User { get; private set; }

    private protected SoftAuthenticator Authenticator { get; } = new();

    public virtual async ValueTask InitializeAsync()
    {
        User = await TestData.UserAsync(api.Database, Name, ["expert"]);
        (await Browser.SignInAsync(Name)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    public ValueTask DisposeAsync()
    {
        Browser.Dispose();
        Authenticator.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Adds the authenticator's passkey by the page.</summary>
    /// <returns>What the page then says.</returns>
    private protected async Task<string> AddAsync(Browser browser, SoftAuthenticator authenticator, string name = "My phone")
    {
        var options = await OptionsAsync(browser, Passkeys, Passkeys, ("current", TestData.Password));
        using var answer = await SendAsync(
            browser,
            Passkeys,
            Passkeys,
            ("credential", authenticator.Create(options, api.Issuer)),
            ("name", name)
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return await TextAsync(browser, Passkeys);
    }

    /// <summary>Signs in by the authenticator's passkey alone.</summary>
    private protected async Task<HttpResponseMessage> SignInAsync(
        Browser browser,
        SoftAuthenticator authenticator,
        string query = ""
    )
    {
        var page = $"/account/sign-in{query}";
        var options = await OptionsAsync(browser, page, SignInPath);
        return await SendAsync(browser, page, SignInPath + query, ("credential", authenticator.Get(options, api.Issuer)));
    }

    /// <summary>What the authenticator is asked for.</summary>
    protected static async Task<JsonElement> OptionsAsync(
        Browser browser,
        string page,
        string path,
        params (string Name, string Value)[] fields
    )
    {
        using var answer = await SendAsync(browser, page, $"{path}/options", fields);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Sends a form with the token of a page.</summary>
    protected static async Task<HttpResponseMessage> SendAsync(
        Browser browser,
        string page,
        string path,
        params (string Name, string Value)[] fields
    )
    {
        var token = Token().Match(await TextAsync(browser, page)).Groups[1].Value;
        using var form = new FormUrlEncodedContent([
            new("antiforgery", token),
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
        ]);
        return await browser.PostAsync(path, form);
    }

    protected static async Task<string> TextAsync(Browser browser, string page)
    {
        using var answer = await browser.GetAsync(page);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, page);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }

    protected static async Task<bool> IsSignedInAsync(Browser browser)
    {
        using var answer = await browser.GetAsync("/account/signed-in");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>What the trail says of the expert.</summary>
    protected async Task<IEnumerable<string>> TrailAsync() =>
        await AskAsync<string>("select action from audit_events where actor_id = @User order by action");

    /// <summary>What the security events say of the expert.</summary>
    protected async Task<IEnumerable<string>> EventsAsync() =>
        await AskAsync<string>("select kind || ' ' || times from security_events where subject_id = @User order by kind");

    protected async Task<IEnumerable<T>> AskAsync<T>(string sql)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        return await connection.QueryAsync<T>(sql, new { User = User.ToString() });
    }

    [GeneratedRegex("name=\"antiforgery\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
