using System.Buffers.Text;
using System.Net;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using TalentCard.Api.Tests.Connect;
using TalentCard.Core.Accounts;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Accounts;

public sealed class SigningInByAPasskey(ApiWithItsIssuer api) : TestsOfPasskeys(api)
{
    private const string MultiFactor = "https://refeds.org/profile/mfa";
    private readonly Browser fresh = api.Browser();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await AddAsync(Browser, Authenticator);
    }

    [Fact]
    public async Task Alone_says_who_it_is_and_counts_as_two_factors()
    {
        using var answer = await SignInAsync(fresh, Authenticator);
        answer.Headers.Location!.ToString().ShouldBe("/account/signed-in");
        (await IsSignedInAsync(fresh)).ShouldBeTrue();
        var (_, tokens) = await fresh.RedeemAsync(await fresh.CodeAsync(("acr_values", MultiFactor)));
        ShouldSay(tokens.GetProperty("id_token").GetString()!, "pop", "mfa");
        // What a refreshed session is told is the same.
        var (_, again) = await fresh.RefreshAsync(tokens.GetProperty("refresh_token").GetString()!);
        ShouldSay(again.GetProperty("id_token").GetString()!, "pop", "mfa");
        (await TrailAsync()).ShouldBe(["account.add_passkey", "account.sign_in", "account.sign_in"]);
        (await TextAsync(Browser, Passkeys)).ShouldNotContain("尚未使用");
        (await EventsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("max_age", "0")]
    public async Task Satisfies_a_client_that_wants_a_fresh_sign_in(string parameter, string value)
    {
        (await SignInAsync(fresh, Authenticator)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var asked = await fresh.GetAsync(Connect.Browser.AuthorizeUrl((parameter, value)));
        var signIn = asked.Headers.Location!.ToString();
        signIn.ShouldStartWith("/account/sign-in?");
        using var answer = await SignInAsync(fresh, Authenticator, signIn[signIn.IndexOf('?', StringComparison.Ordinal)..]);
        using var back = await fresh.GetAsync(answer.Headers.Location!.ToString());
        back.Headers.Location!.ToString().ShouldContain("code=");
    }

    [Theory]
    [InlineData("origin")]
    [InlineData("relying party")]
    [InlineData("user verification")]
    public async Task With_a_false_ceremony_is_refused_and_counted(string what)
    {
        AddingAPasskey.Spoil(Authenticator, what);
        using var answer = await SignInAsync(fresh, Authenticator);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("通行密钥不正确或已失效");
        (await IsSignedInAsync(fresh)).ShouldBeFalse();
        (await EventsAsync()).ShouldBe(["wrong_second_factor 1"]);
    }

    [Fact]
    public async Task Takes_a_challenge_once_even_of_two_at_one_instant()
    {
        var page = "/account/sign-in";
        using var challenge = await SendAsync(fresh, page, $"{SignInPath}/options");
        var cookie = challenge
            .Headers.GetValues("Set-Cookie")
            .Single(one => one.StartsWith("talentcard-passkey=", StringComparison.Ordinal))
            .Split(';')[0];
        var options = System.Text.Json.JsonDocument.Parse(await challenge.Content.ReadAsStringAsync(Cancel)).RootElement;
        var credential = Authenticator.Get(options, Api.Issuer);
        // The cookie was copied, and its copies come at once to browsers that have it.
        Browser[] thieves = [Api.Browser(), Api.Browser(), Api.Browser(), Api.Browser()];
        var signedIn = await Task.WhenAll(
            thieves.Select(async thief =>
            {
                var token = await TextAsync(thief, page);
                using var request = new HttpRequestMessage(HttpMethod.Post, SignInPath)
                {
                    Content = new FormUrlEncodedContent([
                        new("antiforgery", token.Split("name=\"antiforgery\" value=\"")[1].Split('"')[0]),
                        new("credential", credential),
                    ]),
                };
                request.Headers.TryAddWithoutValidation("Cookie", cookie);
                using var answer = await thief.SendAsync(request);
                return answer.StatusCode == HttpStatusCode.Redirect;
            })
        );
        signedIn.Count(one => one).ShouldBe(1);
        foreach (var thief in thieves)
            thief.Dispose();
    }

    [Fact]
    public async Task Without_the_browser_that_has_the_challenge_is_refused()
    {
        var options = await OptionsAsync(fresh, "/account/sign-in", SignInPath);
        using var other = Api.Browser();
        using var answer = await SendAsync(
            other,
            "/account/sign-in",
            SignInPath,
            ("credential", Authenticator.Get(options, Api.Issuer))
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task As_somebody_else_is_refused()
    {
        var (victim, _) = await SomebodyAsync();
        Authenticator.UserHandle = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(victim.ToString()));
        using var answer = await SignInAsync(fresh, Authenticator);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await IsSignedInAsync(fresh)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Whose_count_does_not_go_up_is_refused_as_a_copy(uint back)
    {
        Authenticator.Count = 6;
        (await SignInAsync(fresh, Authenticator)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        Authenticator.Count = 6 - back;
        using var other = Api.Browser();
        (await SignInAsync(other, Authenticator)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await IsSignedInAsync(other)).ShouldBeFalse();
        (await EventsAsync()).ShouldBe(["copied_passkey 1", "wrong_second_factor 1"]);
    }

    [Fact]
    public async Task Of_an_authenticator_that_does_not_count_is_good_again_and_again()
    {
        for (var round = 0; round < 2; round++)
        {
            Authenticator.Count = uint.MaxValue;
            (await SignInAsync(fresh, Authenticator)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }
    }

    [Fact]
    public async Task Five_times_wrong_closes_it_as_codes_are_closed()
    {
        Authenticator.Origin = "https://evil.example";
        for (var i = 0; i < 5; i++)
            (await SignInAsync(fresh, Authenticator)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        Authenticator.Origin = null;
        (await SignInAsync(fresh, Authenticator)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await EventsAsync()).ShouldBe(["locked_out 1", "wrong_second_factor 6"]);
        // By the password they still get in.
        (await fresh.SignInAsync(Name)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("disabled_at = now()")]
    [InlineData("is_demo = true")]
    [InlineData("password_temporary_until = '2020-01-01'")]
    public async Task Into_an_account_that_may_not_is_refused(string change)
    {
        await AskAsync<int>($"update users set {change} where id = @User::uuid");
        using var answer = await SignInAsync(fresh, Authenticator);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await IsSignedInAsync(fresh)).ShouldBeFalse();
    }

    [Fact]
    public async Task Follows_the_password_where_a_code_would()
    {
        var name = $"office-{Guid.NewGuid():N}";
        await TestData.UserAsync(Api.Database, name, ["office"]);
        using var desk = Api.Browser();
        await desk.SignInAsync(name);
        await EnrolAsync(desk);
        using var key = new SoftAuthenticator();
        (await AddAsync(desk, key)).ShouldContain("通行密钥已添加");

        const string Second = "/account/second-factor";
        (await fresh.SignInAsync(name)).Headers.Location!.ToString().ShouldBe(Second);
        var options = await OptionsAsync(fresh, Second, $"{Second}/passkey");
        options.GetProperty("allowCredentials").GetArrayLength().ShouldBe(1);
        using var foreign = await SendAsync(
            fresh,
            Second,
            $"{Second}/passkey",
            ("credential", Authenticator.Get(options, Api.Issuer))
        );
        foreign.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await IsSignedInAsync(fresh)).ShouldBeFalse();

        options = await OptionsAsync(fresh, Second, $"{Second}/passkey");
        using var answer = await SendAsync(fresh, Second, $"{Second}/passkey", ("credential", key.Get(options, Api.Issuer)));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var (_, tokens) = await fresh.RedeemAsync(await fresh.CodeAsync());
        ShouldSay(tokens.GetProperty("id_token").GetString()!, "pwd", "pop", "mfa");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"id\":\"%%%\"}")]
    [InlineData("{\"id\":\"AAAA\"}")]
    public async Task With_anything_else_is_refused(string credential)
    {
        await OptionsAsync(fresh, "/account/sign-in", SignInPath);
        using var answer = await SendAsync(fresh, "/account/sign-in", SignInPath, ("credential", credential));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<(Guid Id, string Name)> SomebodyAsync()
    {
        var name = $"expert-{Guid.NewGuid():N}";
        return (await TestData.UserAsync(Api.Database, name, ["expert"]), name);
    }

    private async Task EnrolAsync(Browser browser)
    {
        const string Enrolment = "/account/second-factor/enrol";
        var key = GivingASecondFactor.KeyOf(await TextAsync(browser, Enrolment));
        using var answer = await browser.SubmitAsync(Enrolment, ("code", Totp.CodeAt(key, Api.Clock.GetUtcNow())));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static void ShouldSay(string idToken, params string[] methods)
    {
        var token = new JsonWebToken(idToken);
        token.GetClaim("acr").Value.ShouldBe(MultiFactor);
        token.Claims.Where(claim => claim.Type == "amr").Select(claim => claim.Value).ShouldBe(methods);
    }
}
