using System.Net;
using System.Net.Http.Json;
using TalentCard.Api.Tests.Redemptions;
using TalentCard.Contracts.Benefits;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Benefits;

public sealed class EditingBenefits : IClassFixture<TalentCardApi>
{
    // The trigger that keeps the past goes by the database's clock, so this Api stands after it.
    private const string Now = "2040-03-02T09:00+08:00";

    private static readonly BenefitTexts Texts = new("法律服务", "Legal aid", "说明", "What it is", 2);
    private static readonly BenefitRuleRequest Rule = new(
        true,
        ["A", "B"],
        "quarter",
        2,
        ["legal_aid"],
        1,
        ["spouse"],
        24,
        ["face"],
        false,
        30
    );

    private readonly TalentCardApi api;

    public EditingBenefits(TalentCardApi api)
    {
        this.api = api;
        api.Clock.Set(Now);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient Office => api.As(Person.Office());

    [Fact]
    public async Task A_rule_holds_from_its_day_on_and_the_past_keeps_its_own()
    {
        await TestData.ReferenceAsync(api.Database.DataSource);
        var made = await (
            await Office.PostAsync("/api/v1/benefits", new NewBenefit("legal_help", Texts), "new")
        ).ShouldBeAsync<Benefit>(HttpStatusCode.Created);
        (
            await (await Office.PostAsync("/api/v1/benefits", new NewBenefit("legal_help", Texts), "new")).ShouldBeAsync<Benefit>(
                HttpStatusCode.Created
            )
        ).ShouldBe(made);
        await (await Office.PostAsync("/api/v1/benefits", new NewBenefit("legal_aid", Texts), "new")).ShouldRefuseAsync(
            HttpStatusCode.UnprocessableEntity,
            "idempotency_conflict"
        );
        await (await Office.PostAsync("/api/v1/benefits", new NewBenefit("legal_help", Texts))).ShouldRefuseAsync(
            HttpStatusCode.Conflict,
            "benefit_code_taken"
        );

        (await (await PutRuleAsync("2040-03-02", Rule)).ShouldBeAsync<BenefitRule>(HttpStatusCode.OK)).CreatedByName.ShouldBe(
            "office1"
        );
        (await PutRuleAsync("2040-04-01", Rule with { Quota = null })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var changed = await (
            await PutRuleAsync("2040-04-01", Rule with { Quota = 5, MinAge = 18, MaxAge = 60 })
        ).ShouldBeAsync<BenefitRule>(HttpStatusCode.OK);
        (changed.MinAge, changed.MaxAge).ShouldBe((18, 60));
        await (await PutRuleAsync("2040-03-02", Rule with { Quota = 9 })).ShouldRefuseAsync(
            HttpStatusCode.Conflict,
            "rule_in_force"
        );
        await (await PutRuleAsync("2040-03-01", Rule)).ShouldRefuseAsync(HttpStatusCode.Conflict, "rule_in_force");

        var detail = await Office.GetFromJsonAsync<BenefitDetail>("/api/v1/benefits/legal_help", Cancel);
        detail!.Rules.Select(rule => rule.Quota).ShouldBe([5, 2]);
        detail.Benefit.Rule!.Quota.ShouldBe(2);
        var listed = await api.As(Person.Talent(Guid.NewGuid())).GetFromJsonAsync<Benefit[]>("/api/v1/benefits", Cancel);
        listed!.Single(benefit => benefit.Code == "legal_help").Rule!.Tiers.ShouldBe(["A", "B"]);
    }

    [Fact]
    public async Task Texts_are_edited_by_version()
    {
        var code = await TestData.BenefitAsync(api.Database.DataSource);
        var read = await Office.GetAsync($"/api/v1/benefits/{code}", Cancel);
        var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/benefits/{code}") { Content = JsonContent.Create(Texts) };
        request.Headers.TryAddWithoutValidation("If-Match", read.Headers.ETag!.ToString());
        var benefit = await (await Office.SendAsync(request, Cancel)).ShouldBeAsync<Benefit>(HttpStatusCode.OK);
        (benefit.Name, benefit.Version).ShouldBe(("法律服务", 2));
        await (await Office.PutAsJsonAsync($"/api/v1/benefits/{code}", Texts, Cancel)).ShouldRefuseAsync(
            (HttpStatusCode)428,
            "precondition_required"
        );
    }

    [Fact]
    public async Task Bad_rules_unknown_benefits_and_other_roles_are_turned_away()
    {
        var code = await TestData.BenefitAsync(api.Database.DataSource);
        await TestData.ReferenceAsync(api.Database.DataSource);
        BenefitRuleRequest[] bad =
        [
            Rule with
            {
                Tiers = ["Z"],
            },
            Rule with
            {
                Period = "week",
            },
            Rule with
            {
                Quota = 0,
            },
            Rule with
            {
                ServicePointKinds = ["nowhere"],
            },
            Rule with
            {
                CompanionRelations = ["neighbour"],
            },
            Rule with
            {
                BookingHours = 721,
            },
            Rule with
            {
                Checks = ["password"],
            },
            Rule with
            {
                MaxCompanions = 1,
                CompanionRelations = [],
            },
            Rule with
            {
                MinAge = -1,
            },
            Rule with
            {
                MaxAge = 151,
            },
            Rule with
            {
                MinAge = 60,
                MaxAge = 59,
            },
        ];
        foreach (var rule in bad)
            await (await PutRuleAsync("2040-05-01", rule, code)).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await (await PutRuleAsync("2040-05-01", Rule, "no_such_benefit")).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await (
            await api.As(Person.Talent(Guid.NewGuid())).PutAsJsonAsync($"/api/v1/benefits/{code}/rules/2040-05-01", Rule, Cancel)
        ).ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await api.AsNobody().GetAsync("/api/v1/benefits", Cancel)).ShouldRefuseAsync(
            HttpStatusCode.Unauthorized,
            "unauthenticated"
        );
    }

    private Task<HttpResponseMessage> PutRuleAsync(string validFrom, BenefitRuleRequest rule, string code = "legal_help") =>
        Office.PutAsJsonAsync($"/api/v1/benefits/{code}/rules/{validFrom}", rule, Cancel);
}
