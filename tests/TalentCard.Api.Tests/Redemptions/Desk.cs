using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts.Redemptions;
using TalentCard.Core.CardCodes;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Redemptions;

/// <summary>A verifier at a service point of their own, with a talent's card in front of them.</summary>
internal sealed class Desk
{
    private readonly TalentCardApi api;

    private Desk(TalentCardApi api, TestServicePoint point, Guid talent, TestCard card)
    {
        this.api = api;
        Point = point;
        TalentId = talent;
        Card = card;
        Verifier = Person.Verifier(point.PartnerId, point.Id, $"desk {point.Id}");
        Http = api.As(Verifier);
        Talent = Person.Talent(talent, $"talent {talent}");
    }

    public TestServicePoint Point { get; }
    public Guid TalentId { get; }
    public TestCard Card { get; }
    public Person Verifier { get; }
    public Person Talent { get; }
    public HttpClient Http { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Desk> OpenAsync(TalentCardApi api, string kind = "hospital", string name = "张三丰")
    {
        var point = await TestData.ServicePointAsync(api.Database.DataSource, kind);
        var talent = await TestData.TalentAsync(api.Database.DataSource, name);
        var desk = new Desk(api, point, talent, await TestData.CardAsync(api.Database.DataSource, talent));
        // The first code makes the signing key, which must not be younger than a clock that a test sets back.
        await desk.MintAsync();
        return desk;
    }

    public async Task<string> MintAsync() =>
        (await api.Services.GetRequiredService<CardCodeMinter>().MintAsync(Card.Handle, Cancel)).Text;

    public async Task<string> PrintAsync() =>
        (
            await api
                .Services.GetRequiredService<CardCodeMinter>()
                .PrintAsync(Card.Handle, Card.PrintedCti, new DateOnly(2029, 1, 4), Cancel)
        ).Text;

    public async Task<VerificationAnswer> VerifyAsync(string? code = null)
    {
        var answer = await Http.PostAsJsonAsync(
            "/api/v1/verifications",
            new { code = code ?? await MintAsync(), servicePoint = Point.Id },
            Cancel
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancel));
        return (await answer.Content.ReadFromJsonAsync<VerificationAnswer>(Cancel))!;
    }

    /// <summary>A live verification to redeem with.</summary>
    public async Task<string> TicketAsync(string? code = null) => (await VerifyAsync(code)).Verification.ShouldNotBeNull();

    public Task<HttpResponseMessage> SendAsync(
        string verification,
        string benefit,
        string? key = null,
        string[]? companions = null,
        RedemptionChecks? checks = null,
        HttpClient? http = null
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/redemptions")
        {
            Content = JsonContent.Create(
                new
                {
                    verification,
                    benefit,
                    companions = companions ?? [],
                    checks = checks ?? new(),
                }
            ),
        };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return (http ?? Http).SendAsync(request, Cancel);
    }

    /// <summary>Shows a fresh code and redeems.</summary>
    public async Task<HttpResponseMessage> RedeemAsync(
        string benefit,
        string[]? companions = null,
        RedemptionChecks? checks = null,
        string? code = null
    ) => await SendAsync(await TicketAsync(code), benefit, null, companions, checks);

    public async Task<RedemptionMade> RedeemedAsync(
        string benefit,
        string[]? companions = null,
        RedemptionChecks? checks = null,
        string? code = null
    ) => await (await RedeemAsync(benefit, companions, checks, code)).ShouldBeAsync<RedemptionMade>(HttpStatusCode.Created);

    public Task<HttpResponseMessage> ReverseAsync(
        Guid redemption,
        HttpClient? http = null,
        string reason = "录入错误",
        string? key = null
    ) => (http ?? Http).PostAsync($"/api/v1/redemptions/{redemption}/reversals", new { reason }, key);
}

/// <summary>What answers are expected to be.</summary>
internal static class Answers
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<T> ShouldBeAsync<T>(this HttpResponseMessage answer, HttpStatusCode status)
    {
        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync(Cancel));
        return (await answer.Content.ReadFromJsonAsync<T>(Cancel))!;
    }

    public static async Task ShouldRefuseAsync(this HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        answer.StatusCode.ShouldBe(status, text);
        JsonDocument.Parse(text).RootElement.GetProperty("code").GetString().ShouldBe(code, text);
    }
}
