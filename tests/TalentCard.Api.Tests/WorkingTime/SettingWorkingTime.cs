using System.Net;
using System.Net.Http.Json;
using TalentCard.Api.Tests.Hotline;
using TalentCard.Contracts.Hotline;
using TalentCard.Contracts.WorkingTime;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.WorkingTime;

public sealed class SettingWorkingTime(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private HttpClient Office => api.As(Person.Office());

    [Fact]
    public async Task A_year_shows_its_holidays_and_the_offices_own_days_over_them()
    {
        var year = await Office.GetAsync("/api/v1/working-days?year=2026", Cancel).ShouldGiveAsync<WorkingYear>();
        (year.Published, year.WorkingDays).ShouldBe((true, 248));
        year.Days.ShouldContain(day =>
            day.Day == new DateOnly(2026, 2, 14) && day.Working && day.Name == "春节" && day.Source == "published"
        );
        var changed = await Office
            .PutAsJsonAsync("/api/v1/working-days/2026-11-12", new CalendarDayRequest(false, "暴雪停工"), Cancel)
            .ShouldGiveAsync<WorkingYear>();
        changed.WorkingDays.ShouldBe(247);
        changed.Days.ShouldContain(day => day.Day == new DateOnly(2026, 11, 12) && !day.Working && day.Source == "office");
        (await Office.DeleteAsync("/api/v1/working-days/2026-11-12", Cancel).ShouldGiveAsync<WorkingYear>()).WorkingDays.ShouldBe(
            248
        );
        await Office
            .DeleteAsync("/api/v1/working-days/2026-11-12", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await Office
            .PutAsJsonAsync("/api/v1/working-days/2026-01-05", new CalendarDayRequest(false, "补记"), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "working_day_over");
        await api.As(Person.Agent())
            .PutAsJsonAsync("/api/v1/working-days/2026-11-12", new CalendarDayRequest(false, "停工"), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        (
            await Office.GetAsync("/api/v1/working-days?year=2031", Cancel).ShouldGiveAsync<WorkingYear>()
        ).Published.ShouldBeFalse();
    }

    [Fact]
    public async Task Hours_begin_tomorrow_at_the_earliest_and_lie_in_order()
    {
        var summer = new OfficeHoursRequest([
            new OfficePeriod(new TimeOnly(8, 0), new TimeOnly(12, 0)),
            new OfficePeriod(new TimeOnly(15, 0), new TimeOnly(18, 0)),
        ]);
        var set = await Office.PutAsJsonAsync("/api/v1/office-hours/2036-06-01", summer, Cancel).ShouldGiveAsync<OfficeHours>();
        (await Office.GetAsync("/api/v1/office-hours", Cancel).ShouldGiveAsync<OfficeHours[]>())[0].Periods.ShouldBe(set.Periods);
        await Office
            .PutAsJsonAsync("/api/v1/office-hours/2026-03-02", summer, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "working_time_in_force");
        foreach (
            var bad in new[]
            {
                summer with
                {
                    Periods = [.. summer.Periods.Reverse()],
                },
                summer with
                {
                    Periods = [],
                },
                new([new OfficePeriod(new TimeOnly(9, 0), new TimeOnly(9, 0))]),
            }
        )
            await Office
                .PutAsJsonAsync("/api/v1/office-hours/2036-07-01", bad, Cancel)
                .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task A_change_of_the_rule_does_not_rewrite_what_was_promised()
    {
        var line = await Line.OpenAsync(api);
        var promised = await line.CallAsync(Line.Matter("suggestion"), dispatched: true);
        promised.PromisedAt.ShouldBe(Line.At("2026-03-23T17:30"));
        await Office
            .PutAsJsonAsync("/api/v1/deadline-rules/suggestion/normal/2026-03-03", new DeadlineRuleRequest(2, "day"), Cancel)
            .ShouldGiveAsync<DeadlineRule>();
        await Office
            .PutAsJsonAsync("/api/v1/deadline-rules/suggestion/normal/2026-03-02", new DeadlineRuleRequest(2, "day"), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "working_time_in_force");
        await Office
            .PutAsJsonAsync("/api/v1/deadline-rules/complaint/normal/2026-04-01", new DeadlineRuleRequest(2, "day"), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        api.Clock.Set("2026-03-03T09:00+08:00");
        (await line.CallAsync(Line.Matter("suggestion"))).Ticket.DueAt.ShouldBe(Line.At("2026-03-05T17:30"));
        var old = await line.ReadAsync(promised.Ticket.Id);
        (old.PromisedAt, old.Ticket.DueAt).ShouldBe((promised.PromisedAt, promised.Ticket.DueAt));
        await Line.StepAsync(line.Handler, promised, "accept").ShouldGiveAsync<TicketDetail>();
        (await line.ReadAsync(promised.Ticket.Id)).Ticket.DueAt.ShouldBe(promised.Ticket.DueAt);
        api.Clock.Set("2026-03-02T09:00+08:00");
    }
}
