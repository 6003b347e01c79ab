using System.Globalization;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Time.Testing;
using TalentCard.Contracts.Reports;
using TalentCard.Core.Audit;
using TalentCard.Core.Reports;
using TalentCard.Core.Statistics;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Reports;

public sealed class DraftingReports : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = FakeTimeProvider.At("2026-03-02T06:10+08:00");
    private TestDatabase database = null!;
    private MakeReports reports = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        var audit = new AuditTrail(clock);
        reports = new MakeReports(database.Db, new RollUp(database.Db, clock, audit), clock, audit);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Each_period_that_is_over_is_drafted_once_however_often_and_by_however_many()
    {
        await Task.WhenAll(reports.RunAsync(Cancel), reports.RunAsync(Cancel));
        await reports.RunAsync(Cancel);
        (
            await AskAsync<string>(
                "select kind || ' ' || first_day || ' ' || last_day || ' ' || year || ' ' || number from reports order by kind"
            )
        ).ShouldBe([
            "monthly 2026-02-01 2026-02-28 2026 1",
            "weekly 2026-02-23 2026-03-01 2026 1",
            "yearly 2025-01-01 2025-12-31 2025 1",
        ]);
        // Two weeks without a Worker, and then as many bulletins.
        clock.Set("2026-03-18T12:00+08:00");
        await reports.RunAsync(Cancel);
        (
            await AskAsync<string>("select first_day || ' ' || number from reports where kind = 'weekly' order by first_day")
        ).ShouldBe(["2026-02-23 1", "2026-03-02 2", "2026-03-09 3"]);
        // A year later the last four, not all fifty.
        clock.Set("2027-03-18T12:00+08:00");
        await reports.RunAsync(Cancel);
        (await AskAsync<int>("select count(*)::int from reports where kind = 'weekly'")).ShouldBe([7]);
        (
            await AskAsync<string>(
                "select first_day || ' ' || year || ' ' || number from reports where kind = 'weekly' and year = 2027 order by 1 limit 1"
            )
        ).ShouldBe(["2027-02-15 2027 1"]);
    }

    [Fact]
    public async Task Its_figures_stay_what_they_were_when_it_was_drafted()
    {
        var point = await TestData.ServicePointAsync(database.DataSource);
        var talent = await TestData.TalentAsync(database.DataSource);
        var card = await TestData.CardAsync(database.DataSource, talent);
        var benefit = await TestData.BenefitAsync(database.DataSource);
        foreach (
            var at in new[]
            {
                "2026-03-01T23:59:59+08:00",
                "2026-02-23T00:00+08:00",
                "2026-02-22T23:59:59+08:00",
                "2026-03-02T00:00+08:00",
            }
        )
            await TestData.RedemptionAsync(
                database.DataSource,
                talent,
                card.Id,
                point,
                benefit,
                DateTimeOffset.Parse(at, CultureInfo.InvariantCulture),
                companions: 1
            );
        await reports.RunAsync(Cancel);
        var figures = await FiguresAsync();
        (figures.Now.Times, figures.Now.People, figures.Now.Companions, figures.Now.Holders, figures.Before.Times).ShouldBe(
            (2, 1, 2, 1, 1)
        );
        figures.Trend.Count.ShouldBe(7);
        figures.Benefits.ShouldHaveSingleItem().ShouldBe(new ReportCount(benefit, "就医绿色通道", 2, 1));
        figures
            .Divisions.Select(one => (one.Rank, one.Key, one.Times, one.Before))
            .ShouldBe([(1, "340403", 2, 1), (2, "340421", 0, 0), (2, "hn_hightech", 0, 0)]);

        await TestData.RedemptionAsync(
            database.DataSource,
            talent,
            card.Id,
            point,
            benefit,
            DateTimeOffset.Parse("2026-02-25T10:00+08:00", CultureInfo.InvariantCulture)
        );
        await reports.RunAsync(Cancel);
        (await FiguresAsync()).Now.Times.ShouldBe(2);
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        await Should.ThrowAsync<Npgsql.PostgresException>(() => connection.ExecuteAsync("update reports set figures = '{}'"));
    }

    [Fact]
    public void Who_has_the_same_has_the_same_rank()
    {
        Ranking
            .InRank([Division("d", 0, 0), Division("b", 5, 2), Division("a", 5, 2), Division("c", 5, 3), Division("e", 0, 0)])
            .Select(one => $"{one.Rank}{one.Key}")
            .ShouldBe(["1c", "2a", "2b", "4d", "4e"]);
    }

    [Fact]
    public void Nobody_has_a_rank_where_nobody_has_anything() =>
        Ranking
            .InRank([Division("a", 0, 0), Division("b", 0, 0)])
            .Concat(Ranking.InRank([Scored("a", 0, 0), Scored("b", 0, null)]))
            .ShouldAllBe(one => one.Rank == null);

    [Fact]
    public async Task A_ticket_counts_for_the_county_that_it_is_about_or_else_for_its_callers()
    {
        var due = DateTimeOffset.Parse("2026-02-27T10:00+08:00", CultureInfo.InvariantCulture);
        var caller = await TestData.TalentAsync(database.DataSource);
        await TestData.TicketAsync(database.DataSource, "人才的", due, caller);
        await TestData.TicketAsync(database.DataSource, "人才问外县", due, caller, "340421");
        await TestData.TicketAsync(database.DataSource, "外人问", due, division: "340421");
        await TestData.TicketAsync(database.DataSource, "不知何处", due);
        await reports.RunAsync(Cancel);
        var figures = await FiguresAsync();
        figures.Now.Tickets.ShouldBe(4);
        figures
            .Divisions.OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => (one.Key, one.Tickets, one.Rank, one.Score))
            .ShouldBe([("340403", 1, null, 0m), ("340421", 2, null, 0m), ("hn_hightech", 0, null, null)]);
    }

    [Fact]
    public void Is_of_100_and_leaves_out_what_could_not_be_measured()
    {
        Ranking.Score([new("served", 40, 1, 2), new("on_time", 25, 4, 4), new("rating", 15, 0, 0)]).ShouldBe(69.2m);
        Ranking.Score([new("served", 40, 3, 2)]).ShouldBe(100m, "served, and no holder any more");
        Ranking.Score([new("served", 0, 1, 2), new("rating", 15, 0, 0)]).ShouldBeNull();
    }

    [Fact]
    public void Who_has_a_score_stands_before_who_has_none_however_many_services_they_had() =>
        Ranking
            .InRank([Scored("a", 900, null), Scored("b", 1, 80.1m), Scored("c", 0, 92m), Scored("d", 7, 80.1m)])
            .Select(one => $"{one.Rank}{one.Key}")
            .ShouldBe(["1c", "2b", "2d", "4a"]);

    [Fact]
    public async Task Measures_what_a_county_reached_of_what_it_could_have_by_the_rule_of_the_last_day()
    {
        var source = database.DataSource;
        var point = await TestData.ServicePointAsync(source);
        var benefit = await TestData.BenefitAsync(source);
        var served = await TestData.TalentAsync(source);
        var card = await TestData.CardAsync(source, served);
        await TestData.CardAsync(source, await TestData.TalentAsync(source));
        var at = DateTimeOffset.Parse("2026-02-25T10:00+08:00", CultureInfo.InvariantCulture);
        await TestData.RedemptionAsync(source, served, card.Id, point, benefit, at);
        await TestData.TicketAsync(source, "已到期", at.AddDays(1), served);
        await using var connection = await source.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(
            """
            insert into redemption_ratings (card_id, redemption_id, redeemed_at, service_point_id, score, rated_at, changed_at)
            select card_id, id, redeemed_at, service_point_id, 4, now(), now() from redemptions;
            insert into ranking_rules values ('2026-03-01', 50, 25, 25, 0, 0, '测试', now());
            insert into ranking_rules values ('2026-03-02', 0, 0, 0, 0, 100, '测试', now());
            """
        );

        await reports.RunAsync(Cancel);

        var county = (await FiguresAsync()).Divisions.Single(one => one.Key == "340403");
        county.Measures.ShouldBe([
            new ReportMeasure("served", 50, 1, 2),
            new ReportMeasure("on_time", 25, 0, 1),
            new ReportMeasure("rating", 25, 4, 5),
            new ReportMeasure("solved", 0, 0, 0),
            new ReportMeasure("visits", 0, 0, 0),
        ]);
        (county.Score, county.Rank).ShouldBe((45m, 1));
    }

    private static ReportDivision Scored(string key, int times, decimal? score) =>
        new(null, key, key, times, 0, 0, 0, 0, score, []);

    private static ReportDivision Division(string key, int times, int people) => new(null, key, key, times, people, 0, 0, 0);

    private async Task<ReportFigures> FiguresAsync() =>
        JsonSerializer.Deserialize<ReportFigures>(
            (await AskAsync<string>("select figures::text from reports where kind = 'weekly'"))[0],
            JsonSerializerOptions.Web
        )!;

    private async Task<List<T>> AskAsync<T>(string sql)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        return (await connection.QueryAsync<T>(sql)).AsList();
    }
}
