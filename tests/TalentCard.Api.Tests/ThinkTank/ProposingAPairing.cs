using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using TalentCard.Contracts.ThinkTank;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.ThinkTank;

public sealed class ProposingAPairing(TalentCardApi api) : IClassFixture<TalentCardApi>, IAsyncLifetime
{
    private Guid term,
        near,
        far,
        wheat,
        distant;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var database = api.Database.DataSource;
        await using var connection = await database.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync("update experts set active = false; update advisees set active = false");
        near = await TestData.ExpertAsync(database, "近专家", capacity: 1);
        far = await TestData.ExpertAsync(database, "远专家", capacity: 1, latitude: 32.45);
        wheat = await TestData.VillageAsync(database, $"麦村{Guid.NewGuid()}");
        distant = await TestData.VillageAsync(database, $"远村{Guid.NewGuid()}", latitude: 32.85);
        term = (
            await api.As(Person.Office())
                .PostAsync(
                    "/api/v1/think-tank/terms",
                    new PairingTermRequest($"term {Guid.NewGuid()}", new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31))
                )
                .ShouldGiveAsync<PairingTerm>(HttpStatusCode.Created)
        ).Id;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Every_key_village_gets_an_expert_with_reasons_in_words()
    {
        var proposal = await SolveAsync("first");
        proposal.Pairs.Select(pair => pair.AdviseeId).Order().ShouldBe(new[] { wheat, distant }.Order());
        proposal.Bottlenecks.ShouldBeEmpty();
        var pair = proposal.Pairs.Single(pair => pair.ExpertId == near);
        pair.Reasons.Select(reason => reason.Code).ShouldBe(["speciality", "distance", "dialect"]);
        pair.Reasons[0].Zh.ShouldBe("专业对口：小麦病害防治");
        pair.Reasons[0].En.ShouldBe("speciality wheat diseases");
        pair.Reasons[1].En.ShouldEndWith(" km");
    }

    [Fact]
    public async Task Locks_and_bans_are_kept_and_two_proposals_compared()
    {
        var first = await SolveAsync("before");
        var pair = first.Pairs[0];
        var second = await SolveAsync("after", bans: [new PairKey(pair.ExpertId, pair.AdviseeId)], parent: first.Summary.Id);
        second.Pairs.ShouldNotContain(other => other.ExpertId == pair.ExpertId && other.AdviseeId == pair.AdviseeId);
        second.Bans.Single().AdviseeId.ShouldBe(pair.AdviseeId);
        var locked = await SolveAsync("locked", locks: [new PairKey(second.Pairs[0].ExpertId, second.Pairs[0].AdviseeId)]);
        locked.Pairs.Single(other => other.Locked).Reasons[0].Code.ShouldBe("lock");
        var comparison = await api.As(Person.Office())
            .GetFromJsonAsync<ProposalComparison>(
                $"/api/v1/think-tank/proposals/{first.Summary.Id}/comparison?with={second.Summary.Id}",
                Cancel
            );
        comparison!.Same.ShouldBe(0);
        comparison.Changes.Count.ShouldBe(2);
        second.Summary.Total.ShouldBeLessThanOrEqualTo(first.Summary.Total);
    }

    [Fact]
    public async Task A_lock_that_cannot_hold_is_refused()
    {
        await RefusedAsync(locks: [new(near, wheat), new(near, distant)]);
        await RefusedAsync(locks: [new(near, wheat)], bans: [new(near, wheat)]);
        await RefusedAsync(locks: [new(Guid.NewGuid(), wheat)]);
    }

    [Fact]
    public async Task What_stands_in_the_way_of_a_village_is_named()
    {
        var third = await TestData.VillageAsync(api.Database.DataSource, $"第三村{Guid.NewGuid()}");
        var crowded = await SolveAsync("crowded");
        var bottleneck = crowded.Bottlenecks.ShouldHaveSingleItem();
        bottleneck.Words.Code.ShouldBe("capacity");
        bottleneck.Missing.ShouldBe(1);
        bottleneck.Advisees.Count.ShouldBe(3);
        bottleneck.Experts.Order().ShouldBe(new[] { "近专家", "远专家" }.Order());
        crowded.Summary.Unserved.ShouldBe(1);

        var banned = await SolveAsync("banned", bans: [new(near, third), new(far, third)]);
        banned.Bottlenecks.ShouldHaveSingleItem().Words.Code.ShouldBe("no_expert");
        banned.Bottlenecks[0].Words.En.ShouldContain("2 are banned");
    }

    [Fact]
    public async Task Nobody_is_sent_who_lacks_the_time_the_speciality_or_the_nearness()
    {
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        foreach (
            var lacking in new[]
            {
                "available_to = '2026-11-30'",
                "available_from = '2026-01-02'",
                "active = false",
                "capacity = 0",
                "specialities = '{B0101}'",
                "latitude = 31",
            }
        )
        {
            await connection.ExecuteAsync($"update experts set {lacking} where id = @near", new { near });
            var proposal = await SolveAsync(lacking);
            proposal.Pairs.ShouldHaveSingleItem(lacking).ExpertId.ShouldBe(far, lacking);
            proposal.Bottlenecks.ShouldHaveSingleItem(lacking).Missing.ShouldBe(1, lacking);
            await connection.ExecuteAsync(
                """
                update experts set available_to = null, available_from = '2022-01-01', active = true, capacity = 1,
                    specialities = '{A0101}', latitude = 32.65
                where id = @near
                """,
                new { near }
            );
        }
        (await SolveAsync("all again")).Pairs.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_second_person_adopts_and_the_villages_are_paired()
    {
        var office1 = Person.Office();
        var proposal = await SolveAsync("to adopt", office1);
        var address = $"/api/v1/think-tank/proposals/{proposal.Summary.Id}/adopt";
        await api.As(office1)
            .PostAsync(address, null, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "proposal_second_person");
        (
            await api.As(Person.Office("office2")).PostAsync(address, null, Cancel).ShouldGiveAsync<Proposal>()
        ).Summary.State.ShouldBe("adopted");
        var village = await api.As(office1).GetFromJsonAsync<Advisee>($"/api/v1/think-tank/advisees/{wheat}", Cancel);
        village!.Expert.ShouldNotBeNull();
        await api.As(Person.Office("office2"))
            .PostAsync(address, null, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "proposal_decided");
        await api.As(Person.Office("office2"))
            .PostAsync(address.Replace("adopt", "reject", StringComparison.Ordinal), new DecisionRequest("x"))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "proposal_decided");
    }

    [Fact]
    public async Task Of_two_people_who_adopt_two_proposals_at_once_one_wins()
    {
        for (var round = 0; round < 5; round++)
        {
            var (first, second) = (await SolveAsync($"a{round}"), await SolveAsync($"b{round}"));
            var answers = await Task.WhenAll(
                new[] { (first, "office2"), (second, "office3") }.Select(one =>
                    api.As(Person.Office(one.Item2))
                        .PostAsync($"/api/v1/think-tank/proposals/{one.Item1.Summary.Id}/adopt", null, Cancel)
                )
            );
            answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
            await Task.FromResult(answers.Single(answer => answer.StatusCode != HttpStatusCode.OK))
                .ShouldRefuseAsync(HttpStatusCode.Conflict, "pairing_term_changed");
            var terms = await api.As(Person.Office()).GetFromJsonAsync<PairingTerm[]>("/api/v1/think-tank/terms", Cancel);
            terms!.Single(other => other.Id == term).Pairings.ShouldBe(2);
        }
    }

    [Fact]
    public async Task A_later_proposal_ends_the_pairings_that_it_leaves_out()
    {
        var first = await SolveAsync("old");
        await AdoptAsync(first);
        api.Clock.Set("2026-05-04T09:00+08:00");
        var pair = first.Pairs[0];
        var second = await SolveAsync("new", bans: [new(pair.ExpertId, pair.AdviseeId)]);
        await AdoptAsync(second);
        await using var connection = await api.Database.DataSource.OpenConnectionAsync(Cancel);
        var ends = await connection.QueryAsync<DateOnly>(
            "select ends_on from pairings where term_id = @term order by ends_on",
            new { term }
        );
        ends.ShouldBe([new(2026, 5, 3), new(2026, 5, 3), new(2026, 12, 31), new(2026, 12, 31)]);
        api.Clock.Set("2026-03-02T09:00+08:00");
    }

    [Fact]
    public async Task A_term_ends_after_it_begins_and_within_three_years()
    {
        foreach (var last in new[] { new DateOnly(2026, 1, 1), new DateOnly(2025, 1, 1), new DateOnly(2030, 1, 1) })
        {
            var problem = await api.As(Person.Office())
                .PostAsync("/api/v1/think-tank/terms", new PairingTermRequest("bad", new DateOnly(2026, 1, 1), last))
                .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
            problem.GetProperty("errors").TryGetProperty("endsOn", out _).ShouldBeTrue();
        }
    }

    private async Task AdoptAsync(Proposal proposal) =>
        (
            await api.As(Person.Office("office2"))
                .PostAsync($"/api/v1/think-tank/proposals/{proposal.Summary.Id}/adopt", null, Cancel)
        ).StatusCode.ShouldBe(HttpStatusCode.OK);

    private Task<JsonElement> RefusedAsync(PairKey[]? locks = null, PairKey[]? bans = null) =>
        api.As(Person.Office())
            .PostAsync("/api/v1/think-tank/proposals", new SolveRequest(term, $"bad {Guid.NewGuid()}", locks, bans))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "locks_impossible");

    private Task<Proposal> SolveAsync(
        string name,
        Person? person = null,
        PairKey[]? locks = null,
        PairKey[]? bans = null,
        Guid? parent = null
    ) =>
        api.As(person ?? Person.Office())
            .PostAsync("/api/v1/think-tank/proposals", new SolveRequest(term, name, locks, bans, ParentId: parent))
            .ShouldGiveAsync<Proposal>(HttpStatusCode.Created);
}
