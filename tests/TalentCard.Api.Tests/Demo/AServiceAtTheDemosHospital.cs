using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Contracts.CardCodes;
using TalentCard.Contracts.Redemptions;

namespace TalentCard.Api.Tests.Demo;

/// <summary>The main job with the demo's own people, each with the tokens that their sign-in gave them.</summary>
public sealed class AServiceAtTheDemosHospital(DemoApi demo) : IClassFixture<DemoApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_recorded_from_the_code_that_the_talent_shows()
    {
        using var talent = await SignInAsync("talent1");
        using var desk = await SignInAsync("desk1");
        var verified = await VerifyAsync(desk, (await ShowCodeAsync(talent)).Text);
        verified.Verdict.ShouldBe("accepted");
        verified.Card!.MaskedName.ShouldNotContain("知衡");
        var benefit = verified.Benefits.ShouldHaveSingleItem();
        benefit.Code.ShouldBe("medical_green_channel");
        benefit.Allowed.ShouldBeTrue();

        var made = await RedeemAsync(desk, verified);
        made.Remaining.ShouldBe(benefit.Remaining - 1);
    }

    [Fact]
    public async Task Is_recorded_by_the_hospitals_own_system()
    {
        using var browser = demo.Browser();
        var (_, tokens) = await browser.ClientAsync(
            "/connect/token",
            ("grant_type", "client_credentials"),
            ("client_id", "demo-hospital"),
            ("client_secret", "demo-hospital-secret"),
            ("scope", "verify redeem")
        );
        using var system = ClientWith(tokens.GetProperty("access_token").GetString()!);
        using var talent = await SignInAsync("talent2");
        var verified = await VerifyAsync(system, (await ShowCodeAsync(talent)).Text);
        (await RedeemAsync(system, verified)).Benefit.ShouldBe("medical_green_channel");
    }

    [Fact]
    public async Task Is_not_given_for_a_suspended_card()
    {
        using var talent = await SignInAsync("talent3");
        (await talent.PostAsync("/api/v1/me/card/codes", null, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    private static async Task<CardCode> ShowCodeAsync(HttpClient talent)
    {
        var answer = await talent.PostAsync("/api/v1/me/card/codes", null, Cancel);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Cancel));
        return (await answer.Content.ReadFromJsonAsync<CardCode>(Cancel))!;
    }

    private async Task<VerificationAnswer> VerifyAsync(HttpClient verifier, string code)
    {
        await using var connection = await demo.Database.DataSource.OpenConnectionAsync(Cancel);
        var counter = await connection.QuerySingleAsync<Guid>("select service_point_id from users where user_name = 'desk1'");
        var answer = await verifier.PostAsJsonAsync("/api/v1/verifications", new VerificationRequest(code, counter), Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancel));
        return (await answer.Content.ReadFromJsonAsync<VerificationAnswer>(Cancel))!;
    }

    private static async Task<RedemptionMade> RedeemAsync(HttpClient verifier, VerificationAnswer verified)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/redemptions")
        {
            Content = JsonContent.Create(
                new RedemptionRequest(verified.Verification!, verified.Benefits[0].Code, Checks: new RedemptionChecks(Face: true))
            ),
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };
        var answer = await verifier.SendAsync(request, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Cancel));
        return (await answer.Content.ReadFromJsonAsync<RedemptionMade>(Cancel))!;
    }

    private async Task<HttpClient> SignInAsync(string userName)
    {
        using var browser = demo.Browser();
        await browser.SignInAsync(userName, "Demo-2022!");
        var (_, tokens) = await browser.RedeemAsync(await browser.CodeAsync(("scope", "openid card verify redeem")));
        return ClientWith(tokens.GetProperty("access_token").GetString()!);
    }

    private HttpClient ClientWith(string accessToken) =>
        new()
        {
            BaseAddress = new Uri(demo.Issuer),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", accessToken) },
        };
}
