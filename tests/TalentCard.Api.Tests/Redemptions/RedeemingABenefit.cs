using System.Net;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Contracts.Redemptions;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Redemptions;

public sealed class RedeemingABenefit(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_is_recorded_once_and_counts_down()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(new TestRule { Quota = 2 });
        var made = await desk.RedeemedAsync(benefit, ["spouse", "child"]);
        made.Benefit.ShouldBe(benefit);
        made.Remaining.ShouldBe(1);
        made.RedeemedAt.ShouldBe(api.Clock.GetUtcNow());
        (await desk.RedeemedAsync(benefit)).Remaining.ShouldBe(0);
        await (await desk.RedeemAsync(benefit)).ShouldRefuseAsync(HttpStatusCode.Conflict, "quota_exhausted");
        (await desk.VerifyAsync()).Benefits.Single(given => given.Code == benefit).Reason.ShouldBe("quota_exhausted");
    }

    [Fact]
    public async Task Without_a_quota_there_is_no_limit()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(new TestRule());
        for (var i = 0; i < 3; i++)
            (await desk.RedeemedAsync(benefit)).Remaining.ShouldBeNull();
    }

    [Fact]
    public async Task One_showing_records_two_different_services_and_none_of_them_twice()
    {
        var desk = await Desk.OpenAsync(api);
        var (first, second) = (await NewBenefitAsync(new TestRule()), await NewBenefitAsync(new TestRule()));
        var code = await desk.MintAsync();
        (await desk.RedeemAsync(first, code: code)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await desk.RedeemAsync(second, code: code)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await (await desk.RedeemAsync(first, code: code)).ShouldRefuseAsync(HttpStatusCode.Conflict, "already_used");
        (await desk.VerifyAsync(code)).Benefits.Single(given => given.Code == first).Reason.ShouldBe("already_used");
    }

    [Fact]
    public async Task The_same_request_gives_the_first_answer_again_even_after_the_verification_has_expired()
    {
        await using var later = new LaterClock(api);
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(new TestRule { Quota = 5 });
        var ticket = await desk.TicketAsync();
        var first = await (await desk.SendAsync(ticket, benefit, "key")).ShouldBeAsync<RedemptionMade>(HttpStatusCode.Created);
        await desk.RedeemedAsync(benefit);
        (await (await desk.SendAsync(ticket, benefit, "key")).ShouldBeAsync<RedemptionMade>(HttpStatusCode.Created)).ShouldBe(
            first
        );
        await (await desk.SendAsync(ticket, benefit, "key", ["child"])).ShouldRefuseAsync(
            HttpStatusCode.UnprocessableEntity,
            "idempotency_conflict"
        );
        later.Advance(TimeSpan.FromMinutes(5));
        (await (await desk.SendAsync(ticket, benefit, "key")).ShouldBeAsync<RedemptionMade>(HttpStatusCode.Created)).ShouldBe(
            first
        );
        await (await desk.SendAsync(ticket, benefit, "another")).ShouldRefuseAsync(
            HttpStatusCode.Conflict,
            "verification_expired"
        );
    }

    [Fact]
    public async Task A_verification_is_good_for_its_operator_and_unaltered_only()
    {
        var (desk, other) = (await Desk.OpenAsync(api), await Desk.OpenAsync(api));
        var benefit = await NewBenefitAsync(new TestRule());
        var ticket = await desk.TicketAsync();
        await (await other.SendAsync(ticket, benefit)).ShouldRefuseAsync(HttpStatusCode.Conflict, "verification_expired");
        await (await desk.SendAsync(ticket[..^1] + (ticket[^1] == 'A' ? 'B' : 'A'), benefit)).ShouldRefuseAsync(
            HttpStatusCode.Conflict,
            "verification_expired"
        );
        await (await desk.SendAsync("不是令牌", benefit)).ShouldRefuseAsync(HttpStatusCode.Conflict, "verification_expired");
        var moved = api.As(desk.Verifier with { ServicePointId = other.Point.Id, PartnerId = other.Point.PartnerId });
        await (await desk.SendAsync(ticket, benefit, http: moved)).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Theory]
    [InlineData("update cards set state = 'suspended' where id = @Card", "card_suspended")]
    [InlineData("update cards set state = 'revoked' where id = @Card", "card_revoked")]
    [InlineData("update cards set valid_to = '2026-03-01' where id = @Card", "card_expired")]
    [InlineData("update cards set tier_code = 'F' where id = @Card", "not_eligible")]
    [InlineData("update service_points set kind = 'bank' where id = @Point", "wrong_service_point")]
    public async Task What_changes_after_the_scan_counts(string change, string reason)
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(new TestRule { Tiers = ["C"] });
        var ticket = await desk.TicketAsync();
        await ExecuteAsync(change, new { Card = desk.Card.Id, Point = desk.Point.Id });
        await (await desk.SendAsync(ticket, benefit)).ShouldRefuseAsync(HttpStatusCode.Conflict, reason);
        (await CountAsync(desk)).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task A_paused_benefit_is_not_given_and_an_unknown_one_is_unknown()
    {
        var desk = await Desk.OpenAsync(api);
        await NewBenefitAsync(new TestRule());
        var paused = await NewBenefitAsync(new TestRule());
        await TestData.RuleAsync(api.Database.DataSource, paused, new TestRule { Active = false, ValidFrom = new(2026, 3, 1) });
        await (await desk.RedeemAsync(paused)).ShouldRefuseAsync(HttpStatusCode.Conflict, "not_eligible");
        await (await desk.RedeemAsync("no_such_benefit")).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task The_checks_of_the_rule_must_be_done_and_match()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(new TestRule { Checks = ["face", "id_last4"] });
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        var tail = await connection.ExecuteScalarAsync<string>(
            "select id_number_tail from talents where id = @TalentId",
            new { desk.TalentId }
        );
        foreach (var checks in new RedemptionChecks[] { new(), new(true), new(true, "0000"), new(false, tail) })
            await (await desk.RedeemAsync(benefit, checks: checks)).ShouldRefuseAsync(
                HttpStatusCode.Conflict,
                "identity_check_required"
            );
        (await desk.RedeemAsync(benefit, checks: new(true, tail))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("spouse", "child", "parent")]
    [InlineData("other")]
    [InlineData("neighbour")]
    public async Task More_or_other_companions_than_allowed_are_turned_away(params string[] companions)
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(new TestRule());
        await (await desk.RedeemAsync(benefit, companions)).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        (await CountAsync(desk)).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task A_printed_code_waits_its_interval_and_can_be_switched_off()
    {
        await using var later = new LaterClock(api);
        var desk = await Desk.OpenAsync(api);
        var (benefit, phoneOnly) = (
            await NewBenefitAsync(new TestRule { PrintedIntervalMinutes = 60, Period = "month" }),
            await NewBenefitAsync(new TestRule { PrintedAllowed = false })
        );
        var code = await desk.PrintAsync();
        await desk.RedeemedAsync(benefit, code: code);
        await (await desk.RedeemAsync(benefit, code: code)).ShouldRefuseAsync(HttpStatusCode.Conflict, "already_used");
        (await desk.VerifyAsync(code)).Benefits.Single(given => given.Code == benefit).Reason.ShouldBe("already_used");
        await (await desk.RedeemAsync(phoneOnly, code: code)).ShouldRefuseAsync(HttpStatusCode.Conflict, "not_eligible");
        await desk.RedeemedAsync(benefit);
        later.Advance(TimeSpan.FromMinutes(60));
        await desk.RedeemedAsync(benefit, code: code);
    }

    [Fact]
    public async Task A_lower_quota_refuses_a_card_that_used_more_and_a_higher_one_gives_more()
    {
        await using var later = new LaterClock(api);
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(new TestRule { Quota = 3 });
        await TestData.RuleAsync(api.Database.DataSource, benefit, new TestRule { Quota = 1, ValidFrom = new(2026, 3, 3) });
        await TestData.RuleAsync(api.Database.DataSource, benefit, new TestRule { Quota = 4, ValidFrom = new(2026, 3, 4) });
        await desk.RedeemedAsync(benefit);
        var second = await desk.RedeemedAsync(benefit);
        later.Advance(TimeSpan.FromDays(1));
        await (await desk.RedeemAsync(benefit)).ShouldRefuseAsync(HttpStatusCode.Conflict, "quota_exhausted");
        later.Advance(TimeSpan.FromDays(1));
        (await desk.RedeemedAsync(benefit)).Remaining.ShouldBe(1);
        second.Remaining.ShouldBe(1);
    }

    [Fact]
    public async Task Who_may_not_redeem_is_turned_away()
    {
        var desk = await Desk.OpenAsync(api);
        await (await desk.SendAsync("x", "y", http: api.AsNobody())).ShouldRefuseAsync(
            HttpStatusCode.Unauthorized,
            "unauthenticated"
        );
        await (await desk.SendAsync("x", "y", http: api.As(Person.Office()))).ShouldRefuseAsync(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        await (await desk.SendAsync("x", "y", http: api.As(desk.Verifier with { Scope = "verify" }))).ShouldRefuseAsync(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        var keyless = await desk.Http.PostAsJsonAsync("/api/v1/redemptions", new { verification = "x", benefit = "y" }, Cancel);
        await keyless.ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await (await desk.SendAsync(new string('x', 2001), "y")).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await (await desk.SendAsync("x", new string('y', 41))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    private Task<string> NewBenefitAsync(TestRule rule) => TestData.BenefitAsync(api.Database.DataSource, rule);

    private async Task ExecuteAsync(string sql, object arguments)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(sql, arguments);
    }

    private async Task<(int, int, int)> CountAsync(Desk desk)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        return await connection.QuerySingleAsync<(int, int, int)>(
            """
            select (select count(*)::int from redemptions where card_id = @Id), (select count(*)::int from redemption_showings
                   where card_id = @Id), (select coalesce(sum(used + held), 0)::int from entitlements where card_id = @Id)
            """,
            new { desk.Card.Id }
        );
    }
}
