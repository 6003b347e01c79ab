using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TalentCard.Core.Keys;

namespace TalentCard.Api.Tests.Connect;

public sealed class RotatingTheSigningKey(ApiWithItsIssuer api) : IClassFixture<ApiWithItsIssuer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(KeyPurpose.AccessTokens)]
    [InlineData(KeyPurpose.Tokens)]
    public async Task While_the_server_runs_refuses_no_live_token(KeyPurpose purpose)
    {
        using var browser = api.Browser();
        var name = $"auditor-{Guid.NewGuid():N}";
        await Testing.TestData.UserAsync(api.Database, name, ["auditor"]);
        var ring = api.Services.GetRequiredService<SigningKeyRing>();
        var first = (await ring.CurrentAsync(purpose, Cancel)).Kid;
        await ring.RotateAsync(purpose, Cancel, early: true);
        // The coming key is published a day before it signs.
        var coming = (await ring.VerifyingAsync(purpose, Cancel)).Select(key => key.Kid).Except([first]).ShouldHaveSingleItem();
        (await PublishedAsync(browser)).ShouldContain(coming);
        api.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1));
        await browser.SignInAsync(name);
        var old = await TokensAsync(browser);
        old[purpose].Kid.ShouldBe(first);

        api.Clock.Advance(TimeSpan.FromMinutes(2));

        var fresh = await TokensAsync(browser);
        fresh[purpose].Kid.ShouldBe(coming);
        var published = await PublishedAsync(browser);
        published.ShouldContain(first);
        published.ShouldContain(coming);
        foreach (var tokens in (Dictionary<KeyPurpose, JsonWebToken>[])[old, fresh])
        {
            var access = tokens[KeyPurpose.AccessTokens].EncodedToken;
            (await browser.IsActiveAsync(access)).ShouldBeTrue();
            using var userInfo = await browser.CallAsync("/connect/userinfo", access);
            userInfo.StatusCode.ShouldBe(HttpStatusCode.OK);
            var again = await browser.AuthorizeAsync(
                ("scope", "openid"),
                ("prompt", "none"),
                ("id_token_hint", tokens[KeyPurpose.Tokens].EncodedToken)
            );
            again.ShouldContainKey("code");
        }
    }

    private static async Task<Dictionary<KeyPurpose, JsonWebToken>> TokensAsync(Browser browser)
    {
        var (_, tokens) = await browser.RedeemAsync(await browser.CodeAsync(("scope", "openid audit")));
        return new()
        {
            [KeyPurpose.AccessTokens] = new JsonWebToken(tokens.GetProperty("access_token").GetString()),
            [KeyPurpose.Tokens] = new JsonWebToken(tokens.GetProperty("id_token").GetString()),
        };
    }

    private static async Task<List<string>> PublishedAsync(Browser browser)
    {
        using var answer = await browser.GetAsync("/.well-known/jwks");
        return [.. new JsonWebKeySet(await answer.Content.ReadAsStringAsync(Cancel)).Keys.Select(key => key.Kid)];
    }
}
