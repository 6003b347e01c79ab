using System.Net;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Contracts;
using TalentCard.Contracts.Redemptions;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Redemptions;

public sealed class ReversingARedemption(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_unit_comes_back_once_and_the_redemption_stays_in_the_ledger()
    {
        var desk = await Desk.OpenAsync(api, name: "欧阳修文");
        var benefit = await TestData.BenefitAsync(api.Database.DataSource, new TestRule { Quota = 1 });
        var made = await desk.RedeemedAsync(benefit, ["child"]);
        var reversal = await (await desk.ReverseAsync(made.Id)).ShouldBeAsync<ReversalMade>(HttpStatusCode.Created);
        (reversal.Redemption, reversal.Benefit, reversal.Remaining).ShouldBe((made.Id, benefit, 1));
        await (await desk.ReverseAsync(made.Id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "already_reversed");
        await desk.RedeemedAsync(benefit);
        await (await desk.RedeemAsync(benefit)).ShouldRefuseAsync(HttpStatusCode.Conflict, "quota_exhausted");

        var page = await desk.Http.GetFromJsonAsync<Page<RedemptionItem>>("/api/v1/redemptions?reversed=true", Cancel);
        var row = page!.Items.ShouldHaveSingleItem();
        (row.Id, row.MaskedName, row.Companions, row.ReversalReason).ShouldBe((made.Id, "欧阳**", 1, "录入错误"));
        (await desk.Http.GetFromJsonAsync<RedemptionSummary>("/api/v1/redemptions/summary", Cancel)).ShouldBe(
            new RedemptionSummary(new DateOnly(2026, 3, 2), 1, 1, 0, 1)
        );
    }

    [Fact]
    public async Task The_same_reversal_sent_again_gets_the_first_answer()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await TestData.BenefitAsync(api.Database.DataSource, new TestRule { Quota = 2 });
        var made = await desk.RedeemedAsync(benefit);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => desk.ReverseAsync(made.Id, key: "undo")));
        var reversals = await Task.WhenAll(answers.Select(answer => answer.ShouldBeAsync<ReversalMade>(HttpStatusCode.Created)));
        reversals.Distinct().ShouldHaveSingleItem().Remaining.ShouldBe(2);
        await desk.RedeemedAsync(benefit);
        (await (await desk.ReverseAsync(made.Id, key: "undo")).ShouldBeAsync<ReversalMade>(HttpStatusCode.Created)).ShouldBe(
            reversals[0]
        );
        await (await desk.ReverseAsync(made.Id, reason: "另一个原因", key: "undo")).ShouldRefuseAsync(
            HttpStatusCode.UnprocessableEntity,
            "idempotency_conflict"
        );
    }

    [Fact]
    public async Task The_point_has_15_minutes_and_the_office_any_time()
    {
        await using var later = new LaterClock(api);
        var desk = await Desk.OpenAsync(api);
        var benefit = await TestData.BenefitAsync(api.Database.DataSource);
        var made = await desk.RedeemedAsync(benefit);
        later.Advance(TimeSpan.FromMinutes(15));
        await (await desk.ReverseAsync(made.Id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "reversal_window_over");
        later.Advance(TimeSpan.FromDays(40));
        (await desk.ReverseAsync(made.Id, api.As(Person.Office()))).StatusCode.ShouldBe(HttpStatusCode.Created);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.ExecuteScalarAsync<string>(
                "select reason from audit_events where action = 'redemption.reverse' and subject_id = @Id",
                new { Id = made.Id.ToString() }
            )
        ).ShouldBe("录入错误");
    }

    [Fact]
    public async Task Anothers_redemption_is_unknown_and_who_may_not_reverse_is_turned_away()
    {
        var (desk, other) = (await Desk.OpenAsync(api), await Desk.OpenAsync(api));
        var made = await desk.RedeemedAsync(await TestData.BenefitAsync(api.Database.DataSource));
        await (await other.ReverseAsync(made.Id)).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await (await desk.ReverseAsync(made.Id, api.AsNobody())).ShouldRefuseAsync(
            HttpStatusCode.Unauthorized,
            "unauthenticated"
        );
        await (await desk.ReverseAsync(made.Id, api.As(desk.Talent))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await desk.ReverseAsync(made.Id, reason: "")).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await (await desk.ReverseAsync(made.Id, reason: new string('x', 501))).ShouldRefuseAsync(
            HttpStatusCode.BadRequest,
            "invalid_request"
        );
        (await other.Http.GetFromJsonAsync<Page<RedemptionItem>>("/api/v1/redemptions", Cancel))!.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reversed_printed_service_can_be_recorded_again_at_once()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await TestData.BenefitAsync(api.Database.DataSource, new TestRule { PrintedIntervalMinutes = 60 });
        var code = await desk.PrintAsync();
        var made = await desk.RedeemedAsync(benefit, code: code);
        (await desk.ReverseAsync(made.Id)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await desk.RedeemedAsync(benefit, code: code);
        await (await desk.RedeemAsync(benefit, code: code)).ShouldRefuseAsync(HttpStatusCode.Conflict, "already_used");
    }

    [Fact]
    public async Task The_ledger_is_filtered_paged_and_never_changed()
    {
        var desk = await Desk.OpenAsync(api);
        var (first, second) = (
            await TestData.BenefitAsync(api.Database.DataSource),
            await TestData.BenefitAsync(api.Database.DataSource)
        );
        for (var i = 0; i < 3; i++)
            await desk.RedeemedAsync(first);
        await desk.RedeemedAsync(second);
        var office = api.As(Person.Office());
        var where =
            $"partner={desk.Point.PartnerId}&servicePoint={desk.Point.Id}&from=2026-03-02&to=2026-03-02&tier=C&division=340403&reversed=false";
        var page = await office.GetFromJsonAsync<Page<RedemptionItem>>(
            $"/api/v1/redemptions?{where}&benefit={first}&limit=2",
            Cancel
        );
        page!.Items.Count.ShouldBe(2);
        var rest = await office.GetFromJsonAsync<Page<RedemptionItem>>(
            $"/api/v1/redemptions?{where}&benefit={first}&limit=2&after={page.Next}",
            Cancel
        );
        (rest!.Items.Count, rest.Next).ShouldBe((1, null));
        rest.Items.Concat(page.Items).Select(item => item.Id).Distinct().Count().ShouldBe(3);
        foreach (var bad in new[] { "from=1800-01-01", "limit=0", "limit=201", "after=x", "reversed=maybe", "tier=AB" })
            await (await office.GetAsync($"/api/v1/redemptions?{bad}", Cancel)).ShouldRefuseAsync(
                HttpStatusCode.BadRequest,
                "invalid_request"
            );

        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        foreach (
            var sql in new[]
            {
                "update redemptions set companions = 1",
                "delete from redemptions",
                "truncate redemptions cascade",
            }
        )
            (await Should.ThrowAsync<Npgsql.PostgresException>(() => connection.ExecuteAsync(sql))).SqlState.ShouldBe("23001");
    }
}
