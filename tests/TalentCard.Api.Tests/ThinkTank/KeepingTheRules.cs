using System.Net;
using System.Net.Http.Json;
using Dapper;
using TalentCard.Contracts.ThinkTank;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.ThinkTank;

/// <summary>The think tank's rules are data with a day from which they hold.</summary>
public sealed class KeepingTheRules(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static readonly ThinkTankFigures Shipped = new(45, 25, 15, 10, 5, 80, 50, 60, 20, 10, 5, 30, 5, 6, 40, 40, 20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient Office => api.As(Person.Office());

    [Fact]
    public async Task The_office_sets_a_rule_from_tomorrow_on_and_none_for_the_past()
    {
        api.Clock.Set("2026-03-02T09:00+08:00");
        (await RulesAsync())[^1].Figures.ShouldBe(Shipped);
        foreach (var day in new[] { "2022-01-01", "2026-03-02" })
            await SetAsync(day, Shipped).ShouldRefuseAsync(HttpStatusCode.Conflict, "think_tank_rule_in_force");
        foreach (var day in new[] { "2201-01-01", "9999-12-31", "2026-02-30", "soon" })
            await SetAsync(day, Shipped).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        (await SetAsync("2026-03-03", Shipped with { MaxKm = 70 }).ShouldGiveAsync<ThinkTankRule>()).Figures.MaxKm.ShouldBe(70);
        // The database goes by its own clock, so what is corrected lies ahead of that too.
        await SetAsync("2140-01-01", Shipped with { MaxKm = 90 }).ShouldGiveAsync<ThinkTankRule>();
        var corrected = await SetAsync("2140-01-01", Shipped with { MaxKm = 80 }).ShouldGiveAsync<ThinkTankRule>();
        (corrected.ValidFrom, corrected.Figures).ShouldBe((new DateOnly(2140, 1, 1), Shipped with { MaxKm = 80 }));
        (await RulesAsync()).Count(rule => rule.ValidFrom == corrected.ValidFrom).ShouldBe(1);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        foreach (
            var sql in new[]
            {
                "update think_tank_rules set max_km = 1 where valid_from = '2022-01-01'",
                "delete from think_tank_rules where valid_from = '2022-01-01'",
            }
        )
            (await Should.ThrowAsync<Npgsql.PostgresException>(() => connection.ExecuteAsync(sql))).SqlState.ShouldBe("23001");
    }

    [Fact]
    public async Task Figures_that_do_not_hold_together_are_refused()
    {
        api.Clock.Set("2026-03-02T09:00+08:00");
        foreach (var bad in new[] { Shipped with { DialectShare = 6 }, Shipped with { ScoreVisits = 39 } })
            await SetAsync("2150-01-01", bad).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "think_tank_shares");
        await SetAsync("2150-01-01", Shipped with { GroupPart = 81 })
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "think_tank_parts");
        foreach (
            var bad in new[]
            {
                Shipped with
                {
                    SpecialityShare = -1,
                },
                Shipped with
                {
                    MaxKm = 0,
                },
                Shipped with
                {
                    CapacityMost = 0,
                },
                Shipped with
                {
                    Balance = 1001,
                },
                Shipped with
                {
                    Candidates = 21,
                },
                Shipped with
                {
                    LogWithinDays = 367,
                },
                Shipped with
                {
                    VisitsPerYear = 0,
                },
            }
        )
            await SetAsync("2150-01-01", bad).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        (await RulesAsync()).ShouldNotContain(rule => rule.ValidFrom == new DateOnly(2150, 1, 1));
    }

    [Fact]
    public async Task A_term_is_paired_by_the_rule_of_its_first_day()
    {
        api.Clock.Set("2026-03-02T09:00+08:00");
        var database = api.Database.DataSource;
        await TestData.ExpertAsync(database, "按规则的专家", capacity: 5);
        await TestData.VillageAsync(database, $"甲村{Guid.NewGuid()}");
        await TestData.VillageAsync(database, $"乙村{Guid.NewGuid()}");
        await SetAsync(
                "2101-01-01",
                Shipped with
                {
                    SpecialityShare = 100,
                    DistanceShare = 0,
                    SatisfactionShare = 0,
                    ContinuityShare = 0,
                    DialectShare = 0,
                }
            )
            .ShouldGiveAsync<ThinkTankRule>();
        await SetAsync("2102-01-01", Shipped with { CapacityMost = 1 }).ShouldGiveAsync<ThinkTankRule>();

        var before = await SolveAsync(2100);
        before.Pairs.ShouldAllBe(pair => pair.Fit < 1_000_000);
        var after = await SolveAsync(2101);
        (after.Pairs.Count, after.Pairs.All(pair => pair.Fit == 1_000_000)).ShouldBe((2, true));
        var tight = await SolveAsync(2102);
        (tight.Pairs.Count, tight.Summary.Unserved, tight.Loads.Single().Capacity).ShouldBe((1, 1, 1));
        tight.Bottlenecks.ShouldHaveSingleItem().Words.Code.ShouldBe("capacity");
    }

    private async Task<ThinkTankRule[]> RulesAsync() =>
        (await Office.GetFromJsonAsync<ThinkTankRule[]>("/api/v1/think-tank/rules", Cancel))!;

    private Task<HttpResponseMessage> SetAsync(string day, ThinkTankFigures figures) =>
        Office.PutAsJsonAsync($"/api/v1/think-tank/rules/{day}", figures, Cancel);

    private async Task<Proposal> SolveAsync(int year)
    {
        var term = await Office
            .PostAsync("/api/v1/think-tank/terms", new PairingTermRequest($"{year} 年", new(year, 1, 1), new(year, 12, 31)))
            .ShouldGiveAsync<PairingTerm>(HttpStatusCode.Created);
        return await Office
            .PostAsync("/api/v1/think-tank/proposals", new SolveRequest(term.Id, "一案"))
            .ShouldGiveAsync<Proposal>(HttpStatusCode.Created);
    }
}
