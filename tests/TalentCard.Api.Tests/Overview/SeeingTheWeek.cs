using System.Globalization;
using System.Net;
using Dapper;
using Npgsql;
using TalentCard.Contracts;
using TalentCard.Contracts.Cards;
using TalentCard.Contracts.Overview;
using TalentCard.Contracts.Redemptions;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Overview;

/// <summary>The clock stands on Wednesday, 4 March 2026, 09:00 in Shanghai.</summary>
public sealed class SeeingTheWeek(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private NpgsqlDataSource Database => api.Database.DataSource;
    private HttpClient Office => api.As(Person.Office());

    [Fact]
    public async Task People_and_times_are_counted_apart_and_reversed_services_in_neither()
    {
        api.Clock.Set("2026-03-04T09:00+08:00");
        var (talent, card, point, benefit) = await HolderAsync();
        var (other, otherCard, _, _) = await HolderAsync();
        async Task Serve(Guid who, TestCard with, string at, bool reversed = false, int companions = 0) =>
            await TestData.RedemptionAsync(
                Database,
                who,
                with.Id,
                point,
                benefit,
                DateTimeOffset.Parse(at, CultureInfo.InvariantCulture),
                companions,
                reversed
            );
        await Serve(talent, card, "2026-03-02T00:00+08:00", companions: 2);
        await Serve(talent, card, "2026-03-04T08:59+08:00");
        await Serve(other, otherCard, "2026-03-03T10:00+08:00");
        await Serve(other, otherCard, "2026-03-03T11:00+08:00", reversed: true, companions: 5);
        // Last week: Sunday a second before midnight, and Wednesday at the same hour as now, before and after.
        await Serve(talent, card, "2026-03-01T23:59:59+08:00");
        await Serve(talent, card, "2026-02-25T08:59+08:00");
        await Serve(talent, card, "2026-02-25T09:01+08:00");

        var overview = await ReadAsync();
        (overview.ThisWeek.From, overview.ThisWeek.To).ShouldBe((new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 4)));
        (overview.ThisWeek.Times, overview.ThisWeek.People, overview.ThisWeek.Companions, overview.ThisWeek.Reversed).ShouldBe(
            (3, 2, 2, 1)
        );
        (overview.LastWeek.Times, overview.LastWeek.People).ShouldBe((3, 1));
        (overview.LastWeekSoFar.Times, overview.LastWeekSoFar.People).ShouldBe((1, 1));

        var charts = await Office.GetAsync("/api/v1/overview/charts", Cancel).ShouldGiveAsync<OverviewCharts>();
        charts.Year.ShouldBe(2026);
        charts.Months.Count.ShouldBe(12);
        charts.Months.Single(month => month.Key == "2026-03").ShouldBe(new ServiceCount("2026-03", 4, 2));
        charts.Months.Single(month => month.Key == "2026-02").Times.ShouldBe(2);
        charts.Benefits.Sum(row => row.Times).ShouldBe(6);
        charts.Divisions.ShouldHaveSingleItem().ShouldBe(new ServiceCount("340403", 6, 2));
        charts.Tiers.Single(tier => tier.Tier == "C").Active.ShouldBeGreaterThanOrEqualTo(2);

        var totals = await Office
            .GetAsync("/api/v1/redemptions/totals?from=2026-03-01&to=2026-03-03", Cancel)
            .ShouldGiveAsync<RedemptionTotals>();
        totals.ShouldBe(new RedemptionTotals(3, 2, 2, 1));
        (
            await Office
                .GetAsync($"/api/v1/redemptions/totals?partner={point.PartnerId}&reversed=true", Cancel)
                .ShouldGiveAsync<RedemptionTotals>()
        ).ShouldBe(new RedemptionTotals(0, 0, 0, 1));
        // Another partner's system sees nothing of it.
        (
            await api.As(Person.PartnerSystem(Guid.NewGuid()))
                .GetAsync("/api/v1/redemptions/totals", Cancel)
                .ShouldGiveAsync<RedemptionTotals>()
        ).Times.ShouldBe(0);
    }

    [Fact]
    public async Task A_batch_waits_for_everyone_but_who_proposed_it()
    {
        var talent = await TestData.TalentAsync(Database);
        var before = await WaitingAsync("batches", "office2");
        await Office
            .PostAsync("/api/v1/card-batches", new NewCardBatch("等待", [talent]))
            .ShouldGiveAsync<CardBatch>(HttpStatusCode.Created);
        (await WaitingAsync("batches", "office1")).ShouldBe(0);
        (await WaitingAsync("batches", "office2")).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_stations_request_waits_for_everyone_but_who_proposed_it()
    {
        var station = await TestData.StationAsync(Database);
        var postdoc = await TestData.PostdocAsync(Database, station, new DateOnly(2026, 1, 5), new DateOnly(2028, 1, 4));
        var (proposer, other) = (await WaitingAsync("postdoc_requests"), await WaitingAsync("postdoc_requests", "office2"));
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(
            """
            insert into postdoc_requests (id, postdoc_id, kind, day, reason, proposed_by, proposed_by_name, proposed_at)
            values (gen_random_uuid(), @postdoc, 'extension', '2028-07-04', '课题未完', @Id, '周明远', '2026-03-04T00:00Z')
            """,
            new { postdoc, Person.Office().Id }
        );
        (await WaitingAsync("postdoc_requests")).ShouldBe(proposer);
        (await WaitingAsync("postdoc_requests", "office2")).ShouldBe(other + 1);
    }

    [Fact]
    public async Task Cards_that_expire_are_counted_from_thirty_days_before_until_their_last_day()
    {
        api.Clock.Set("2026-03-04T09:00+08:00");
        var before = await WaitingAsync("expiring_cards");
        foreach (
            var day in new[]
            {
                new DateOnly(2026, 3, 3),
                new DateOnly(2026, 3, 4),
                new DateOnly(2026, 4, 3),
                new DateOnly(2026, 4, 4),
            }
        )
            await TestData.CardAsync(Database, await TestData.TalentAsync(Database), validTo: day);
        (await WaitingAsync("expiring_cards")).ShouldBe(before + 2);
        var suspended = await WaitingAsync("suspended_cards");
        await TestData.CardAsync(Database, await TestData.TalentAsync(Database), state: "suspended");
        (await WaitingAsync("suspended_cards")).ShouldBe(suspended + 1);
    }

    [Fact]
    public async Task Tickets_that_are_late_or_due_today_are_counted_as_their_queues_do()
    {
        api.Clock.Set("2026-03-04T09:00+08:00");
        var (overdue, due) = (await WaitingAsync("overdue_tickets"), await WaitingAsync("due_tickets"));
        foreach (var day in new[] { "2026-03-04T08:59+08:00", "2026-03-04T23:59+08:00", "2026-03-05T00:00+08:00" })
            await TestData.TicketAsync(
                Database,
                "落户怎么办理",
                DateTimeOffset.Parse(day, System.Globalization.CultureInfo.InvariantCulture)
            );
        (await WaitingAsync("overdue_tickets")).ShouldBe(overdue + 1);
        (await WaitingAsync("due_tickets")).ShouldBe(due + 1);
    }

    [Fact]
    public async Task Bookings_of_the_day_are_listed_with_who_and_where()
    {
        api.Clock.Set("2026-03-04T09:00+08:00");
        var (talent, card, point, benefit) = await HolderAsync();
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        foreach (var (day, state) in new[] { ("2026-03-04", "held"), ("2026-03-04", "cancelled"), ("2026-03-05", "held") })
            await connection.ExecuteAsync(
                """
                insert into reservations (card_id, id, benefit_code, service_point_id, day, period, period_start, state,
                    lapses_at, created_at)
                values (@Id, gen_random_uuid(), @benefit, @Point, @day::date, 'year', '2026-01-01', @state,
                    @day::date + 2, '2026-03-01T00:00Z')
                """,
                new
                {
                    card.Id,
                    benefit,
                    Point = point.Id,
                    day,
                    state,
                }
            );
        (await WaitingAsync("bookings")).ShouldBe(1);
        var page = await Office.GetAsync("/api/v1/overview/bookings", Cancel).ShouldGiveAsync<Page<OfficeBooking>>();
        page.Items.Where(booking => booking.TalentId == talent)
            .Select(booking => booking.State)
            .ShouldBe(["held", "cancelled"], ignoreOrder: true);
        (
            await connection.ExecuteScalarAsync<long>("select count(*) from audit_events where action = 'reservation.list'")
        ).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task It_is_the_offices_alone()
    {
        foreach (
            var path in new[]
            {
                "/api/v1/overview",
                "/api/v1/overview/charts",
                "/api/v1/overview/bookings",
                "/api/v1/search?q=x",
                "/api/v1/history?kind=card&id=x",
            }
        )
            await api.As(Person.Auditor()).GetAsync(path, Cancel).ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        await Office
            .GetAsync("/api/v1/overview/charts?year=1", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await Office
            .GetAsync("/api/v1/overview/bookings?day=x", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    private Task<OfficeOverview> ReadAsync(string who = "office1") =>
        api.As(Person.Office(who)).GetAsync("/api/v1/overview", Cancel).ShouldGiveAsync<OfficeOverview>();

    private async Task<int> WaitingAsync(string kind, string who = "office1") =>
        (await ReadAsync(who)).Waiting.Single(work => work.Kind == kind).Count;

    private async Task<(Guid Talent, TestCard Card, TestServicePoint Point, string Benefit)> HolderAsync()
    {
        var point = await TestData.ServicePointAsync(Database);
        var talent = await TestData.TalentAsync(Database);
        return (talent, await TestData.CardAsync(Database, talent), point, await TestData.BenefitAsync(Database));
    }
}
