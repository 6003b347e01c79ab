using System.Net;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Contracts;
using TalentCard.Contracts.Cards;
using TalentCard.Contracts.Security;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Redemptions;

/// <summary>The last four of an ID number are ten thousand; a counter has five guesses.</summary>
public sealed class GuessingAnIdNumber(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_misses_close_the_verification_and_the_cards_check_until_tomorrow()
    {
        await using var later = new LaterClock(api);
        var desk = await Desk.OpenAsync(api);
        var (checkedBenefit, other) = (
            await CheckedAsync(),
            await TestData.BenefitAsync(api.Database.DataSource, new TestRule())
        );
        var tail = await TailAsync(desk);
        var ticket = await desk.TicketAsync();
        for (var i = 0; i < 5; i++)
            await RefusedAsync(ticket, "identity_check_required", $"{i}xxx");
        await RefusedAsync(ticket, "identity_check_closed", tail);
        await (await desk.SendAsync(ticket, other)).ShouldRefuseAsync(HttpStatusCode.Conflict, "identity_check_closed");

        // A fresh showing gives what needs no ID number, and nothing else of today's.
        var fresh = await desk.TicketAsync();
        (await desk.SendAsync(fresh, other)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await RefusedAsync(fresh, "identity_check_closed", tail);
        later.Advance(TimeSpan.FromDays(1));
        (await desk.RedeemAsync(checkedBenefit, checks: new(true, tail))).StatusCode.ShouldBe(HttpStatusCode.Created);

        async Task RefusedAsync(string verification, string code, string last4) =>
            await (await desk.SendAsync(verification, checkedBenefit, checks: new(true, last4))).ShouldRefuseAsync(
                HttpStatusCode.Conflict,
                code
            );
    }

    [Fact]
    public async Task Sixty_four_guesses_at_once_get_five_between_them()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await CheckedAsync();
        var tickets = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.TicketAsync()));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(i => desk.SendAsync(tickets[i % 8], benefit, checks: new(true, $"{i:00}xx")))
        );
        var codes = await Task.WhenAll(answers.Select(CodeAsync));
        codes.Count(code => code == "identity_check_required").ShouldBe(5);
        codes.Count(code => code == "identity_check_closed").ShouldBe(59);
        (await MissesInTheTrailAsync(desk)).ShouldBe(5);
    }

    [Fact]
    public async Task What_fits_costs_nothing_and_a_request_sent_again_gets_its_first_answer_though_all_is_closed()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await CheckedAsync();
        var tail = await TailAsync(desk);
        for (var i = 0; i < 6; i++)
            (await desk.RedeemAsync(benefit, checks: new(true, tail))).StatusCode.ShouldBe(HttpStatusCode.Created);
        var ticket = await desk.TicketAsync();
        (await desk.SendAsync(ticket, benefit, "once", checks: new(true, tail))).StatusCode.ShouldBe(HttpStatusCode.Created);
        for (var i = 0; i < 5; i++)
            await desk.RedeemAsync(benefit, checks: new(true, "xxxx"));
        (await desk.SendAsync(ticket, benefit, "once", checks: new(true, tail))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Misses_of_many_cards_close_the_check_to_the_operator_alone()
    {
        var benefit = await CheckedAsync();
        var (desk, colleague) = (await Desk.OpenAsync(api), await Desk.OpenAsync(api));
        for (var card = 0; card < 6; card++)
        {
            var code = await (await AnotherAsync()).MintAsync();
            for (var i = 0; i < 5; i++)
                await desk.RedeemAsync(benefit, checks: new(true, "xxxx"), code: code);
        }
        await (await desk.RedeemAsync(benefit, checks: new(true, await TailAsync(desk)))).ShouldRefuseAsync(
            HttpStatusCode.Conflict,
            "identity_check_closed"
        );
        (await colleague.RedeemAsync(benefit, checks: new(true, await TailAsync(colleague)))).StatusCode.ShouldBe(
            HttpStatusCode.Created
        );

        Task<Desk> AnotherAsync() => Desk.OpenAsync(api);
    }

    [Fact]
    public async Task The_trail_and_the_events_have_each_miss_and_the_offices_hear_of_the_closing()
    {
        var office = await TestData.UserAsync(api.Database, $"office-{Guid.NewGuid():N}", ["office"]);
        var admin = await TestData.UserAsync(api.Database, $"admin-{Guid.NewGuid():N}", ["admin"]);
        var desk = await Desk.OpenAsync(api);
        var benefit = await CheckedAsync();
        for (var i = 0; i < 5; i++)
            await desk.RedeemAsync(benefit, checks: new(true, "xxxx"));
        (await MissesInTheTrailAsync(desk)).ShouldBe(5);
        var events = await api.As(Person.Admin())
            .GetFromJsonAsync<Page<SecurityEvent>>($"/api/v1/security-events?subject={desk.Card.Id}", Cancel);
        events!
            .Items.Select(one => (one.Kind, one.Times, one.ActorId))
            .ShouldBe([("identity_closed", 1, desk.Verifier.Id), ("identity_miss", 5, desk.Verifier.Id)], ignoreOrder: true);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.QueryAsync<string>(
                "select kind from messages where recipient_id = @office and arguments ->> 'card' = @card",
                new { office, card = desk.Card.Id.ToString() }
            )
        ).ShouldBe(["identity_check_closed"]);
        (
            await connection.ExecuteScalarAsync<int>(
                "select count(*)::int from messages where recipient_id = @admin and kind = 'security_alarm'",
                new { admin }
            )
        ).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task An_office_opens_a_closed_check_again_for_a_reason_and_once()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await CheckedAsync();
        await (await ReopenAsync(Person.Office(), desk)).ShouldRefuseAsync(HttpStatusCode.Conflict, "identity_check_open");
        for (var i = 0; i < 5; i++)
            await desk.RedeemAsync(benefit, checks: new(true, "xxxx"));
        (await ClosedUntilAsync(desk)).ShouldNotBeNull();
        await (await ReopenAsync(Person.CountyOffice("340499"), desk)).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        (await ReopenAsync(Person.Auditor(), desk)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ReopenAsync(Person.Office(), desk)));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.NoContent).ShouldBe(1);
        (await ClosedUntilAsync(desk)).ShouldBeNull();
        (await desk.RedeemAsync(benefit, checks: new(true, await TailAsync(desk)))).StatusCode.ShouldBe(HttpStatusCode.Created);

        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.QueryAsync<(string, string)>(
                """
                select reason, (select kind from security_events where subject_id = @Card and kind = 'identity_reopened')
                from audit_events where action = 'card.reopen_identity' and talent_id = @TalentId
                """,
                new { desk.TalentId, Card = desk.Card.Id.ToString() }
            )
        ).ShouldBe([("核实为本人", "identity_reopened")]);
    }

    private Task<HttpResponseMessage> ReopenAsync(Person person, Desk desk) =>
        api.As(person)
            .PostAsJsonAsync($"/api/v1/cards/{desk.Card.Id}/identity-check/reopen", new CardChange("核实为本人"), Cancel);

    private async Task<DateTimeOffset?> ClosedUntilAsync(Desk desk) =>
        (
            await api.As(Person.Office()).GetFromJsonAsync<CardDetail>($"/api/v1/cards/{desk.Card.Id}", Cancel)
        )!.IdentityClosedUntil;

    private Task<string> CheckedAsync() => TestData.BenefitAsync(api.Database.DataSource, new TestRule { Checks = ["id_last4"] });

    private async Task<string> TailAsync(Desk desk)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        return (
            await connection.ExecuteScalarAsync<string>(
                "select id_number_tail from talents where id = @TalentId",
                new { desk.TalentId }
            )
        )!;
    }

    private async Task<int> MissesInTheTrailAsync(Desk desk)
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        return await connection.ExecuteScalarAsync<int>(
            "select count(*)::int from audit_events where action = 'card.identity_miss' and talent_id = @TalentId",
            new { desk.TalentId }
        );
    }

    private static async Task<string> CodeAsync(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        return System
            .Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel))
            .RootElement.GetProperty("code")
            .GetString()!;
    }
}
