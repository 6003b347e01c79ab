using System.Net;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Contracts.Redemptions;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Redemptions;

public sealed class VerifyingACode(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_good_card_is_accepted_with_what_the_point_gives_and_nothing_else()
    {
        var desk = await Desk.OpenAsync(api, "legal_aid", "欧阳锋");
        var benefit = await TestData.BenefitAsync(
            api.Database.DataSource,
            new TestRule
            {
                Kinds = ["legal_aid"],
                Quota = 3,
                Checks = ["face"],
            }
        );
        await TestData.BenefitAsync(api.Database.DataSource, new TestRule { Kinds = ["bank"] });

        var answer = await desk.VerifyAsync();

        answer.Verdict.ShouldBe("accepted");
        answer.Verification.ShouldNotBeNullOrEmpty();
        answer.Card.ShouldBe(new VerifiedCard("欧阳*", "C", "拔尖人才", "#1e66c8", new DateOnly(2029, 1, 4), 1, null));
        var given = answer.Benefits.ShouldHaveSingleItem();
        (given.Code, given.Allowed, given.Reason, given.Remaining).ShouldBe((benefit, true, null, 3));
        given.Checks.ShouldBe(["face"]);
        given.Companions.Max.ShouldBe(2);
    }

    [Theory]
    [InlineData("suspended", "card_suspended")]
    [InlineData("revoked", "card_revoked")]
    [InlineData("replaced", "card_revoked")]
    public async Task A_card_that_is_not_active_is_refused_and_nothing_of_it_is_told(string state, string verdict)
    {
        var desk = await Desk.OpenAsync(api);
        await TestData.BenefitAsync(api.Database.DataSource);
        await SetCardAsync(desk, $"state = '{state}'");
        await ShouldTellNothingAsync(desk, await desk.MintAsync(), verdict);
    }

    [Theory]
    [InlineData("valid_to = '2026-03-01'")]
    [InlineData("valid_from = '2026-03-03'")]
    public async Task A_card_out_of_its_dates_is_refused(string dates)
    {
        var desk = await Desk.OpenAsync(api);
        await TestData.BenefitAsync(api.Database.DataSource);
        await SetCardAsync(desk, dates);
        await ShouldTellNothingAsync(desk, await desk.MintAsync(), "card_expired");
    }

    [Fact]
    public async Task A_text_that_is_no_code_is_malformed_and_logged_without_the_text()
    {
        var desk = await Desk.OpenAsync(api);
        await ShouldTellNothingAsync(desk, "https://example.com/' or 1=1 --", "malformed");
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        var logged = await Eventually.ShouldComeAsync(
            () =>
                connection.QuerySingleOrDefaultAsync<string>(
                    "select row_to_json(v)::text from verifications v where service_point_id = @Id",
                    new { desk.Point.Id }
                ),
            "the line in the log"
        );
        logged.ShouldContain("\"verdict\":\"malformed\"");
        logged.ShouldNotContain("example.com");
    }

    [Fact]
    public async Task An_accepted_scan_is_logged_with_card_and_level()
    {
        var desk = await Desk.OpenAsync(api);
        await TestData.BenefitAsync(api.Database.DataSource);
        await desk.VerifyAsync();
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        var logged = await Eventually.ShouldComeAsync(
            () =>
                connection.QuerySingleOrDefaultAsync<string>(
                    "select concat_ws(' ', verdict, level, operator_id) from verifications where card_id = @Id",
                    new { desk.Card.Id }
                ),
            "the line in the log"
        );
        logged.ShouldBe($"accepted 1 {desk.Verifier.Id}");
    }

    [Fact]
    public async Task A_genuine_code_of_no_card_is_an_unknown_card()
    {
        var desk = await Desk.OpenAsync(api);
        var code = await desk.MintAsync();
        await SetCardAsync(desk, "handle = '\\x0000000000000001'");
        await ShouldTellNothingAsync(desk, code, "unknown_card");
        await SetCardAsync(desk, $"handle = '\\x{Convert.ToHexString(desk.Card.Handle)}'");
    }

    [Fact]
    public async Task A_point_that_gives_nothing_is_the_wrong_one()
    {
        var desk = await Desk.OpenAsync(api, "scenic_spot");
        await ShouldTellNothingAsync(desk, await desk.MintAsync(), "wrong_service_point");
    }

    [Fact]
    public async Task A_tier_that_the_rule_does_not_name_is_not_eligible()
    {
        var desk = await Desk.OpenAsync(api, "school");
        await TestData.BenefitAsync(api.Database.DataSource, new TestRule { Kinds = ["school"], Tiers = ["A", "B"] });
        var answer = await desk.VerifyAsync();
        answer.Verdict.ShouldBe("not_eligible");
        answer.Benefits.ShouldHaveSingleItem().Message.ShouldNotBeNull().Zh.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_rule_of_the_day_holds_and_a_later_one_does_not_yet()
    {
        var desk = await Desk.OpenAsync(api, "housing");
        var benefit = await TestData.BenefitAsync(api.Database.DataSource, new TestRule { Kinds = ["housing"], Quota = 1 });
        await TestData.RuleAsync(
            api.Database.DataSource,
            benefit,
            new TestRule
            {
                Kinds = ["housing"],
                Quota = 5,
                ValidFrom = new(2026, 3, 2),
            }
        );
        await TestData.RuleAsync(
            api.Database.DataSource,
            benefit,
            new TestRule
            {
                Kinds = ["housing"],
                Quota = 9,
                ValidFrom = new(2026, 3, 3),
            }
        );
        (await desk.VerifyAsync()).Benefits.ShouldHaveSingleItem().Remaining.ShouldBe(5);
    }

    [Fact]
    public async Task Another_points_desk_is_unknown_and_a_partner_system_serves_all_points_of_its_partner()
    {
        var desk = await Desk.OpenAsync(api);
        await TestData.BenefitAsync(api.Database.DataSource);
        var sister = await TestData.ServicePointAsync(api.Database.DataSource, partner: desk.Point.PartnerId);
        var body = new { code = await desk.MintAsync(), servicePoint = sister.Id };
        await (await desk.Http.PostAsJsonAsync("/api/v1/verifications", body, Cancel)).ShouldRefuseAsync(
            HttpStatusCode.NotFound,
            "not_found"
        );
        var system = api.As(Person.PartnerSystem(desk.Point.PartnerId));
        (
            await (await system.PostAsJsonAsync("/api/v1/verifications", body, Cancel)).ShouldBeAsync<VerificationAnswer>(
                HttpStatusCode.OK
            )
        ).Verdict.ShouldBe("accepted");
        var stranger = api.As(Person.PartnerSystem(Guid.NewGuid(), "stranger"));
        await (await stranger.PostAsJsonAsync("/api/v1/verifications", body, Cancel)).ShouldRefuseAsync(
            HttpStatusCode.NotFound,
            "not_found"
        );
    }

    [Fact]
    public async Task The_photo_is_shown_to_the_operator_of_a_live_verification_only()
    {
        var desk = await Desk.OpenAsync(api);
        await TestData.BenefitAsync(api.Database.DataSource);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(
            "update talents set photo = '\\xffd8', photo_type = 'image/jpeg' where id = @TalentId",
            new { desk.TalentId }
        );
        var url = (await desk.VerifyAsync()).Card!.PhotoUrl.ShouldNotBeNull();

        var photo = await desk.Http.GetAsync(url, Cancel);
        photo.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        (await photo.Content.ReadAsByteArrayAsync(Cancel)).ShouldBe([0xff, 0xd8]);
        (
            await connection.ExecuteScalarAsync<int>(
                "select count(*) from audit_events where action = 'talent.view_photo' and talent_id = @TalentId",
                new { desk.TalentId }
            )
        ).ShouldBe(1);
        var other = await Desk.OpenAsync(api);
        await (await other.Http.GetAsync(url, Cancel)).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await (await desk.Http.GetAsync(url + "x", Cancel)).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
    }

    private async Task SetCardAsync(Desk desk, string assignment)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync($"update cards set {assignment} where id = @Id", new { desk.Card.Id });
    }

    private static async Task ShouldTellNothingAsync(Desk desk, string code, string verdict)
    {
        var answer = await desk.VerifyAsync(code);
        answer.Verdict.ShouldBe(verdict);
        answer.Message.Zh.ShouldBe(Verdicts.Of(verdict).Zh);
        (answer.Card, answer.Verification, answer.Benefits.Count).ShouldBe((null, null, 0));
    }
}
