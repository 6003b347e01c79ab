using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TalentCard.Core.Keys;

namespace TalentCard.Api.Tests.Connect;

public sealed class RotatingTheSigningKey(ApiWithItsIssuer api) : IClassFixture<ApiWithItsIssuer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_server_runs_refuses_no_live_token()
    {
        using var browser = api.Browser();
        var name = $"auditor-{Guid.NewGuid():N}";
        await Testing.TestData.UserAsync(api.Database, name, ["auditor"]);
        var ring = api.Services.GetRequiredService<SigningKeyRing>();
        var first = (await ring.CurrentAsync(KeyPurpose.Tokens, Cancel)).Kid;
        await ring.RotateAsync(KeyPurpose.Tokens, Cancel, early: true);
        // The coming key is published a day before it signs.
        (await PublishedAsync(browser)).Count.ShouldBe(2);
        api.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1));
        await browser.SignInAsync(name);
        var old = await AccessTokenAsync(browser);
        old.Kid.ShouldBe(first);

        api.Clock.Advance(TimeSpan.FromMinutes(2));

        var fresh = await AccessTokenAsync(browser);
        fresh.Kid.ShouldNotBe(first);
        (await PublishedAsync(browser)).ShouldBe([first, fresh.Kid], ignoreOrder: true);
        foreach (var token in (JsonWebToken[])[old, fresh])
        {
            (await browser.IsActiveAsync(token.EncodedToken)).ShouldBeTrue();
            using var userInfo = await browser.CallAsync("/connect/userinfo", token.EncodedToken);
            userInfo.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    private static async Task<JsonWebToken> AccessTokenAsync(Browser browser)
    {
        var (_, tokens) = await browser.RedeemAsync(await browser.CodeAsync(("scope", "openid audit")));
        return new JsonWebToken(tokens.GetProperty("access_token").GetString());
    }

    private static async Task<List<string>> PublishedAsync(Browser browser)
    {
        using var answer = await browser.GetAsync("/.well-known/jwks");
        return [.. new JsonWebKeySet(await answer.Content.ReadAsStringAsync(Cancel)).Keys.Select(key => key.Kid)];
    }
}
