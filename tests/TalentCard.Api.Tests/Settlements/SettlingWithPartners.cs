using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Contracts;
using TalentCard.Contracts.Settlements;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Settlements;

/// <summary>From a price to a payment, and who may do what on the way.</summary>
public sealed class SettlingWithPartners(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static int months;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient Office => api.As(Person.Office());

    [Fact]
    public async Task From_a_price_to_its_payment()
    {
        var (settlement, partner) = await DrawnUpAsync();
        var manager = Person.PartnerManager(partner);
        (settlement.Summary.State, settlement.Summary.Amount, settlement.Summary.Fund).ShouldBe(("drawn_up", 120m, 100m));
        (await ReadAsync(manager, settlement.Summary.Id)).Actions.ShouldBe(["confirm", "dispute"], ignoreOrder: true);

        var line = (
            await api.As(manager)
                .GetAsync($"{Address(settlement)}/lines?kind=service", Cancel)
                .ShouldGiveAsync<Page<SettlementLine>>()
        ).Items.ShouldHaveSingleItem();
        settlement = await StepAsync(manager, settlement, "dispute", new DisputeRequest([new DisputedLine(line.Id, "金额不符")]));
        (await CountMessagesAsync("settlement_disputed", settlement.Summary.Id)).ShouldBeGreaterThan(0);
        settlement = await StepAsync(Person.Office(), settlement, "answer", new AnswerRequest("已按新价格核对"));
        await SendAsync(Person.Office(), settlement, "approve")
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "settlement_second_person_required");
        settlement = await StepAsync(Person.Office("office2"), settlement, "approve");
        await SendAsync(Person.Finance(), settlement with { Summary = settlement.Summary with { Version = 1 } }, "pay", Payment)
            .ShouldRefuseAsync(HttpStatusCode.PreconditionFailed, "stale");
        settlement = await StepAsync(Person.Finance(), settlement, "pay", Payment);
        (settlement.Summary.State, settlement.Summary.PaymentReference, settlement.Steps.Count).ShouldBe(
            ("paid", "2026-0001", 5)
        );
        await SendAsync(manager, settlement, "confirm").ShouldRefuseAsync(HttpStatusCode.Conflict, "settlement_wrong_state");
    }

    [Fact]
    public async Task A_foreign_statement_is_none()
    {
        var (settlement, _) = await DrawnUpAsync();
        var stranger = Person.PartnerManager(Guid.NewGuid());
        await api.As(stranger).GetAsync(Address(settlement), Cancel).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await api.As(stranger)
            .GetAsync($"{Address(settlement)}/lines", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await SendAsync(stranger, settlement, "confirm").ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        var seen = await api.As(stranger).GetAsync("/api/v1/settlements", Cancel).ShouldGiveAsync<Page<Settlement>>();
        seen.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_line_of_another_statement_cannot_be_disputed()
    {
        var (settlement, partner) = await DrawnUpAsync();
        await SendAsync(
                Person.PartnerManager(partner),
                settlement,
                "dispute",
                new DisputeRequest([new DisputedLine(Guid.NewGuid(), "不是本单")])
            )
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        (await ReadAsync(Person.Finance(), settlement.Summary.Id)).Summary.State.ShouldBe("drawn_up");
    }

    [Fact]
    public async Task Others_have_no_business_with_it()
    {
        await api.As(Person.CountyOffice())
            .GetAsync("/api/v1/settlements", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        await api.As(Person.PartnerManager(Guid.NewGuid()))
            .GetAsync("/api/v1/prices", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        await Http.PostAsync(api.As(Person.Finance()), "/api/v1/prices", Price("none"))
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_price_is_whole()
    {
        var benefit = await TestData.BenefitAsync(api.Database.DataSource);
        await RefusedAsync(Price("none"));
        await RefusedAsync(Price(benefit) with { Price = 1.005m });
        await RefusedAsync(Price(benefit) with { Price = -1 });
        await RefusedAsync(Price(benefit) with { FundCap = null });
        await RefusedAsync(Price(benefit) with { Reason = null });
        await RefusedAsync(Price(benefit) with { Tier = "Z" });
        await RefusedAsync(Price(benefit) with { Partner = Guid.NewGuid() });
        await RefusedAsync(Price(benefit) with { Partner = Guid.NewGuid(), ServicePoint = Guid.NewGuid() });
        var key = Guid.NewGuid().ToString();
        var first = await Http.PostAsync(Office, "/api/v1/prices", Price(benefit), key).ShouldGiveAsync<ServicePrice>();
        var again = await Http.PostAsync(Office, "/api/v1/prices", Price(benefit), key).ShouldGiveAsync<ServicePrice>();
        again.ShouldBe(first);
        var page = await Office.GetAsync($"/api/v1/prices?benefit={benefit}", Cancel).ShouldGiveAsync<Page<ServicePrice>>();
        page.Items.ShouldHaveSingleItem().ShouldBe(first);

        Task RefusedAsync(ServicePriceRequest request) =>
            Http.PostAsync(Office, "/api/v1/prices", request).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    private static SettlementPayment Payment { get; } = new("2026-0001");

    private static ServicePriceRequest Price(string benefit) =>
        new(benefit, null, null, null, new DateOnly(2015, 1, 1), 120, false, "holder_excess", 100, "初始价格");

    private static string Address(SettlementDetail settlement) => $"/api/v1/settlements/{settlement.Summary.Id}";

    // A statement of a month and a partner of its own, with one service of 120 yuan, of which the fund pays 100.
    private async Task<(SettlementDetail Settlement, Guid Partner)> DrawnUpAsync()
    {
        var source = api.Database.DataSource;
        await TestData.UserAsync(api.Database, $"office-{Guid.NewGuid():N}", ["office"]);
        var point = await TestData.ServicePointAsync(source);
        var talent = await TestData.TalentAsync(source);
        var card = await TestData.CardAsync(source, talent);
        var benefit = await TestData.BenefitAsync(source);
        await Http.PostAsync(Office, "/api/v1/prices", Price(benefit)).ShouldGiveAsync<ServicePrice>();
        var month = new DateOnly(2016, 1, 1).AddMonths(Interlocked.Increment(ref months));
        await TestData.RedemptionAsync(
            source,
            talent,
            card.Id,
            point,
            benefit,
            new DateTimeOffset(month, new(12, 0), TimeSpan.Zero)
        );
        var drawn = await Office
            .PostAsJsonAsync("/api/v1/settlements/months", new DrawUpRequest(month.AddDays(9)), Cancel)
            .ShouldGiveAsync<DrawnUp>();
        drawn.ShouldBe(new DrawnUp(month, 1));
        var page = await api.As(Person.Finance())
            .GetAsync($"/api/v1/settlements?partner={point.PartnerId}&month={month:O}", Cancel)
            .ShouldGiveAsync<Page<Settlement>>();
        return (await ReadAsync(Person.Finance(), page.Items.ShouldHaveSingleItem().Id), point.PartnerId);
    }

    private Task<SettlementDetail> ReadAsync(Person who, Guid id) =>
        api.As(who).GetAsync($"/api/v1/settlements/{id}", Cancel).ShouldGiveAsync<SettlementDetail>();

    private Task<SettlementDetail> StepAsync(Person who, SettlementDetail settlement, string step, object? body = null) =>
        SendAsync(who, settlement, step, body).ShouldGiveAsync<SettlementDetail>();

    private Task<HttpResponseMessage> SendAsync(Person who, SettlementDetail settlement, string step, object? body = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Address(settlement)}/{step}")
        {
            Content = body is null ? null : JsonContent.Create(body, body.GetType()),
        };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue(settlement.ETag()));
        return api.As(who).SendAsync(request, Cancel);
    }

    private async Task<int> CountMessagesAsync(string kind, Guid settlement)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        return await connection.ExecuteScalarAsync<int>(
            "select count(*)::int from messages where kind = @kind and arguments ->> 'settlement' = @settlement",
            new { kind, settlement = settlement.ToString() }
        );
    }
}
