using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace TalentCard.Api.Tests.Connect;

/// <summary>
/// Whoever signs in to somebody else's system is asked first what it may learn (OpenID Connect Core, section 3.1.2.4).
/// </summary>
public sealed class LettingAClientKnow(ApiWithItsIssuer api) : TestsOfASession(api)
{
    private static readonly (string, string?)[] Partner = [("client_id", "partner"), ("scope", "openid profile audit")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh", "Client partner”使用您的账号", "查看审计记录")]
    [InlineData("en", "Let “Client partner” use your account?", "Read the audit trail")]
    public async Task Says_who_asks_and_what_for(string language, string title, string scope)
    {
        using var page = await Browser.GetAsync(Browser.AuthorizeUrl([.. Partner, ("ui_locales", language)]));
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        var text = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Cancel));
        text.ShouldContain(title);
        text.ShouldContain(scope);
    }

    [Fact]
    public async Task Once_is_remembered_until_more_is_asked_for()
    {
        using var allowed = await Browser.SubmitAsync(Browser.AuthorizeUrl(Partner), ("consent", "yes"));
        allowed.Headers.Location!.Query.ShouldContain("code=");
        (await Browser.AuthorizeAsync([.. Partner, ("scope", "openid audit")])).ShouldContainKey("code");
        using var more = await Browser.GetAsync(
            Browser.AuthorizeUrl([.. Partner, ("scope", "openid profile offline_access audit")])
        );
        more.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var again = await Browser.GetAsync(Browser.AuthorizeUrl([.. Partner, ("prompt", "consent")]));
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Can_be_denied()
    {
        using var denied = await Browser.SubmitAsync(Browser.AuthorizeUrl(Partner), ("consent", "no"));
        var answer = QueryHelpers.ParseQuery(denied.Headers.Location!.Query);
        answer["error"].ToString().ShouldBe("access_denied");
        answer["state"].ToString().ShouldBe("state & 状态");
        (await Browser.AuthorizeAsync([.. Partner, ("prompt", "none")]))["error"].ToString().ShouldBe("consent_required");
    }

    [Fact]
    public async Task Cannot_be_said_by_the_client_itself()
    {
        using var page = await Browser.GetAsync(Browser.AuthorizeUrl([.. Partner, ("consent", "yes")]));
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        var query = QueryHelpers.ParseQuery(Browser.AuthorizeUrl([.. Partner, ("consent", "yes")]).Split('?')[1]);
        using var form = new FormUrlEncodedContent(query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
        using var posted = await Browser.PostAsync("/connect/authorize", form);
        posted.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Is_not_asked_by_our_own_clients() =>
        (await Browser.AuthorizeAsync(("prompt", "consent"))).ShouldContainKey("code");
}
