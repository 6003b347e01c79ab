using System.Net;
using System.Net.Http.Json;
using TalentCard.Contracts;
using TalentCard.Contracts.Partners;
using TalentCard.Contracts.Redemptions;
using TalentCard.Contracts.WorkingTime;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Redemptions;

/// <summary>It is Monday, 2 March 2026, nine in the morning.</summary>
public sealed class KeepingOpeningHours(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static readonly TimeOnly Eight = new(8, 0);
    private static readonly TimeOnly Noon = new(12, 0);
    private static readonly TimeOnly Two = new(14, 0);
    private static readonly TimeOnly Five = new(17, 0);

    // Working days with a lunch break.
    private static readonly OpeningSpan[] Week =
    [
        .. Enumerable.Range(1, 5).SelectMany(day => new OpeningSpan[] { new(day, Eight, Noon), new(day, Two, Five) }),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private HttpClient Office => api.As(Person.Office());

    [Theory]
    // A weekend, whether or not the point keeps holidays.
    [InlineData("2026-03-07", null, false, "service_point_rests")]
    [InlineData("2026-03-08", null, true, "service_point_rests")]
    // Qingming, a Monday off; a point that does not keep holidays is there.
    [InlineData("2026-04-06", null, true, "service_point_holiday")]
    [InlineData("2026-04-06", null, false, null)]
    // A Saturday that makes up for Labour Day has the hours of a Monday, for those who keep the calendar.
    [InlineData("2026-05-09", "09:00", true, null)]
    [InlineData("2026-05-09", "13:00", true, "invalid_request")]
    [InlineData("2026-05-09", "09:00", false, "service_point_rests")]
    // Lunch, the last minute and the minute after.
    [InlineData("2026-03-03", "12:00", true, "invalid_request")]
    [InlineData("2026-03-03", "13:59", true, "invalid_request")]
    [InlineData("2026-03-03", "14:00", true, null)]
    [InlineData("2026-03-03", "16:59", true, null)]
    [InlineData("2026-03-03", "17:00", true, "invalid_request")]
    public async Task A_booking_falls_on_a_time_when_somebody_is_there(
        string day,
        string? at,
        bool followsHolidays,
        string? refusal
    )
    {
        var desk = await Desk.OpenAsync(api);
        await SetHoursAsync(desk, Week, followsHolidays);
        var answer = await ReserveAsync(desk, await BenefitAsync(), DateOnly.Parse(day, null), at);
        if (refusal is null)
            answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        else
            await answer.ShouldRefuseAsync(
                refusal == "invalid_request" ? HttpStatusCode.BadRequest : HttpStatusCode.Conflict,
                refusal
            );
    }

    [Fact]
    public async Task The_refusal_names_the_holiday_in_both_languages()
    {
        var desk = await Desk.OpenAsync(api);
        await SetHoursAsync(desk, Week, true);
        var answer = await ReserveAsync(desk, await BenefitAsync(), new DateOnly(2026, 5, 1));
        var said = await answer.Content.ReadAsStringAsync(Cancel);
        said.ShouldContain("劳动节");
        said.ShouldContain("Labour Day");
    }

    [Fact]
    public async Task When_the_point_has_shut_for_today_nothing_is_booked_for_today()
    {
        await using var later = new LaterClock(api);
        var desk = await Desk.OpenAsync(api);
        await SetHoursAsync(desk, Week, true);
        api.Clock.Set("2026-03-02T17:00+08:00");
        await (await ReserveAsync(desk, await BenefitAsync(), new DateOnly(2026, 3, 2))).ShouldRefuseAsync(
            HttpStatusCode.Conflict,
            "service_point_over"
        );
    }

    [Fact]
    public async Task Closing_days_shut_the_point_and_name_the_bookings_that_stand_there()
    {
        var (desk, benefit) = (await Desk.OpenAsync(api), await BenefitAsync());
        var (monday, tuesday) = (new DateOnly(2026, 3, 16), new DateOnly(2026, 3, 17));
        var booked = await (await ReserveAsync(desk, benefit, tuesday)).ShouldBeAsync<Reservation>(HttpStatusCode.Created);
        booked.Shut.ShouldBeNull();
        var path = $"/api/v1/service-points/{desk.Point.Id}";
        var closed = await Office
            .PutAsJsonAsync($"{path}/closures/2026-03-16", new PointClosureRequest(tuesday, "设备检修", "maintenance"), Cancel)
            .ShouldGiveAsync<PointOpening>();
        closed.Closures.ShouldHaveSingleItem().ShouldBe(new PointClosure(monday, tuesday, "设备检修", "maintenance"));
        var stranded = closed.Stranded.ShouldHaveSingleItem();
        (stranded.Id, stranded.MaskedName, stranded.Shut).ShouldBe((booked.Id, "张**", "closure"));
        await (await ReserveAsync(desk, benefit, monday)).ShouldRefuseAsync(HttpStatusCode.Conflict, "service_point_closed");
        (await api.As(desk.Talent).GetFromJsonAsync<Page<Reservation>>("/api/v1/me/reservations", Cancel))!
            .Items.ShouldHaveSingleItem()
            .Shut.ShouldBe("closure");
        var days = await api.As(desk.Talent).GetFromJsonAsync<PointDay[]>($"{path}/days?from=2026-03-15&days=3", Cancel);
        days!
            .Select(day => (day.Day.Day, day.Shut, day.ReasonEn))
            .ShouldBe([(15, null, null), (16, "closure", "maintenance"), (17, "closure", "maintenance")]);
        days![0].Open.ShouldHaveSingleItem().ShouldBe(new OfficePeriod(Eight, new TimeOnly(18, 0)));

        var opened = await Office.DeleteAsync($"{path}/closures/2026-03-16", Cancel).ShouldGiveAsync<PointOpening>();
        (opened.Closures.Count, opened.Stranded.Count).ShouldBe((0, 0));
        await Office.DeleteAsync($"{path}/closures/2026-03-16", Cancel).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        (await ReserveAsync(desk, benefit, monday)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task New_hours_name_the_bookings_that_now_fall_on_a_shut_time()
    {
        var (desk, benefit) = (await Desk.OpenAsync(api), await BenefitAsync());
        foreach (var (day, at) in new[] { (14, null), (16, "12:30"), (17, "09:00") })
            (await ReserveAsync(desk, benefit, new DateOnly(2026, 3, day), at)).StatusCode.ShouldBe(HttpStatusCode.Created);
        await SetHoursAsync(desk, Week, true);
        (await Office.GetFromJsonAsync<PointOpening>($"/api/v1/service-points/{desk.Point.Id}/opening", Cancel))!
            .Stranded.Select(one => (one.Day.Day, one.Shut))
            .ShouldBe([(14, "weekday"), (16, "time")]);
    }

    [Fact]
    public async Task What_is_no_closing_is_refused()
    {
        var point = await TestData.ServicePointAsync(api.Database.DataSource);
        foreach (
            var (first, last) in new[]
            {
                ("2026-03-16", "2026-03-15"),
                ("2026-02-02", "2026-02-03"),
                ("2026-03-16", "2028-03-16"),
            }
        )
            await Office
                .PutAsJsonAsync(
                    $"/api/v1/service-points/{point.Id}/closures/{first}",
                    new PointClosureRequest(DateOnly.Parse(last, null), "检修"),
                    Cancel
                )
                .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await Office
            .PutAsJsonAsync(
                $"/api/v1/service-points/{Guid.NewGuid()}/closures/2026-03-16",
                new PointClosureRequest(new DateOnly(2026, 3, 17), "检修"),
                Cancel
            )
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await Office
            .GetAsync($"/api/v1/service-points/{Guid.NewGuid()}/opening", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
    }

    private Task<string> BenefitAsync() => TestData.BenefitAsync(api.Database.DataSource, new TestRule());

    private async Task SetHoursAsync(Desk desk, OpeningSpan[] hours, bool followsHolidays)
    {
        using var message = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/service-points/{desk.Point.Id}")
        {
            Content = JsonContent.Create(
                new ServicePointRequest(
                    $"服务点 {desk.Point.Id}",
                    "hospital",
                    "340403",
                    Hours: hours,
                    FollowsHolidays: followsHolidays
                )
            ),
        };
        message.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        (await Office.SendAsync(message, Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> ReserveAsync(Desk desk, string benefit, DateOnly day, string? at = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/me/reservations")
        {
            Content = JsonContent.Create(
                new
                {
                    benefit,
                    servicePoint = desk.Point.Id,
                    day,
                    arrivesAt = at,
                }
            ),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return api.As(desk.Talent).SendAsync(request, Cancel);
    }
}
