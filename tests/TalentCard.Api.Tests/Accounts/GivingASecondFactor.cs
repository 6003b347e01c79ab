using System.Net;
using System.Text.RegularExpressions;
using TalentCard.Api.Tests.Connect;
using TalentCard.Core.Accounts;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Accounts;

public sealed partial class GivingASecondFactor(ApiWithItsIssuer api) : IClassFixture<ApiWithItsIssuer>, IAsyncLifetime
{
    private const string SecondFactor = "/account/second-factor";
    private const string Enrolment = "/account/second-factor/enrol";
    private readonly Browser browser = api.Browser();
    private readonly string name = $"office-{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await TestData.UserAsync(api.Database, name, ["office"]);

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Is_asked_of_office_staff_who_first_enrol_it()
    {
        using var password = await browser.SignInAsync(name);
        password.Headers.Location!.ToString().ShouldBe(Enrolment);
        (await SignedInAsync()).ShouldBeFalse();
        var (key, codes) = await EnrolAsync();
        codes.Length.ShouldBe(10);
        (await SignedInAsync()).ShouldBeTrue();

        using var later = api.Browser();
        (await later.SignInAsync(name)).Headers.Location!.ToString().ShouldBe(SecondFactor);
        (await later.GetAsync("/account/signed-in")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        api.Clock.Advance(TimeSpan.FromSeconds(30));
        (await later.SubmitAsync(SecondFactor, ("code", Totp.CodeAt(key, api.Clock.GetUtcNow())))).StatusCode.ShouldBe(
            HttpStatusCode.Redirect
        );
        (await later.GetAsync("/account/signed-in")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Shows_the_key_as_a_picture_and_keeps_it_until_a_code_proves_it()
    {
        await browser.SignInAsync(name);
        var page = await (await browser.GetAsync(Enrolment)).Content.ReadAsStringAsync(Cancel);
        page.ShouldContain("src=\"data:image/svg&#x2B;xml;base64,");
        var key = KeyOf(page);
        (await browser.SubmitAsync(Enrolment, ("code", "000000"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        KeyOf(await (await browser.GetAsync(Enrolment)).Content.ReadAsStringAsync(Cancel)).ShouldBe(key);
        (await SignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Takes_a_code_once()
    {
        await browser.SignInAsync(name);
        var (key, _) = await EnrolAsync();
        using var later = api.Browser();
        await later.SignInAsync(name);
        // The very code that enrolled the factor, still in its half minute.
        (await later.SubmitAsync(SecondFactor, ("code", Totp.CodeAt(key, api.Clock.GetUtcNow())))).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task Takes_each_recovery_code_once()
    {
        await browser.SignInAsync(name);
        var (_, codes) = await EnrolAsync();
        foreach (var expected in new[] { HttpStatusCode.Redirect, HttpStatusCode.BadRequest })
        {
            using var later = api.Browser();
            await later.SignInAsync(name);
            (await later.SubmitAsync(SecondFactor, ("code", codes[0].ToLowerInvariant()))).StatusCode.ShouldBe(expected);
        }
    }

    [Fact]
    public async Task Cannot_be_guessed_by_giving_the_password_again_and_again()
    {
        await browser.SignInAsync(name);
        var (key, _) = await EnrolAsync();
        using var attacker = api.Browser();
        for (var i = 0; i < 5; i++)
        {
            await attacker.SignInAsync(name);
            await attacker.SubmitAsync(SecondFactor, ("code", "abcdef"));
        }
        api.Clock.Advance(TimeSpan.FromSeconds(60));
        (await attacker.SubmitAsync(SecondFactor, ("code", Totp.CodeAt(key, api.Clock.GetUtcNow())))).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
    }

    [Theory]
    [InlineData(SecondFactor)]
    [InlineData(Enrolment)]
    public async Task Comes_after_the_password(string path)
    {
        (await browser.GetAsync(path)).Headers.Location!.ToString().ShouldBe("/account/sign-in");
        using var form = new FormUrlEncodedContent([new("code", "123456")]);
        (await browser.PostAsync(path, form)).Headers.Location!.ToString().ShouldBe("/account/sign-in");
    }

    private async Task<(byte[] Key, string[] Codes)> EnrolAsync()
    {
        var key = KeyOf(await (await browser.GetAsync(Enrolment)).Content.ReadAsStringAsync(Cancel));
        using var answer = await browser.SubmitAsync(Enrolment, ("code", Totp.CodeAt(key, api.Clock.GetUtcNow())));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (
            key,
            [.. RecoveryCode().Matches(await answer.Content.ReadAsStringAsync(Cancel)).Select(match => match.Groups[1].Value)]
        );
    }

    private async Task<bool> SignedInAsync() => (await browser.GetAsync("/account/signed-in")).StatusCode == HttpStatusCode.OK;

    internal static byte[] KeyOf(string page)
    {
        var bits = string.Concat(
            KeyText()
                .Match(page)
                .Groups[1]
                .Value.Select(c =>
                    Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')
                )
        );
        return [.. bits.Chunk(8).Where(chunk => chunk.Length == 8).Select(chunk => Convert.ToByte(new string(chunk), 2))];
    }

    [GeneratedRegex("<code>([A-Z2-7]{32})</code>")]
    private static partial Regex KeyText();

    [GeneratedRegex("<li><code>([^<]+)</code></li>")]
    private static partial Regex RecoveryCode();
}
