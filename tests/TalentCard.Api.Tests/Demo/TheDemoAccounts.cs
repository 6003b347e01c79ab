using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using TalentCard.Api.Tests.Connect;
using TalentCard.Contracts.Access;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Demo;

/// <summary>The Api on the demo data, run as a demo.</summary>
public class DemoApi : ApiWithItsIssuer
{
    protected override bool IsDemo => true;

    protected override Task<TestDatabase> CreateDatabaseAsync() => TestDatabase.DemoAsync(TimeProvider.System);
}

/// <summary>The same data in an Api that is no demo.</summary>
public sealed class DemoDataOutsideTheDemo : DemoApi
{
    protected override bool IsDemo => false;
}

public sealed class TheDemoAccounts(DemoApi demo, DemoDataOutsideTheDemo outside)
    : IClassFixture<DemoApi>,
        IClassFixture<DemoDataOutsideTheDemo>
{
    private static readonly string AllScopes = string.Join(' ', RoleCatalog.ScopesOfPeople);

    [Theory]
    [InlineData("talent1", "card")]
    [InlineData("talent2", "card")]
    [InlineData("talent3", "card")]
    [InlineData("desk1", "verify redeem")]
    [InlineData("desk2", "verify redeem")]
    [InlineData("office1", "office hotline")]
    [InlineData("office2", "office hotline")]
    [InlineData("county1", "office hotline")]
    [InlineData("admin1", "audit admin")]
    [InlineData("auditor1", "audit")]
    [InlineData("agent1", "hotline")]
    [InlineData("handler1", "hotline")]
    [InlineData("station1", "stations")]
    [InlineData("expert1", "thinktank")]
    public async Task Sign_in_without_a_second_factor_and_may_do_their_work(string userName, string scopes)
    {
        using var browser = demo.Browser();
        await browser.SignInAsync(userName, "Demo-2022!");
        var (_, tokens) = await browser.RedeemAsync(await browser.CodeAsync(("scope", AllScopes)));
        tokens.GetProperty("scope").GetString().ShouldBe($"openid profile offline_access {scopes}".TrimEnd());
    }

    [Fact]
    public async Task Bind_the_countys_office_to_its_county()
    {
        using var browser = demo.Browser();
        await browser.SignInAsync("county1", "Demo-2022!");
        var (_, tokens) = await browser.RedeemAsync(await browser.CodeAsync(("scope", AllScopes)));
        var token = new JsonWebToken(tokens.GetProperty("access_token").GetString());
        token.GetPayloadValue<string>("division_code").ShouldBe("340403");
    }

    [Fact]
    public async Task Include_the_first_hospitals_system()
    {
        using var browser = demo.Browser();
        var (status, tokens) = await SignInHospitalAsync(browser);
        status.ShouldBe(HttpStatusCode.OK);
        tokens.GetProperty("scope").GetString().ShouldBe("verify redeem");
        new JsonWebToken(tokens.GetProperty("access_token").GetString()).GetPayloadValue<string>("partner_id").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Are_refused_outside_the_demo()
    {
        using var browser = outside.Browser();
        await browser.SignInAsync("desk1", "Demo-2022!");
        (await browser.GetAsync(Browser.AuthorizeUrl())).Headers.Location!.ToString().ShouldStartWith("/account/sign-in");
        (await SignInHospitalAsync(browser)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static Task<(HttpStatusCode Status, System.Text.Json.JsonElement Body)> SignInHospitalAsync(Browser browser) =>
        browser.ClientAsync(
            "/connect/token",
            ("grant_type", "client_credentials"),
            ("client_id", "demo-hospital"),
            ("client_secret", "demo-hospital-secret"),
            ("scope", "verify redeem")
        );
}
