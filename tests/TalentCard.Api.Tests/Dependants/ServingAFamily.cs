using System.Net;
using Dapper;
using TalentCard.Api.Tests.Redemptions;
using TalentCard.Contracts.Redemptions;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Dependants;

public sealed class ServingAFamily(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_spouse_is_seen_as_one_of_a_holder_of_the_tier_and_uses_the_holders_quota()
    {
        var (desk, family, spouse) = await OpenAsync();
        var benefit = await NewBenefitAsync(Family.Included(2));
        var answer = await desk.VerifyAsync(await family.CodeAsync(spouse));
        answer.Verdict.ShouldBe(Verdicts.Accepted);
        answer.Card.ShouldNotBeNull().Relation.ShouldBe("spouse");
        answer.Card.MaskedName.ShouldBe("王**");
        answer.Card.Tier.ShouldBe("C");
        answer.Card.PhotoUrl.ShouldBeNull();
        (await desk.RedeemedAsync(benefit, code: await family.CodeAsync(spouse))).Remaining.ShouldBe(1);
        (await desk.RedeemedAsync(benefit)).Remaining.ShouldBe(0);
        await (await desk.RedeemAsync(benefit, code: await family.CodeAsync(spouse))).ShouldRefuseAsync(
            HttpStatusCode.Conflict,
            "quota_exhausted"
        );
        (await LedgerAsync(desk)).ShouldBe([spouse, null], ignoreOrder: true);
    }

    [Fact]
    public async Task A_quota_of_ones_own_leaves_the_holders_alone_and_comes_back_with_a_reversal()
    {
        var (desk, family, spouse) = await OpenAsync();
        var child = (await family.ConfirmedAsync("child")).Id;
        var benefit = await NewBenefitAsync(Family.Included(1, "own"));
        var made = await desk.RedeemedAsync(benefit, code: await family.CodeAsync(spouse));
        made.Remaining.ShouldBe(0);
        (await desk.RedeemedAsync(benefit, code: await family.CodeAsync(child))).Remaining.ShouldBe(0);
        (await desk.RedeemedAsync(benefit)).Remaining.ShouldBe(0);
        await (await desk.RedeemAsync(benefit, code: await family.CodeAsync(spouse))).ShouldRefuseAsync(
            HttpStatusCode.Conflict,
            "quota_exhausted"
        );
        var reversed = await (await desk.ReverseAsync(made.Id)).ShouldBeAsync<ReversalMade>(HttpStatusCode.Created);
        reversed.Remaining.ShouldBe(1);
        await (await desk.RedeemAsync(benefit)).ShouldRefuseAsync(HttpStatusCode.Conflict, "quota_exhausted");
        await desk.RedeemedAsync(benefit, code: await family.CodeAsync(spouse));
    }

    [Fact]
    public async Task A_rule_that_says_nothing_of_families_includes_none()
    {
        var (desk, family, spouse) = await OpenAsync();
        var benefit = await NewBenefitAsync(new TestRule());
        await (await desk.RedeemAsync(benefit, code: await family.CodeAsync(spouse))).ShouldRefuseAsync(
            HttpStatusCode.Conflict,
            "not_eligible"
        );
        await desk.RedeemedAsync(benefit);
    }

    [Fact]
    public async Task Other_tiers_other_relations_and_more_than_so_many_are_not_included()
    {
        var (desk, family, spouse) = await OpenAsync();
        var first = (await family.ConfirmedAsync("child")).Id;
        var second = (await family.ConfirmedAsync("child")).Id;
        var parent = (await family.ConfirmedAsync("parent")).Id;
        // Both were filed in one instant of the test's clock.
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(
            "update dependants set filed_at = filed_at + interval '1 second' where id = @second",
            new { second }
        );
        var children = Family.Included(null, most: 1) with { FamilyRelations = ["child"] };
        await NewBenefitAsync(new TestRule());
        var (benefit, others) = (await NewBenefitAsync(children), await NewBenefitAsync(children with { FamilyTiers = ["A"] }));
        await desk.RedeemedAsync(benefit, code: await family.CodeAsync(first));
        foreach (var one in new[] { spouse, second, parent })
            await (await desk.RedeemAsync(benefit, code: await family.CodeAsync(one))).ShouldRefuseAsync(
                HttpStatusCode.Conflict,
                "not_eligible"
            );
        await (await desk.RedeemAsync(others, code: await family.CodeAsync(first))).ShouldRefuseAsync(
            HttpStatusCode.Conflict,
            "not_eligible"
        );
        // Whoever was filed after one who has ended moves up.
        (await family.EndAsync(first)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await desk.RedeemedAsync(benefit, code: await family.CodeAsync(second));
    }

    [Fact]
    public async Task The_checks_are_of_who_shows_the_code()
    {
        var (desk, family, spouse) = await OpenAsync();
        var benefit = await NewBenefitAsync(Family.Included(null) with { Checks = ["id_last4"] });
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        var (holder, own) = await connection.QuerySingleAsync<(string, string)>(
            """
            select t.id_number_tail, d.document_tail from dependants d join talents t on t.id = d.talent_id where d.id = @spouse
            """,
            new { spouse }
        );
        holder.ShouldNotBe(own);
        await (
            await desk.RedeemAsync(benefit, checks: new(false, holder), code: await family.CodeAsync(spouse))
        ).ShouldRefuseAsync(HttpStatusCode.Conflict, "identity_check_required");
        await desk.RedeemedAsync(benefit, checks: new(false, own), code: await family.CodeAsync(spouse));
    }

    [Theory]
    [InlineData("update cards set state = 'suspended' where id = @Card", "card_suspended")]
    [InlineData("update cards set state = 'revoked' where id = @Card", "card_revoked")]
    [InlineData("update cards set valid_to = '2026-03-01' where id = @Card", "card_expired")]
    [InlineData("update dependants set state = 'ended', ground = 'divorce' where id = @Spouse", "card_revoked")]
    [InlineData("update dependants set valid_to = '2026-03-01' where id = @Spouse", "card_revoked")]
    public async Task What_stops_holder_or_dependant_stops_the_code_at_once(string change, string reason)
    {
        var (desk, family, spouse) = await OpenAsync();
        var benefit = await NewBenefitAsync(Family.Included(3));
        var (code, ticket) = (await family.CodeAsync(spouse), await desk.TicketAsync(await family.CodeAsync(spouse)));
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(change, new { Card = desk.Card.Id, Spouse = spouse });
        (await desk.VerifyAsync(code)).Verdict.ShouldBe(reason);
        await (await desk.SendAsync(ticket, benefit)).ShouldRefuseAsync(HttpStatusCode.Conflict, reason);
        (await LedgerAsync(desk)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("shared", 1)]
    [InlineData("own", 2)]
    public async Task Holder_and_spouse_at_once_for_the_last_unit(string quota, int winners)
    {
        var (desk, family, spouse) = await OpenAsync();
        var benefit = await NewBenefitAsync(Family.Included(1, quota));
        var tickets = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(async i => await desk.TicketAsync(i % 2 == 0 ? null : await family.CodeAsync(spouse)))
        );
        var answers = await Task.WhenAll(tickets.Select(ticket => desk.SendAsync(ticket, benefit)));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(winners);
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
            await answer.ShouldRefuseAsync(HttpStatusCode.Conflict, "quota_exhausted");
        (await LedgerAsync(desk)).Length.ShouldBe(winners);
    }

    [Fact]
    public async Task Nothing_is_recorded_after_the_holder_was_suspended_while_the_spouse_redeems()
    {
        var (desk, family, spouse) = await OpenAsync();
        var benefit = await NewBenefitAsync(Family.Included(null));
        var tickets = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(async _ => await desk.TicketAsync(await family.CodeAsync(spouse)))
        );
        // The suspension holds the card's row; those who redeem wait for it and then find the card suspended.
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await connection.ExecuteAsync("update cards set state = 'suspended' where id = @Id", new { desk.Card.Id }, transaction);
        var answers = tickets.Select(ticket => desk.SendAsync(ticket, benefit)).ToArray();
        await transaction.CommitAsync(Cancel);
        foreach (var answer in await Task.WhenAll(answers))
            if (answer.StatusCode != HttpStatusCode.Created)
                await answer.ShouldRefuseAsync(HttpStatusCode.Conflict, "card_suspended");
        (await LedgerAsync(desk)).ShouldBeEmpty();
    }

    private async Task<(Desk Desk, Family Family, Guid Spouse)> OpenAsync()
    {
        var desk = await Desk.OpenAsync(api);
        var family = new Family(api, desk);
        return (desk, family, (await family.ConfirmedAsync()).Id);
    }

    private Task<string> NewBenefitAsync(TestRule rule) => TestData.BenefitAsync(api.Database.DataSource, rule);

    // Who was served; null is the holder.
    private async Task<Guid?[]> LedgerAsync(Desk desk)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        return
        [
            .. await connection.QueryAsync<Guid?>(
                "select dependant_id from redemptions where card_id = @Id",
                new { desk.Card.Id }
            ),
        ];
    }
}
