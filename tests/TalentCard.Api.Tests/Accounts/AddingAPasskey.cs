using System.Net;
using System.Text.RegularExpressions;
using TalentCard.Api.Tests.Connect;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Accounts;

public sealed partial class AddingAPasskey(ApiWithItsIssuer api) : TestsOfPasskeys(api)
{
    [Fact]
    public async Task Asks_for_the_password_and_shows_it_among_ones_own()
    {
        using var wrong = await SendAsync(Browser, Passkeys, $"{Passkeys}/options", ("current", "Wrong-2026!"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadAsStringAsync(Cancel)).ShouldContain("当前密码不正确");
        var page = await AddAsync(Browser, Authenticator, "办公室的钥匙");
        page.ShouldContain("通行密钥已添加");
        page.ShouldContain(">办公室的钥匙</h2>");
        page.ShouldContain("尚未使用");
        (await TrailAsync()).ShouldBe(["account.add_passkey", "account.sign_in"]);
        (await MessagesAsync()).ShouldBe(["passkey_added"]);
    }

    [Fact]
    public async Task Names_the_public_address_as_the_relying_party_and_asks_for_a_verified_discoverable_key()
    {
        var options = await OptionsAsync(Browser, Passkeys, Passkeys, ("current", TestData.Password));
        options.GetProperty("rp").GetProperty("id").GetString().ShouldBe(new Uri(Api.Issuer).Host);
        var selection = options.GetProperty("authenticatorSelection");
        selection.GetProperty("residentKey").GetString().ShouldBe("required");
        selection.GetProperty("userVerification").GetString().ShouldBe("required");
    }

    [Theory]
    [InlineData("origin")]
    [InlineData("relying party")]
    [InlineData("user verification")]
    public async Task With_a_false_ceremony_is_refused(string what)
    {
        Spoil(Authenticator, what);
        (await AddAsync(Browser, Authenticator)).ShouldContain("通行密钥未能添加");
        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Twice_with_one_challenge_is_refused()
    {
        var options = await OptionsAsync(Browser, Passkeys, Passkeys, ("current", TestData.Password));
        using var another = new SoftAuthenticator();
        foreach (var one in new[] { Authenticator, another })
            await SendAsync(Browser, Passkeys, Passkeys, ("credential", one.Create(options, Api.Issuer)), ("name", "One"));
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task By_a_challenge_that_another_was_given_is_refused()
    {
        var name = $"expert-{Guid.NewGuid():N}";
        await TestData.UserAsync(Api.Database, name, ["expert"]);
        var options = await OptionsAsync(Browser, Passkeys, Passkeys, ("current", TestData.Password));
        // The same browser, in which somebody else signs in meanwhile.
        (await Browser.SignInAsync(name)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await SendAsync(Browser, Passkeys, Passkeys, ("credential", Authenticator.Create(options, Api.Issuer)), ("name", "One"));
        (await TextAsync(Browser, Passkeys)).ShouldContain("通行密钥未能添加");
    }

    [Fact]
    public async Task That_somebody_has_is_refused()
    {
        await AddAsync(Browser, Authenticator);
        (await AddAsync(Browser, Authenticator)).ShouldContain("通行密钥未能添加");
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Ends_with_the_tenth()
    {
        for (var number = 1; number <= 11; number++)
        {
            using var one = new SoftAuthenticator();
            var page = await AddAsync(Browser, one, $"Key {number}");
            page.ShouldContain(number <= 10 ? "通行密钥已添加" : "通行密钥未能添加");
        }
        (await CountAsync()).ShouldBe(10);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{\"id\":1}")]
    [InlineData("{\"id\":\"AAAA\",\"type\":\"public-key\",\"response\":null,\"clientExtensionResults\":{}}")]
    public async Task With_anything_else_is_refused(string credential)
    {
        await OptionsAsync(Browser, Passkeys, Passkeys, ("current", TestData.Password));
        using var answer = await SendAsync(Browser, Passkeys, Passkeys, ("credential", credential), ("name", "One"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await TextAsync(Browser, Passkeys)).ShouldContain("通行密钥未能添加");
    }

    [Fact]
    public async Task And_removing_it_asks_for_the_password_and_ends_the_other_sign_ins()
    {
        var page = await AddAsync(Browser, Authenticator);
        using var other = Api.Browser();
        using var signedIn = await SignInAsync(other, Authenticator);
        (await IsSignedInAsync(other)).ShouldBeTrue();
        var id = Id().Match(page).Groups[1].Value;

        await SendAsync(Browser, Passkeys, $"{Passkeys}/remove", ("id", id), ("current", "Wrong-2026!"));
        (await TextAsync(Browser, Passkeys)).ShouldContain("未能删除");
        (await CountAsync()).ShouldBe(1);

        await SendAsync(Browser, Passkeys, $"{Passkeys}/remove", ("id", id), ("current", TestData.Password));
        (await TextAsync(Browser, Passkeys)).ShouldContain("通行密钥已删除");
        (await CountAsync()).ShouldBe(0);
        (await IsSignedInAsync(Browser)).ShouldBeTrue();
        (await IsSignedInAsync(other)).ShouldBeFalse();
        using var refused = await SignInAsync(other, Authenticator);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await TrailAsync()).ShouldContain("account.remove_passkey");
        (await MessagesAsync()).ShouldBe(["passkey_added", "passkey_removed"]);
    }

    [Fact]
    public async Task And_removing_anothers_finds_none()
    {
        var page = await AddAsync(Browser, Authenticator);
        var name = $"expert-{Guid.NewGuid():N}";
        await TestData.UserAsync(Api.Database, name, ["expert"]);
        using var other = Api.Browser();
        await other.SignInAsync(name);
        var id = Id().Match(page).Groups[1].Value;
        await SendAsync(other, Passkeys, $"{Passkeys}/remove", ("id", id), ("current", TestData.Password));
        (await TextAsync(other, Passkeys)).ShouldContain("未能删除");
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Needs_a_sign_in_and_the_pages_own_token()
    {
        using var nobody = Api.Browser();
        (await nobody.GetAsync(Passkeys)).Headers.Location!.ToString().ShouldStartWith("/account/sign-in");
        using var forged = await Browser.PostAsync(
            $"{Passkeys}/options",
            new FormUrlEncodedContent([new("current", TestData.Password)])
        );
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    internal static void Spoil(SoftAuthenticator authenticator, string what)
    {
        switch (what)
        {
            case "origin":
                authenticator.Origin = "https://evil.example";
                break;
            case "relying party":
                authenticator.RelyingParty = "evil.example";
                break;
            default:
                authenticator.VerifiesItsUser = false;
                break;
        }
    }

    private async Task<int> CountAsync() =>
        (await AskAsync<int>("select count(*)::int from passkeys where user_id = @User::uuid")).Single();

    private Task<IEnumerable<string>> MessagesAsync() =>
        AskAsync<string>("select kind from messages where recipient_id = @User::uuid order by kind");

    [GeneratedRegex("name=\"id\" value=\"([^\"]+)\"")]
    private static partial Regex Id();
}
