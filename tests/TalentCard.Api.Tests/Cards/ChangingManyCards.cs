using System.Net;
using System.Net.Http.Json;
using Dapper;
using Npgsql;
using TalentCard.Contracts;
using TalentCard.Contracts.Cards;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Cards;

/// <summary>The clock stands on 2 March 2026.</summary>
public sealed class ChangingManyCards(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private const string Path = "/api/v1/card-bulk-changes";
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private NpgsqlDataSource Database => api.Database.DataSource;
    private HttpClient Office => api.As(Person.Office());

    [Fact]
    public async Task The_preview_says_which_cards_take_it_and_why_others_do_not_and_the_commit_changes_the_first()
    {
        var active = await CardAsync();
        var suspended = await CardAsync("suspended");
        var revoked = await CardAsync("revoked");
        var preview = await PreviewAsync(new("suspend", "年审未通过", [active, suspended, revoked]));
        (preview.State, preview.Able, preview.Refused).ShouldBe(("preview", 1, 2));
        (await StateAsync(active)).ShouldBe("active");
        var refused = await CardsAsync(preview.Id, "refused=true");
        refused
            .Select(card => (card.CardId, card.Refusal))
            .ShouldBe([(suspended, "card_is_suspended"), (revoked, "card_is_revoked")], ignoreOrder: true);
        refused.ShouldAllBe(card => card.Zh!.Length > 0 && card.En!.Length > 0);
        (await CardsAsync(preview.Id, "refused=false")).ShouldHaveSingleItem().Refusal.ShouldBeNull();

        (await CommitAsync(preview.Id).ShouldGiveAsync<BulkChange>()).State.ShouldBe("committed");
        (await StateAsync(active)).ShouldBe("suspended");
        (await StateAsync(revoked)).ShouldBe("revoked");
        var detail = await Office.GetAsync($"/api/v1/cards/{active}", Cancel).ShouldGiveAsync<CardDetail>();
        detail.Card.StateReason.ShouldBe("年审未通过");
        detail.History.ShouldHaveSingleItem().Action.ShouldBe("suspend");
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        (
            await connection.QuerySingleAsync<(string, string)>(
                "select action, reason from audit_events where subject_id = @id and action <> 'card.view'",
                new { id = active.ToString() }
            )
        ).ShouldBe(("card.suspend", "年审未通过"));
    }

    [Fact]
    public async Task Doing_it_again_changes_nothing_more()
    {
        var card = await CardAsync();
        var request = new NewBulkChange("suspend", "重复提交", [card]);
        var preview = await Office.PostAsync(Path, request, "twice").ShouldGiveAsync<BulkChange>(HttpStatusCode.Created);
        (await Office.PostAsync(Path, request, "twice").ShouldGiveAsync<BulkChange>(HttpStatusCode.Created)).ShouldBe(preview);
        await Office
            .PostAsync(Path, request with { Reason = "另一个原因" }, "twice")
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "idempotency_conflict");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CommitAsync(preview.Id)));
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (await EventsAsync(card)).ShouldBe(1);
    }

    [Fact]
    public async Task A_card_that_changed_since_is_refused_by_its_number_and_no_other_is_touched()
    {
        var (changed, other) = (await CardAsync(), await CardAsync());
        var preview = await PreviewAsync(new("revoke", "批量注销", [changed, other]));
        await Office
            .PostAsJsonAsync($"/api/v1/cards/{changed}/suspend", new CardChange("本人报失"), Cancel)
            .ShouldGiveAsync<CardSummary>();
        var problem = await CommitAsync(preview.Id).ShouldRefuseAsync(HttpStatusCode.Conflict, "bulk_cards_changed");
        problem
            .GetProperty("errors")
            .GetProperty("cards")
            .EnumerateArray()
            .Single()
            .GetString()
            .ShouldBe(await NumberAsync(changed));
        (await StateAsync(changed)).ShouldBe("suspended");
        (await StateAsync(other)).ShouldBe("active");
    }

    [Fact]
    public async Task Two_changes_of_the_same_cards_at_once_leave_one()
    {
        for (var round = 0; round < 4; round++)
        {
            Guid[] cards = [await CardAsync(), await CardAsync(), await CardAsync()];
            var first = await PreviewAsync(new("suspend", "并发甲", cards));
            var second = await PreviewAsync(new("revoke", "并发乙", [.. cards.Reverse()]));
            var answers = await Task.WhenAll(CommitAsync(first.Id), CommitAsync(second.Id));
            answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
            answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(1);
            (await Task.WhenAll(cards.Select(StateAsync))).Distinct().Count().ShouldBe(1);
        }
    }

    [Fact]
    public async Task All_that_expire_are_renewed_by_their_filter()
    {
        var employer = "淮南续期研究所";
        var due = await CardAsync(validTo: new DateOnly(2026, 3, 20), employer: employer);
        var ends = await CardAsync(
            validTo: new DateOnly(2026, 3, 20),
            employer: employer,
            contractEnd: new DateOnly(2026, 3, 20)
        );
        var early = await CardAsync(validTo: new DateOnly(2026, 12, 31), employer: employer);
        var preview = await PreviewAsync(new("renew", "集中续期", Filter: new(State: "active", Q: employer)));
        (preview.Able, preview.Refused).ShouldBe((1, 2));
        (await CardsAsync(preview.Id, "refused=true"))
            .Select(card => (card.CardId, card.Refusal))
            .ShouldBe([(ends, "renewal_contract_ends"), (early, "renewal_too_early")], ignoreOrder: true);
        await CommitAsync(preview.Id).ShouldGiveAsync<BulkChange>();
        (await Office.GetAsync($"/api/v1/cards/{due}", Cancel).ShouldGiveAsync<CardDetail>()).Card.ValidTo.ShouldBe(
            new DateOnly(2031, 3, 1)
        );
        var narrow = await PreviewAsync(
            new("suspend", "收紧筛选", Filter: new(Q: employer, ExpiringBefore: new DateOnly(2026, 4, 1)))
        );
        (await CardsAsync(narrow.Id, "")).ShouldHaveSingleItem().CardId.ShouldBe(ends);
    }

    [Fact]
    public async Task A_change_is_its_makers_alone_and_bad_input_has_a_code()
    {
        var card = await CardAsync();
        var preview = await PreviewAsync(new("suspend", "只归本人", [card]));
        var other = api.As(Person.Office("office2"));
        foreach (var path in new[] { $"{Path}/{preview.Id}", $"{Path}/{preview.Id}/cards", $"{Path}/{Guid.NewGuid()}" })
            await other.GetAsync(path, Cancel).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await other
            .PostAsync($"{Path}/{preview.Id}/commit", null, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        foreach (
            var bad in new NewBulkChange[]
            {
                new("replace", "不支持", [card]),
                new("suspend", "", [card]),
                new("suspend", "未知的卡", [card, Guid.NewGuid()]),
                new("suspend", "坏筛选", Filter: new(State: "gone")),
            }
        )
            await Office.PostAsync(Path, bad).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        foreach (
            var empty in new NewBulkChange[]
            {
                new("suspend", "没有选卡"),
                new("suspend", "空选", []),
                new("suspend", "无匹配", Filter: new(Q: "没有这个人")),
            }
        )
            await Office.PostAsync(Path, empty).ShouldRefuseAsync(HttpStatusCode.Conflict, "bulk_empty");
        var nothing = await PreviewAsync(new("resume", "都不可办", [card]));
        await CommitAsync(nothing.Id).ShouldRefuseAsync(HttpStatusCode.Conflict, "bulk_empty");
    }

    private Task<BulkChange> PreviewAsync(NewBulkChange request) =>
        Office.PostAsync(Path, request).ShouldGiveAsync<BulkChange>(HttpStatusCode.Created);

    private Task<HttpResponseMessage> CommitAsync(Guid id) => Office.PostAsync($"{Path}/{id}/commit", null, Cancel);

    private async Task<IReadOnlyList<BulkChangeCard>> CardsAsync(Guid id, string query) =>
        (await Office.GetAsync($"{Path}/{id}/cards?{query}", Cancel).ShouldGiveAsync<Page<BulkChangeCard>>()).Items;

    private async Task<Guid> CardAsync(
        string state = "active",
        DateOnly? validTo = null,
        DateOnly? contractEnd = null,
        string employer = "淮南批量办"
    )
    {
        var talent = await TestData.TalentAsync(Database, employer: employer, contractEnd: contractEnd);
        return (await TestData.CardAsync(Database, talent, state: state, validTo: validTo)).Id;
    }

    private async Task<T> ScalarAsync<T>(string sql, Guid id)
    {
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        return (await connection.ExecuteScalarAsync<T>(sql, new { id }))!;
    }

    private Task<string> StateAsync(Guid id) => ScalarAsync<string>("select state from cards where id = @id", id);

    private Task<string> NumberAsync(Guid id) => ScalarAsync<string>("select number from cards where id = @id", id);

    private Task<long> EventsAsync(Guid id) => ScalarAsync<long>("select count(*) from card_events where card_id = @id", id);
}
