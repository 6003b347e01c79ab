using System.Globalization;
using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TalentCard.Contracts;
using TalentCard.Contracts.Hotline;
using TalentCard.Contracts.Redemptions;
using TalentCard.Contracts.Statistics;
using TalentCard.Core.Statistics;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Statistics;

/// <summary>The office's statistics, beside the lists that their numbers open.</summary>
public sealed class ReadingTheStatistics(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private NpgsqlDataSource Database => api.Database.DataSource;
    private HttpClient Office => api.As(Person.Office());

    [Fact]
    public async Task Every_figure_is_that_of_the_rows_behind_it()
    {
        var random = new Random(2022);
        List<(Guid Talent, TestCard Card)> holders = [];
        foreach (var (tier, division) in new[] { ("C", "340403"), ("A", "340421"), ("C", "hn_hightech") })
        {
            var talent = await TestData.TalentAsync(Database, tier: tier, division: division);
            holders.Add((talent, await TestData.CardAsync(Database, talent)));
        }
        var points = new[] { await TestData.ServicePointAsync(Database), await TestData.ServicePointAsync(Database) };
        var benefits = new[] { await TestData.BenefitAsync(Database), await TestData.BenefitAsync(Database) };
        var start = DateTimeOffset.Parse("2031-03-01T00:00+08:00", CultureInfo.InvariantCulture);
        for (var n = 0; n < 60; n++)
        {
            var (talent, card) = holders[random.Next(3)];
            await TestData.RedemptionAsync(
                Database,
                talent,
                card.Id,
                points[random.Next(2)],
                benefits[random.Next(2)],
                start.AddMinutes(random.Next(10 * 24 * 60)),
                random.Next(3),
                reversed: random.Next(5) == 0
            );
        }
        await api.Services.GetRequiredService<RollUp>().RunAsync(Cancel);

        const string Period = "from=2031-03-01&to=2031-03-10";
        foreach (
            var (by, filter) in new[]
            {
                ("benefit", "benefit"),
                ("partner", "partner"),
                ("service_point", "servicePoint"),
                ("tier", "tier"),
                ("division", "division"),
                ("day", "from"),
            }
        )
        {
            var statistics = await ReadAsync($"{Period}&by={by}");
            statistics.Rows.Count.ShouldBeGreaterThan(1);
            statistics.Rows.Sum(row => row.Times).ShouldBe(statistics.Total.Times);
            foreach (var row in statistics.Rows)
            {
                var rows = by == "day" ? $"from={row.Key}&to={row.Key}" : $"{Period}&{filter}={row.Key}";
                (await TotalsAsync(rows)).ShouldBe(
                    new RedemptionTotals(row.Times, row.People, row.Companions, row.Reversed),
                    $"{by} {row.Key}"
                );
            }
            (await TotalsAsync(Period)).ShouldBe(
                new RedemptionTotals(
                    statistics.Total.Times,
                    statistics.Total.People,
                    statistics.Total.Companions,
                    statistics.Total.Reversed
                )
            );
        }
        (await ReadAsync($"{Period}&by=day")).Rows.Count.ShouldBe(10);
        (await ReadAsync($"{Period}&by=week")).Rows.Select(row => row.Key).ShouldBe(["2031-02-24", "2031-03-03", "2031-03-10"]);
        (await ReadAsync($"{Period}&by=partner")).Rows[0].Name.ShouldStartWith("partner ");

        var narrow =
            $"{Period}&benefit={benefits[0]}&partner={points[1].PartnerId}&servicePoint={points[1].Id}&tier=C&division=340403";
        var one = (await ReadAsync($"{narrow}&by=month")).Total;
        (await TotalsAsync(narrow)).ShouldBe(new RedemptionTotals(one.Times, one.People, one.Companions, one.Reversed));

        var hours = await Office
            .GetAsync($"/api/v1/statistics/services/hours?{Period}", Cancel)
            .ShouldGiveAsync<List<BusyHour>>();
        hours.Sum(hour => hour.Times).ShouldBe((await TotalsAsync(Period)).Times);
        foreach (var hour in hours.Take(5))
            (await TotalsAsync($"{Period}&reversed=false&weekday={hour.Weekday}&hour={hour.Hour}")).Times.ShouldBe(hour.Times);
    }

    [Fact]
    public async Task Each_step_of_the_funnel_is_that_of_its_tickets()
    {
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        var department = await TestData.DepartmentAsync(Database);
        foreach (
            var (state, number) in new[] { ("received", 1), ("dispatched", 2), ("accepted", 3), ("replied", 4), ("closed", 5) }
        )
        {
            await connection.ExecuteAsync(
                """
                with call as (
                    insert into consultations (id, channel, caller_name, phone_cipher, phone_hash, phone_tail, agent_id,
                        agent_name, received_at)
                    values (gen_random_uuid(), 'phone', '来电人', '\x00', '\x00', '0000', 'agent', 'agent', @At) returning id)
                insert into tickets (id, number, consultation_id, kind, urgency, title, content, state, department_id, handler_id,
                    handler_name, phone_hash, received_at, promised_at, due_at, dispatched_at, accepted_at, replied_at, reply,
                    closed_at)
                select gen_random_uuid(), 'F' || @number, call.id, 'suggestion', 'normal', '标题', '内容', @state,
                       @department, 'handler', 'handler', '\x00', @At, @At, @At, case when @number > 1 then @At::timestamptz end,
                       case when @number > 2 then @At::timestamptz end,
                       case when @number > 3 then @At::timestamptz end, case when @number > 3 then '答复' end,
                           case when @number > 4 then @At::timestamptz end
                from call
                """,
                new
                {
                    state,
                    number,
                    department,
                    At = DateTimeOffset.Parse("2031-05-05T10:00+08:00", CultureInfo.InvariantCulture).ToUniversalTime(),
                }
            );
        }
        const string Period = "from=2031-05-01&to=2031-05-31";
        var funnel = await Office
            .GetAsync($"/api/v1/statistics/tickets/funnel?{Period}&kind=suggestion&department={department}", Cancel)
            .ShouldGiveAsync<List<FunnelStep>>();
        funnel.Select(step => step.Count).ShouldBe([5, 4, 3, 2, 1, 1]);
        foreach (var step in funnel)
        {
            var tickets = await Office
                .GetAsync($"/api/v1/hotline/rates/tickets?{Period}&measure={step.Measure}", Cancel)
                .ShouldGiveAsync<Page<TicketSummary>>();
            tickets.Items.Count.ShouldBe(step.Count, step.Measure);
        }
    }

    [Fact]
    public async Task A_day_is_counted_again_and_that_is_written_down()
    {
        (await Office.PostAsync("/api/v1/statistics/days/2026-03-01/recount", null, Cancel)).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        (
            await connection.ExecuteScalarAsync<long>(
                "select count(*) from audit_events where action = 'statistics.recount' and subject_id = '2026-03-01'"
            )
        ).ShouldBe(1);
        await Office
            .PostAsync("/api/v1/statistics/days/1026-03-01/recount", null, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task A_period_or_a_side_that_is_none_is_refused()
    {
        foreach (
            var query in new[]
            {
                "services?by=name",
                "services?from=2026-03-02&to=2026-03-01",
                "services/hours?from=1026-03-02",
                "stations?from=2001-01-01&to=2021-01-01",
                "experts?to=x",
            }
        )
            await Office
                .GetAsync($"/api/v1/statistics/{query}", Cancel)
                .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await api.As(Person.Agent())
            .GetAsync("/api/v1/statistics/services", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    private Task<ServiceStatistics> ReadAsync(string query) =>
        Office.GetAsync($"/api/v1/statistics/services?{query}", Cancel).ShouldGiveAsync<ServiceStatistics>();

    private Task<RedemptionTotals> TotalsAsync(string query) =>
        Office.GetAsync($"/api/v1/redemptions/totals?{query}", Cancel).ShouldGiveAsync<RedemptionTotals>();
}
