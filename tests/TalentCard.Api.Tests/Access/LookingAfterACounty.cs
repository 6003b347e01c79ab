using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TalentCard.Contracts;
using TalentCard.Contracts.Cards;
using TalentCard.Contracts.Hotline;
using TalentCard.Contracts.Overview;
using TalentCard.Contracts.Redemptions;
using TalentCard.Contracts.Reports;
using TalentCard.Contracts.Talents;
using TalentCard.Contracts.ThinkTank;
using TalentCard.Core.Reports;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Access;

/// <summary>What a county's office may do with its own people, and that nobody else's are within its reach.</summary>
public sealed class LookingAfterACounty(TalentCardApi api) : IClassFixture<TalentCardApi>, IAsyncLifetime
{
    private const string Own = "340403";
    private const string Foreign = "340421";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private NpgsqlDataSource Database => api.Database.DataSource;
    private HttpClient County => api.As(Person.CountyOffice(Own));
    private HttpClient City => api.As(Person.Office());

    // The counties themselves.
    public async ValueTask InitializeAsync() => await TestData.ReferenceAsync(Database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task It_edits_its_own_talents_and_moves_nobody_away()
    {
        var (mine, theirs) = await TalentsAsync();
        var edit = new TalentEdit("C", "淮南市某学校", Own, new DateOnly(2035, 12, 31));
        (await EditAsync($"/api/v1/talents/{mine}", edit).ShouldGiveAsync<TalentDetail>()).Employer.ShouldBe("淮南市某学校");
        await EditAsync($"/api/v1/talents/{mine}", edit with { Division = Foreign }, 2)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "other_division");
        await EditAsync($"/api/v1/talents/{theirs}", edit).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await County
            .PostAsJsonAsync($"/api/v1/talents/{theirs}/corrections", new TalentCorrectionRequest("张三", null, "录错"), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await County
            .PostAsJsonAsync($"/api/v1/talents/{theirs}/reveal", new RevealRequest("phone", "核对联系方式"), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Theory]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("revoke")]
    [InlineData("replace")]
    [InlineData("renew")]
    public async Task It_changes_its_own_cards_alone(string action)
    {
        var state = action == "resume" ? "suspended" : "active";
        var (_, mine) = await HolderAsync(Own, state, action == "renew" ? new DateOnly(2026, 3, 20) : null);
        var (_, theirs) = await HolderAsync(Foreign, state, action == "renew" ? new DateOnly(2026, 3, 20) : null);
        (await ChangeAsync(mine.Id)).IsSuccessStatusCode.ShouldBeTrue();
        await ChangeAsync(theirs.Id).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        (await StateAsync(theirs.Id)).ShouldBe(state);

        Task<HttpResponseMessage> ChangeAsync(Guid id) =>
            County.PostAsJsonAsync($"/api/v1/cards/{id}/{action}", new CardChange("持卡人来电"), Cancel);
    }

    [Fact]
    public async Task Its_change_of_many_cards_finds_its_own_alone()
    {
        var (_, theirs) = await HolderAsync(Foreign, employer: "两县都有的单位");
        await HolderAsync(Own, employer: "两县都有的单位");
        var all = new NewBulkChange("suspend", "单位核查", Filter: new(Q: "两县都有的单位"));
        var change = await County.PostAsync("/api/v1/card-bulk-changes", all).ShouldGiveAsync<BulkChange>(HttpStatusCode.Created);
        (change.Able, change.Refused).ShouldBe((1, 0));
        await County.PostAsync($"/api/v1/card-bulk-changes/{change.Id}/commit", null, Cancel).ShouldGiveAsync<BulkChange>();
        (await StateAsync(theirs.Id)).ShouldBe("active");
        await County
            .PostAsync("/api/v1/card-bulk-changes", new NewBulkChange("suspend", "单位核查", [theirs.Id]))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task It_proposes_batches_of_its_own_people_and_the_city_approves()
    {
        var (mine, theirs) = await TalentsAsync();
        await ProposeAsync(County, mine, theirs).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        var batch = await ProposeAsync(County, mine).ShouldGiveAsync<CardBatch>(HttpStatusCode.Created);
        var approval = $"/api/v1/card-batches/{batch.Id}/approve";
        await County.PostAsync(approval, null, Cancel).ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        (await City.PostAsync(approval, null, Cancel).ShouldGiveAsync<CardBatch>()).State.ShouldBe("approved");
    }

    [Fact]
    public async Task Of_a_batch_of_the_city_it_sees_its_own_people_alone()
    {
        var (mine, theirs) = await TalentsAsync();
        var both = await ProposeAsync(City, mine, theirs).ShouldGiveAsync<CardBatch>(HttpStatusCode.Created);
        (await County.GetAsync($"/api/v1/card-batches/{both.Id}", Cancel).ShouldGiveAsync<CardBatch>()).TalentCount.ShouldBe(1);
        (await County.GetAsync($"/api/v1/card-batches/{both.Id}/talents", Cancel).ShouldGiveAsync<Page<CardBatchTalent>>())
            .Items.ShouldHaveSingleItem()
            .TalentId.ShouldBe(mine);
    }

    [Fact]
    public async Task It_takes_back_services_of_its_own_people_alone()
    {
        var point = await TestData.ServicePointAsync(Database);
        var benefit = await TestData.BenefitAsync(Database);
        var (mine, theirs) = (await ServiceAsync(Own), await ServiceAsync(Foreign));
        var listed = await County
            .GetAsync($"/api/v1/redemptions?benefit={benefit}", Cancel)
            .ShouldGiveAsync<Page<RedemptionItem>>();
        listed.Items.ShouldHaveSingleItem().Id.ShouldBe(mine);
        await ReverseAsync(theirs).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await ReverseAsync(mine).ShouldGiveAsync<ReversalMade>(HttpStatusCode.Created);

        async Task<Guid> ServiceAsync(string division)
        {
            var (talent, card) = await HolderAsync(division);
            return await TestData.RedemptionAsync(Database, talent, card.Id, point, benefit, api.Clock.GetUtcNow().AddHours(-3));
        }

        Task<HttpResponseMessage> ReverseAsync(Guid id) =>
            County.PostAsync($"/api/v1/redemptions/{id}/reversals", new ReversalRequest("登记有误"));
    }

    [Fact]
    public async Task It_is_the_office_of_its_own_tickets_alone()
    {
        var department = await TestData.DepartmentAsync(Database);
        var (mine, theirs) = (await TicketAsync(Own), await TicketAsync(Foreign));
        await StepAsync(theirs, "notes", new TicketReason("催办")).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await StepAsync(theirs, "answer", new TicketAnswer("已答复")).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await StepAsync(mine, "notes", new TicketReason("催办")).ShouldGiveAsync<TicketDetail>();
        var dispatch = new BulkDispatch([mine, theirs], department);
        var sent = await County
            .PostAsJsonAsync("/api/v1/hotline/tickets/dispatch", dispatch, Cancel)
            .ShouldGiveAsync<BulkDispatched>();
        sent.Dispatched.ShouldBe([mine]);
        sent.Left.ShouldHaveSingleItem().ShouldBe(new TicketLeft(theirs, null, null));
        await County
            .PostAsJsonAsync("/api/v1/hotline/callers/lookup", new CallerLookup(TestData.NewPhone()), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");

        Task<HttpResponseMessage> StepAsync<T>(Guid id, string step, T body) =>
            County.PostAsJsonAsync($"/api/v1/hotline/tickets/{id}/{step}", body, Cancel);

        async Task<Guid> TicketAsync(string division)
        {
            var id = await TestData.TicketAsync(Database, $"{division} 的工单", api.Clock.GetUtcNow().AddDays(1));
            await ExecuteAsync("update tickets set division_code = @division where id = @id", new { id, division });
            return id;
        }
    }

    [Fact]
    public async Task It_keeps_its_own_villages_alone()
    {
        var village = new AdviseeRequest("village", "某某村", Own, 32.6, 117.0, ["A0101"], "小麦", "江淮官话", false, true);
        var made = await County
            .PostAsync("/api/v1/think-tank/advisees", village)
            .ShouldGiveAsync<Advisee>(HttpStatusCode.Created);
        await County
            .PostAsync("/api/v1/think-tank/advisees", village with { Name = "外县村", Division = Foreign })
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "other_division");
        await EditAsync($"/api/v1/think-tank/advisees/{made.Id}", village with { Division = Foreign })
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "other_division");
        // Of the other county.
        var theirs = await TestData.VillageAsync(Database, "凤台某村");
        await EditAsync($"/api/v1/think-tank/advisees/{theirs}", village).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await County
            .PostAsync("/api/v1/think-tank/help-requests", new NewHelpRequest(theirs, "A0101", "小麦条锈病"))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        var request = await County
            .PostAsync("/api/v1/think-tank/help-requests", new NewHelpRequest(made.Id, "A0101", "小麦条锈病"))
            .ShouldGiveAsync<HelpRequest>(HttpStatusCode.Created);
        await County
            .GetAsync($"/api/v1/think-tank/help-requests/{request.Id}/experts", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Theory]
    [InlineData("POST", "/api/v1/talents/imports")]
    [InlineData("POST", "/api/v1/benefits")]
    [InlineData("POST", "/api/v1/partners")]
    [InlineData("PUT", "/api/v1/working-days/2026-05-04")]
    [InlineData("PUT", "/api/v1/holiday-notices/2027")]
    [InlineData("PUT", "/api/v1/service-points/01970000-0000-7000-8000-000000000001/closures/2026-05-04")]
    [InlineData("PUT", "/api/v1/report-layouts/weekly")]
    [InlineData("POST", "/api/v1/stations")]
    [InlineData("POST", "/api/v1/stations/imports")]
    [InlineData("POST", "/api/v1/postdocs/imports")]
    [InlineData("POST", "/api/v1/think-tank/proposals")]
    [InlineData("PUT", "/api/v1/think-tank/rules/2026-05-04")]
    [InlineData("POST", "/api/v1/statistics/days/2026-01-01/recount")]
    [InlineData("GET", "/api/v1/statistics/wallboard")]
    [InlineData("POST", "/api/v1/hotline/consultations")]
    [InlineData("GET", "/api/v1/users")]
    [InlineData("GET", "/api/v1/jobs")]
    [InlineData("GET", "/api/v1/audit-events")]
    public async Task What_is_the_citys_stays_the_citys(string method, string path)
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (method != "GET")
            request.Content = path.EndsWith("/imports", StringComparison.Ordinal)
                ? new MultipartFormDataContent()
                : JsonContent.Create(new { });
        await County.SendAsync(request, Cancel).ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Its_start_page_counts_its_own_alone()
    {
        var (before, whole) = (await OverviewAsync(County), await OverviewAsync(City));
        await HolderAsync(Own, "suspended");
        await HolderAsync(Foreign, "suspended");
        (Count(await OverviewAsync(County)) - Count(before)).ShouldBe(1);
        (Count(await OverviewAsync(City)) - Count(whole)).ShouldBe(2);
        before.Waiting.Select(work => work.Kind).ShouldNotContain("batches");

        Task<OfficeOverview> OverviewAsync(HttpClient client) =>
            client.GetAsync("/api/v1/overview", Cancel).ShouldGiveAsync<OfficeOverview>();
        static int Count(OfficeOverview overview) => overview.Waiting.Single(work => work.Kind == "suspended_cards").Count;
    }

    [Fact]
    public async Task Of_a_report_that_was_sent_it_reads_its_own_part()
    {
        var period = new ReportPeriod("weekly", new DateOnly(2012, 1, 2));
        var id = Guid.CreateVersion7();
        await TestData.ReferenceAsync(Database);
        await api.Services.GetRequiredService<MakeReports>().DraftAsync(period, Cancel, id);
        await County.GetAsync($"/api/v1/reports/{id}", Cancel).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await PressAsync(1, "approve");
        await PressAsync(2, "send");
        var part = await County.GetAsync($"/api/v1/reports/{id}", Cancel).ShouldGiveAsync<Report>();
        part.Division.ShouldBe("田家庵区");
        part.Figures.Divisions.ShouldHaveSingleItem().Key.ShouldBe(Own);
        var whole = await City.GetAsync($"/api/v1/reports/{id}", Cancel).ShouldGiveAsync<Report>();
        whole.Division.ShouldBeNull();
        whole.Figures.Divisions.Count.ShouldBeGreaterThan(1);

        async Task PressAsync(int version, string action)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/reports/{id}/{action}");
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
            (await City.SendAsync(request, Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    private async Task<(Guid Mine, Guid Theirs)> TalentsAsync() =>
        (await TestData.TalentAsync(Database, division: Own), await TestData.TalentAsync(Database, division: Foreign));

    private async Task<(Guid Talent, TestCard Card)> HolderAsync(
        string division,
        string state = "active",
        DateOnly? validTo = null,
        string employer = "淮南市第一人民医院"
    )
    {
        var talent = await TestData.TalentAsync(Database, division: division, employer: employer);
        return (talent, await TestData.CardAsync(Database, talent, state: state, validTo: validTo));
    }

    private static Task<HttpResponseMessage> ProposeAsync(HttpClient client, params Guid[] talents) =>
        client.PostAsync("/api/v1/card-batches", new NewCardBatch($"批次 {Guid.NewGuid()}", talents));

    private Task<HttpResponseMessage> EditAsync<T>(string path, T body, int version = 1)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        return County.SendAsync(request, Cancel);
    }

    private async Task<string> StateAsync(Guid card)
    {
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        return (await connection.ExecuteScalarAsync<string>("select state from cards where id = @card", new { card }))!;
    }

    private async Task ExecuteAsync(string sql, object parameters)
    {
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(sql, parameters);
    }
}
