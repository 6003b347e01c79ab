using System.Net;
using System.Net.Http.Json;
using Dapper;
using Npgsql;
using TalentCard.Contracts;
using TalentCard.Contracts.Cards;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Cards;

public sealed class IssuingABatch(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private NpgsqlDataSource Database => api.Database.DataSource;
    private HttpClient Proposer => api.As(Person.Office("office1"));
    private HttpClient Approver => api.As(Person.Office("office2"));

    [Fact]
    public async Task An_approved_batch_gives_everyone_a_card()
    {
        var long1 = await TestData.TalentAsync(Database, tier: "A");
        var short1 = await TestData.TalentAsync(Database, tier: "A", contractEnd: new DateOnly(2027, 6, 30));
        var batch = await ProposeAsync([long1, short1]).ShouldGiveAsync<CardBatch>(HttpStatusCode.Created);
        batch.State.ShouldBe("pending");
        batch.Mine.ShouldBeTrue();
        var approved = await Approver
            .PostAsync($"/api/v1/card-batches/{batch.Id}/approve", null, Cancel)
            .ShouldGiveAsync<CardBatch>();
        approved.State.ShouldBe("approved");
        approved.DecidedBy.ShouldBe("office2");
        var people = (
            await Approver.GetAsync($"/api/v1/card-batches/{batch.Id}/talents", Cancel).ShouldGiveAsync<Page<CardBatchTalent>>()
        ).Items;
        people.Single(one => one.TalentId == long1).ValidTo.ShouldBe(new DateOnly(2031, 3, 1));
        people.Single(one => one.TalentId == short1).ValidTo.ShouldBe(new DateOnly(2027, 6, 30));
        people.ShouldAllBe(one =>
            one.CardNumber!.StartsWith('A') && one.CardNumber.Length == 7 && one.IdNumber.StartsWith("**************")
        );
        var detail = await Approver.GetAsync($"/api/v1/cards/{people[0].CardId}", Cancel).ShouldGiveAsync<CardDetail>();
        detail.History.Single().Action.ShouldBe("issue");
        detail.BatchId.ShouldBe(batch.Id);
    }

    [Fact]
    public async Task Whoever_proposed_cannot_decide()
    {
        var batch = await PendingAsync();
        await Proposer
            .PostAsync($"/api/v1/card-batches/{batch}/approve", null, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "second_person_required");
        await Proposer
            .PostAsJsonAsync($"/api/v1/card-batches/{batch}/reject", new CardChange("名单有误"), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "second_person_required");
    }

    [Fact]
    public async Task A_rejected_batch_makes_no_card_and_stays_rejected()
    {
        var batch = await PendingAsync();
        (
            await Approver
                .PostAsJsonAsync($"/api/v1/card-batches/{batch}/reject", new CardChange("名单有误"), Cancel)
                .ShouldGiveAsync<CardBatch>()
        ).Reason.ShouldBe("名单有误");
        await Approver
            .PostAsync($"/api/v1/card-batches/{batch}/approve", null, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "batch_already_decided");
        (await CardsOfAsync(batch)).ShouldBe(0);
    }

    [Fact]
    public async Task Sixteen_approvals_at_once_issue_once()
    {
        var batch = await PendingAsync(people: 3);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(i =>
                    api.As(Person.Office($"approver{i}")).PostAsync($"/api/v1/card-batches/{batch}/approve", null, Cancel)
                )
        );
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(15);
        (await CardsOfAsync(batch)).ShouldBe(3);
    }

    [Fact]
    public async Task Two_batches_at_once_never_give_one_person_two_cards()
    {
        for (var round = 0; round < 5; round++)
        {
            var people = new List<Guid>();
            for (var i = 0; i < 4; i++)
                people.Add(await TestData.TalentAsync(Database, tier: i % 2 == 0 ? "D" : "E"));
            var one = await ProposeAsync([.. people]).ShouldGiveAsync<CardBatch>(HttpStatusCode.Created);
            people.Reverse();
            var other = await ProposeAsync([.. people]).ShouldGiveAsync<CardBatch>(HttpStatusCode.Created);
            var answers = await Task.WhenAll(
                Approver.PostAsync($"/api/v1/card-batches/{one.Id}/approve", null, Cancel),
                Approver.PostAsync($"/api/v1/card-batches/{other.Id}/approve", null, Cancel)
            );
            answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
            await Task.FromResult(answers.Single(answer => answer.StatusCode != HttpStatusCode.OK))
                .ShouldRefuseAsync(HttpStatusCode.Conflict, "talent_has_live_card");
            (await CardsOfAsync(one.Id) + await CardsOfAsync(other.Id)).ShouldBe(4);
        }
    }

    [Fact]
    public async Task Someone_who_got_a_card_meanwhile_stops_the_whole_batch()
    {
        var (stays, holder) = (await TestData.TalentAsync(Database), await TestData.TalentAsync(Database));
        var batch = await ProposeAsync([stays, holder]).ShouldGiveAsync<CardBatch>(HttpStatusCode.Created);
        await TestData.CardAsync(Database, holder, state: "suspended");
        var problem = await Approver
            .PostAsync($"/api/v1/card-batches/{batch.Id}/approve", null, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "talent_has_live_card");
        problem.GetProperty("errors").GetProperty("talentIds")[0].GetString().ShouldBe(holder.ToString());
        (await CardsOfAsync(batch.Id)).ShouldBe(0);
        await ProposeAsync([holder]).ShouldRefuseAsync(HttpStatusCode.Conflict, "talent_has_live_card");
    }

    [Fact]
    public async Task Nobody_with_an_ended_contract_is_proposed() =>
        await ProposeAsync([await TestData.TalentAsync(Database, contractEnd: new DateOnly(2026, 3, 1))])
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "talent_contract_ended");

    [Fact]
    public async Task The_same_key_proposes_once_and_another_batch_with_it_is_refused()
    {
        var body = new NewCardBatch($"批次 {Guid.NewGuid()}", [await TestData.TalentAsync(Database)]);
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Proposer.PostAsync("/api/v1/card-batches", body, key).ShouldGiveAsync<CardBatch>(HttpStatusCode.Created)
                )
        );
        answers.Select(batch => batch.Id).Distinct().Count().ShouldBe(1);
        await Proposer
            .PostAsync("/api/v1/card-batches", body with { Name = "另一批" }, key)
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "idempotency_conflict");
        await Proposer.PostAsync("/api/v1/card-batches", body).ShouldRefuseAsync(HttpStatusCode.Conflict, "batch_name_taken");
    }

    [Fact]
    public async Task Numbers_run_on_without_a_gap_within_a_prefix()
    {
        var people = new List<Guid>();
        for (var i = 0; i < 5; i++)
            people.Add(await TestData.TalentAsync(Database, tier: "B"));
        var batch = await ProposeAsync([.. people]).ShouldGiveAsync<CardBatch>(HttpStatusCode.Created);
        (await Approver.PostAsync($"/api/v1/card-batches/{batch.Id}/approve", null, Cancel)).Dispose();
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        (
            await connection.QueryAsync<string>("select number from cards where batch_id = @Id order by number", new { batch.Id })
        ).ShouldBe(["B000001", "B000002", "B000003", "B000004", "B000005"]);
    }

    [Fact]
    public async Task Bad_input_is_a_problem_with_a_code()
    {
        var talent = await TestData.TalentAsync(Database);
        await api.AsNobody()
            .GetAsync("/api/v1/card-batches", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        await api.As(Person.Talent(talent))
            .GetAsync("/api/v1/card-batches", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        var unknown = Guid.NewGuid();
        await Approver
            .GetAsync($"/api/v1/card-batches/{unknown}", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await Approver
            .GetAsync($"/api/v1/card-batches/{unknown}/talents", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await Approver
            .PostAsync($"/api/v1/card-batches/{unknown}/approve", null, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await Proposer
            .PostAsJsonAsync("/api/v1/card-batches", new NewCardBatch("无键", [talent]), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        foreach (
            var body in new object[]
            {
                new { name = "x" },
                new { name = "", talentIds = new[] { talent } },
                new
                {
                    name = "x",
                    talentIds = new[] { talent },
                    importId = unknown,
                },
                new { name = "x", talentIds = new[] { unknown } },
                new
                {
                    name = "x",
                    talentIds = new[] { talent },
                    validTo = "2026-03-01",
                },
                new { name = new string('x', 101), talentIds = new[] { talent } },
                new { name = "x", talentIds = "all" },
                new { name = "   ", talentIds = new[] { talent } },
            }
        )
            await Proposer
                .PostAsync("/api/v1/card-batches", body)
                .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await Proposer
            .PostAsync("/api/v1/card-batches", new NewCardBatch("空", []))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "batch_empty");
    }

    private async Task<Guid> PendingAsync(int people = 1)
    {
        var talents = new List<Guid>();
        for (var i = 0; i < people; i++)
            talents.Add(await TestData.TalentAsync(Database));
        return (await ProposeAsync([.. talents]).ShouldGiveAsync<CardBatch>(HttpStatusCode.Created)).Id;
    }

    private Task<HttpResponseMessage> ProposeAsync(Guid[] talents) =>
        Proposer.PostAsync("/api/v1/card-batches", new NewCardBatch($"批次 {Guid.NewGuid()}", talents));

    private async Task<long> CardsOfAsync(Guid batch)
    {
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        return await connection.ExecuteScalarAsync<long>("select count(*) from cards where batch_id = @batch", new { batch });
    }
}
