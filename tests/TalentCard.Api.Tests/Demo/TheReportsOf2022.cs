using TalentCard.Api.Tests.Access;
using TalentCard.Contracts;
using TalentCard.Contracts.Reports;
using TalentCard.Contracts.Statistics;

namespace TalentCard.Api.Tests.Demo;

/// <summary>What the office reads about 2022 are the city's own figures.</summary>
public sealed class TheReportsOf2022(ApiOnDemoData api) : IClassFixture<ApiOnDemoData>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Give_the_figures_of_the_year()
    {
        var figures = (await ReadAsync("yearly")).Figures;
        (figures.Now.Times, figures.Now.Holders, figures.Now.Postdocs, figures.Now.Tickets).ShouldBe((1500, 254, 101, 2050));
        figures.Now.Answered.ShouldBe(2050);
        figures.TicketKinds.Count.ShouldBe(4);
        figures.TicketKinds.Sum(kind => kind.Received).ShouldBe(2050);
    }

    [Fact]
    public async Task Say_which_county_or_park_it_came_from()
    {
        var figures = (await ReadAsync("yearly")).Figures;
        figures.Divisions.Count.ShouldBe(11);
        figures.Divisions.Sum(division => division.Tickets).ShouldBe(figures.Now.Tickets);
        figures.Divisions.Sum(division => division.Times).ShouldBe(figures.Now.Times);
        figures.Divisions.Sum(division => division.Visits).ShouldBe(figures.Now.Visits);
        figures.Divisions.ShouldAllBe(division => division.Tickets > 0 && division.Times > 0);
    }

    [Fact]
    public async Task Count_the_postdocs_of_its_last_week_too() => (await ReadAsync("weekly")).Figures.Now.Postdocs.ShouldBe(101);

    [Fact]
    public async Task Agree_with_the_statistics_of_the_stations()
    {
        var stations = await api.As(Person.Office())
            .GetAsync("/api/v1/statistics/stations?from=2022-01-01&to=2022-12-31", Cancel)
            .ShouldGiveAsync<IReadOnlyList<StationMoves>>();
        stations.Count(station => station.InResidence > 0).ShouldBe(19);
        stations.Sum(station => station.InResidence).ShouldBe(101);
    }

    private async Task<Report> ReadAsync(string kind)
    {
        var office = api.As(Person.Office());
        var page = await office.GetAsync($"/api/v1/reports?kind={kind}", Cancel).ShouldGiveAsync<Page<ReportSummary>>();
        var report = page.Items.ShouldHaveSingleItem();
        report.Year.ShouldBe(2022);
        return await office.GetAsync($"/api/v1/reports/{report.Id}", Cancel).ShouldGiveAsync<Report>();
    }
}
