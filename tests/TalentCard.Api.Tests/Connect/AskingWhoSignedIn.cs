using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using TalentCard.Core.Accounts;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Connect;

/// <summary>What a client may demand of a sign-in, and learn of it (OpenID Connect Core, sections 2 and 3.1.2.1).</summary>
public sealed class AskingWhoSignedIn(ApiWithItsIssuer api) : TestsOfASession(api)
{
    private const string MultiFactor = "https://refeds.org/profile/mfa";
    private const string SingleFactor = "https://refeds.org/profile/sfa";

    [Fact]
    public async Task Knows_a_hint_of_the_same_person_even_when_it_is_old()
    {
        var hint = (await IdTokenAsync()).EncodedToken;
        Api.Clock.Advance(TimeSpan.FromHours(1));
        (await Browser.AuthorizeAsync(("id_token_hint", hint), ("prompt", "none"))).ShouldContainKey("code");
    }

    [Fact]
    public async Task Refuses_a_hint_of_somebody_else_and_leaves_who_is_there_signed_in()
    {
        using var other = Api.Browser();
        var somebody = $"auditor-{Guid.NewGuid():N}";
        await TestData.UserAsync(Api.Database, somebody, ["auditor"]);
        await other.SignInAsync(somebody);
        var hint = (await IdTokenAsync(other)).EncodedToken;
        foreach (var prompt in (string?[])[null, "none"])
        {
            var answer = await Browser.AuthorizeAsync(("id_token_hint", hint), ("prompt", prompt));
            answer["error"].ToString().ShouldBe("login_required");
        }
        (await Browser.AuthorizeAsync(("prompt", "none"))).ShouldContainKey("code");

        // Signing in as the wrong one is found out afterwards.
        using var nobody = Api.Browser();
        using var first = await nobody.GetAsync(Browser.AuthorizeUrl(("id_token_hint", hint)));
        using var signedIn = await nobody.SignInAsync(Name, url: first.Headers.Location!.ToString());
        using var back = await nobody.GetAsync(signedIn.Headers.Location!.ToString());
        back.Headers.Location!.Query.ShouldContain("error=login_required");
    }

    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("prompt", "select_account")]
    [InlineData("max_age", "0")]
    public async Task Again_ends_no_session_by_a_mere_link(string parameter, string value)
    {
        using var asked = await Browser.GetAsync(Browser.AuthorizeUrl((parameter, value)));
        asked.Headers.Location!.ToString().ShouldStartWith("/account/sign-in");
        (await Browser.AuthorizeAsync(("prompt", "none"))).ShouldContainKey("code");
        // Coming back without having signed in asks again.
        var back = WebUtility.UrlDecode(asked.Headers.Location.ToString().Split("return_url=")[1].Split('&')[0]);
        using var without = await Browser.GetAsync(back);
        without.Headers.Location!.ToString().ShouldStartWith("/account/sign-in");
    }

    [Fact]
    public async Task Again_for_one_request_does_for_no_other()
    {
        using var asked = await Browser.GetAsync(Browser.AuthorizeUrl(("prompt", "login")));
        using var signedIn = await Browser.SignInAsync(Name, url: asked.Headers.Location!.ToString());
        var back = signedIn.Headers.Location!.ToString();
        using var other = await Browser.GetAsync(back.Replace("n-0S6_WzA2Mj", "another", StringComparison.Ordinal));
        other.Headers.Location!.ToString().ShouldStartWith("/account/sign-in");
        using var same = await Browser.GetAsync(back);
        same.Headers.Location!.Query.ShouldContain("code=");
    }

    [Fact]
    public async Task Says_a_password_alone_and_refuses_where_a_second_factor_is_wanted()
    {
        var token = await IdTokenAsync();
        token.GetPayloadValue<string>("acr").ShouldBe(SingleFactor);
        token.GetPayloadValue<string[]>("amr").ShouldBe(["pwd"]);
        var refused = await Browser.AuthorizeAsync(("acr_values", MultiFactor));
        refused["error"].ToString().ShouldBe("unmet_authentication_requirements");
        (await Browser.AuthorizeAsync(("acr_values", $"{MultiFactor} {SingleFactor}"))).ShouldContainKey("code");
        (await Browser.AuthorizeAsync(("acr_values", "1 2"))).ShouldContainKey("code");
    }

    [Fact]
    public async Task Says_a_second_factor_and_goes_on_saying_it_when_tokens_are_refreshed()
    {
        using var office = Api.Browser();
        var officer = $"office-{Guid.NewGuid():N}";
        await TestData.UserAsync(Api.Database, officer, ["office"]);
        await office.SignInAsync(officer);
        const string enrol = "/account/second-factor/enrol";
        var page = await (await office.GetAsync(enrol)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        await office.SubmitAsync(enrol, ("code", Totp.CodeAt(Accounts.GivingASecondFactor.KeyOf(page), Api.Clock.GetUtcNow())));

        var (_, tokens) = await office.RedeemAsync(
            await office.CodeAsync(("acr_values", MultiFactor), ("scope", "openid offline_access office"))
        );
        Check(tokens.GetProperty("id_token").GetString()!);
        var (_, refreshed) = await office.RefreshAsync(tokens.GetProperty("refresh_token").GetString()!);
        Check(refreshed.GetProperty("id_token").GetString()!);

        static void Check(string idToken)
        {
            new JsonWebToken(idToken).GetPayloadValue<string>("acr").ShouldBe(MultiFactor);
            new JsonWebToken(idToken).GetPayloadValue<string[]>("amr").ShouldBe(["pwd", "otp", "mfa"]);
        }
    }

    [Fact]
    public async Task Tells_the_id_token_nothing_but_that_sign_in()
    {
        var token = await IdTokenAsync();
        token.Subject.ShouldBe(User.ToString());
        token
            .Claims.Select(claim => claim.Type)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ShouldBe(["acr", "amr", "at_hash", "aud", "auth_time", "azp", "exp", "iat", "iss", "nonce", "sid", "sub"]);
    }

    private async Task<JsonWebToken> IdTokenAsync(Browser? by = null)
    {
        by ??= Browser;
        var (_, tokens) = await by.RedeemAsync(await by.CodeAsync(("scope", "openid profile audit")));
        return new JsonWebToken(tokens.GetProperty("id_token").GetString());
    }
}
