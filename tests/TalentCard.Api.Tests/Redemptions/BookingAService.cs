using System.Net;
using System.Net.Http.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using TalentCard.Contracts;
using TalentCard.Contracts.Redemptions;
using TalentCard.Core.Redemptions;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Redemptions;

public sealed class BookingAService(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_booking_holds_a_unit_and_is_used_at_its_point_on_its_day()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(new TestRule { Quota = 1, BookingHours = 0 });
        await (await desk.RedeemAsync(benefit)).ShouldRefuseAsync(HttpStatusCode.Conflict, "booking_required");
        var booked = await (await ReserveAsync(desk, benefit, Today)).ShouldBeAsync<Reservation>(HttpStatusCode.Created);
        (booked.State, booked.Day, booked.Companions).ShouldBe(("held", Today, 1));
        var mine = await EntitlementAsync(desk, benefit);
        (mine.Used, mine.Held, mine.Remaining).ShouldBe((0, 1, 0));
        var given = (await desk.VerifyAsync()).Benefits.Single(candidate => candidate.Code == benefit);
        (given.Allowed, given.Booked, given.Remaining).ShouldBe((true, true, 1));
        (await desk.Http.GetFromJsonAsync<ExpectedReservation[]>("/api/v1/reservations", Cancel))!
            .ShouldHaveSingleItem()
            .MaskedName.ShouldBe("张**");

        (await desk.RedeemedAsync(benefit)).Remaining.ShouldBe(0);

        (await ListAsync(desk)).ShouldHaveSingleItem().State.ShouldBe("used");
        await (await CancelAsync(desk, booked.Id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "reservation_closed");
        await (await desk.RedeemAsync(benefit)).ShouldRefuseAsync(HttpStatusCode.Conflict, "booking_required");
    }

    [Fact]
    public async Task A_cancelled_booking_gives_its_unit_back_once_and_anothers_is_unknown()
    {
        var (desk, other) = (await Desk.OpenAsync(api), await Desk.OpenAsync(api));
        var benefit = await NewBenefitAsync(new TestRule { Quota = 1 });
        var booked = await (await ReserveAsync(desk, benefit, Today.AddDays(3))).ShouldBeAsync<Reservation>(
            HttpStatusCode.Created
        );
        await (await desk.RedeemAsync(benefit)).ShouldRefuseAsync(HttpStatusCode.Conflict, "quota_exhausted");
        await (await ReserveAsync(desk, benefit, Today.AddDays(4))).ShouldRefuseAsync(HttpStatusCode.Conflict, "quota_exhausted");
        await (await CancelAsync(other, booked.Id)).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        (await CancelAsync(desk, booked.Id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await CancelAsync(desk, booked.Id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "reservation_closed");
        (await desk.RedeemedAsync(benefit)).Remaining.ShouldBe(0);
    }

    [Fact]
    public async Task An_overdue_booking_frees_its_unit_by_itself_and_the_sweep_finds_the_rest()
    {
        await using var later = new LaterClock(api);
        var (desk, other) = (await Desk.OpenAsync(api), await Desk.OpenAsync(api));
        var benefit = await NewBenefitAsync(new TestRule { Quota = 1 });
        foreach (var booker in new[] { desk, other })
            (await ReserveAsync(booker, benefit, Today)).StatusCode.ShouldBe(HttpStatusCode.Created);
        api.Clock.Set("2026-03-02T23:59:59.999+08:00");
        (await EntitlementAsync(desk, benefit)).Remaining.ShouldBe(0);
        api.Clock.Set("2026-03-03T00:00+08:00");
        (await EntitlementAsync(desk, benefit)).Remaining.ShouldBe(1);
        (await ListAsync(desk)).ShouldHaveSingleItem().State.ShouldBe("lapsed");
        (await desk.VerifyAsync()).Benefits.Single(given => given.Code == benefit).Remaining.ShouldBe(1);
        (await desk.RedeemedAsync(benefit)).Remaining.ShouldBe(0);
        var reservations = api.Services.GetRequiredService<ReservationStore>();
        await reservations.LapseAsync(Cancel);
        (await reservations.LapseAsync(Cancel)).ShouldBe(0);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.QueryAsync<int>("select held from entitlements where benefit_code = @benefit", new { benefit })
        ).ShouldBe([0, 0]);
    }

    [Theory]
    [InlineData(24, 1, "booking_too_late")]
    [InlineData(24, 2, null)]
    [InlineData(15, 1, null)]
    [InlineData(16, 1, "booking_too_late")]
    [InlineData(0, 0, null)]
    public async Task A_service_is_booked_its_hours_before_the_day_begins(int hours, int daysAhead, string? refusal)
    {
        // It is nine in the morning: the next day begins in 15 hours.
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(new TestRule { BookingHours = hours });
        var answer = await ReserveAsync(desk, benefit, Today.AddDays(daysAhead));
        if (refusal is null)
            answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        else
            await answer.ShouldRefuseAsync(HttpStatusCode.Conflict, refusal);
    }

    [Fact]
    public async Task A_time_of_arrival_lies_within_the_points_hours_and_ahead()
    {
        // It is nine in the morning, and the point is open from eight to six.
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(new TestRule());
        var tomorrow = Today.AddDays(1);
        foreach (var (day, time) in new[] { (Today, "09:00"), (tomorrow, "07:59"), (tomorrow, "18:00") })
            await (await ReserveAsync(desk, benefit, day, arrivesAt: time)).ShouldRefuseAsync(
                HttpStatusCode.BadRequest,
                "invalid_request"
            );
        (
            await (await ReserveAsync(desk, benefit, Today, arrivesAt: "09:30")).ShouldBeAsync<Reservation>(
                HttpStatusCode.Created
            )
        ).ArrivesAt.ShouldBe(new TimeOnly(9, 30));
        (await desk.Http.GetFromJsonAsync<ExpectedReservation[]>("/api/v1/reservations", Cancel))!
            .ShouldHaveSingleItem()
            .ArrivesAt.ShouldBe(new TimeOnly(9, 30));
    }

    [Fact]
    public async Task The_same_request_books_once_and_the_same_day_twice_does_not()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(new TestRule());
        var first = await (await ReserveAsync(desk, benefit, Today, "key")).ShouldBeAsync<Reservation>(HttpStatusCode.Created);
        (await (await ReserveAsync(desk, benefit, Today, "key")).ShouldBeAsync<Reservation>(HttpStatusCode.Created)).ShouldBe(
            first
        );
        await (await ReserveAsync(desk, benefit, Today.AddDays(1), "key")).ShouldRefuseAsync(
            HttpStatusCode.UnprocessableEntity,
            "idempotency_conflict"
        );
        await (await ReserveAsync(desk, benefit, Today)).ShouldRefuseAsync(HttpStatusCode.Conflict, "already_booked");
    }

    [Fact]
    public async Task What_cannot_be_booked_is_refused_with_its_reason()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(new TestRule());
        await (await ReserveAsync(desk, benefit, Today.AddDays(-1))).ShouldRefuseAsync(
            HttpStatusCode.BadRequest,
            "invalid_request"
        );
        await (await ReserveAsync(desk, benefit, Today.AddDays(91))).ShouldRefuseAsync(
            HttpStatusCode.BadRequest,
            "invalid_request"
        );
        await (await ReserveAsync(desk, benefit, Today, companions: ["other"])).ShouldRefuseAsync(
            HttpStatusCode.BadRequest,
            "invalid_request"
        );
        await (await ReserveAsync(desk, "no_such_benefit", Today)).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await (await ReserveAsync(desk, await NewBenefitAsync(new TestRule { Tiers = ["A"] }), Today)).ShouldRefuseAsync(
            HttpStatusCode.Conflict,
            "not_eligible"
        );
        await (await ReserveAsync(desk, await NewBenefitAsync(new TestRule { Kinds = ["bank"] }), Today)).ShouldRefuseAsync(
            HttpStatusCode.Conflict,
            "wrong_service_point"
        );
        var cardless = Person.Talent(await TestData.TalentAsync(api.Database.DataSource), "cardless");
        await (await ReserveAsync(desk, benefit, Today, person: cardless)).ShouldRefuseAsync(HttpStatusCode.NotFound, "no_card");
        await (await api.As(cardless).GetAsync("/api/v1/me/card", Cancel)).ShouldRefuseAsync(HttpStatusCode.NotFound, "no_card");
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync("update cards set state = 'suspended' where id = @Id", new { desk.Card.Id });
        await (await ReserveAsync(desk, benefit, Today)).ShouldRefuseAsync(HttpStatusCode.Conflict, "card_suspended");
    }

    [Fact]
    public async Task A_booking_under_a_rule_of_another_period_is_used_in_its_own()
    {
        await using var later = new LaterClock(api);
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(new TestRule { Quota = 1, Period = "year" });
        (await ReserveAsync(desk, benefit, Today.AddDays(1))).StatusCode.ShouldBe(HttpStatusCode.Created);
        await TestData.RuleAsync(
            api.Database.DataSource,
            benefit,
            new TestRule
            {
                Quota = 1,
                Period = "month",
                ValidFrom = Today.AddDays(1),
            }
        );
        api.Clock.Advance(TimeSpan.FromDays(1));
        await desk.RedeemedAsync(benefit);
        (await desk.RedeemedAsync(benefit)).Remaining.ShouldBe(0);
        await (await desk.RedeemAsync(benefit)).ShouldRefuseAsync(HttpStatusCode.Conflict, "quota_exhausted");
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        (
            await connection.QueryAsync<string>(
                "select concat_ws(' ', period, used, held) from entitlements where benefit_code = @benefit order by 1",
                new { benefit }
            )
        ).ShouldBe(["month 1 0", "year 1 0"]);
    }

    [Fact]
    public async Task The_talent_sees_the_card_and_the_history()
    {
        var desk = await Desk.OpenAsync(api);
        var benefit = await NewBenefitAsync(new TestRule { Quota = 3, Period = "quarter" });
        var made = await desk.RedeemedAsync(benefit);
        var talent = api.As(desk.Talent);
        var card = (await talent.GetFromJsonAsync<MyCard>("/api/v1/me/card", Cancel))!.Card;
        (card.Id, card.Name, card.Tier, card.State).ShouldBe((desk.Card.Id, "张三丰", "C", "active"));
        var mine = await EntitlementAsync(desk, benefit);
        (mine.Quota, mine.Used, mine.Remaining, mine.PeriodStart, mine.PeriodEnd).ShouldBe(
            (3, 1, 2, new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 31))
        );
        var history = await talent.GetFromJsonAsync<Page<MyRedemption>>("/api/v1/me/redemptions", Cancel);
        history!.Items.ShouldHaveSingleItem().Id.ShouldBe(made.Id);
    }

    private Task<string> NewBenefitAsync(TestRule rule) => TestData.BenefitAsync(api.Database.DataSource, rule);

    private Task<HttpResponseMessage> ReserveAsync(
        Desk desk,
        string benefit,
        DateOnly day,
        string? key = null,
        string[]? companions = null,
        Person? person = null,
        string? arrivesAt = null
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/me/reservations")
        {
            Content = JsonContent.Create(
                new
                {
                    benefit,
                    servicePoint = desk.Point.Id,
                    day,
                    companions = companions ?? ["child"],
                    note = "轮椅",
                    arrivesAt,
                }
            ),
        };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return api.As(person ?? desk.Talent).SendAsync(request, Cancel);
    }

    private Task<HttpResponseMessage> CancelAsync(Desk desk, Guid id) =>
        api.As(desk.Talent).DeleteAsync($"/api/v1/me/reservations/{id}", Cancel);

    private async Task<IReadOnlyList<Reservation>> ListAsync(Desk desk) =>
        (await api.As(desk.Talent).GetFromJsonAsync<Page<Reservation>>("/api/v1/me/reservations", Cancel))!.Items;

    private async Task<MyEntitlement> EntitlementAsync(Desk desk, string benefit) =>
        (await api.As(desk.Talent).GetFromJsonAsync<MyCard>("/api/v1/me/card", Cancel))!.Entitlements.Single(mine =>
            mine.Benefit == benefit
        );
}
