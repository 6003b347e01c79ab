using System.Net;
using System.Net.Http.Json;
using Dapper;
using Npgsql;
using TalentCard.Contracts;
using TalentCard.Contracts.Cards;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Cards;

public sealed class ChangingACard(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static readonly CardChange Reason = new("本人来电说明情况");
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private NpgsqlDataSource Database => api.Database.DataSource;
    private HttpClient Office => api.As(Person.Office());

    [Fact]
    public async Task Suspend_resume_revoke_are_kept_in_the_history_with_who_and_why()
    {
        var (_, card) = await HolderAsync();
        (await ChangeAsync(card.Id, "suspend").ShouldGiveAsync<CardSummary>()).State.ShouldBe("suspended");
        (await ChangeAsync(card.Id, "resume").ShouldGiveAsync<CardSummary>()).StateReason.ShouldBeNull();
        (await ChangeAsync(card.Id, "revoke").ShouldGiveAsync<CardSummary>()).StateReason.ShouldBe(Reason.Reason);
        var detail = await Office.GetAsync($"/api/v1/cards/{card.Id}", Cancel).ShouldGiveAsync<CardDetail>();
        detail.Actions.ShouldBeEmpty();
        detail
            .History.Select(change => (change.Action, change.FromState, change.ToState))
            .ShouldBe(
                [("suspend", "active", "suspended"), ("resume", "suspended", "active"), ("revoke", "active", "revoked")],
                ignoreOrder: true
            );
        detail.History.ShouldAllBe(change => change.Actor == "office1" && change.Reason == Reason.Reason);
    }

    [Theory]
    [InlineData("active", "resume", "card_is_active")]
    [InlineData("suspended", "suspend", "card_is_suspended")]
    [InlineData("suspended", "renew", "card_is_suspended")]
    [InlineData("revoked", "suspend", "card_is_revoked")]
    [InlineData("revoked", "resume", "card_is_revoked")]
    [InlineData("revoked", "replace", "card_is_revoked")]
    [InlineData("revoked", "renew", "card_is_revoked")]
    [InlineData("replaced", "revoke", "card_is_replaced")]
    [InlineData("replaced", "renew", "card_is_replaced")]
    public async Task A_change_that_the_state_does_not_take_is_refused_by_its_name(string state, string action, string code)
    {
        var (_, card) = await HolderAsync(state);
        await ChangeAsync(card.Id, action).ShouldRefuseAsync(HttpStatusCode.Conflict, code);
        (
            await Database
                .CreateCommand($"select count(*) from card_events where card_id = '{card.Id}'")
                .ExecuteScalarAsync(Cancel)
        ).ShouldBe(0L);
    }

    [Theory]
    [InlineData("suspend")]
    [InlineData("replace")]
    [InlineData("resume")]
    public async Task A_card_past_its_last_day_is_expired(string action)
    {
        var (_, card) = await HolderAsync(validTo: new DateOnly(2026, 3, 1));
        await ChangeAsync(card.Id, action).ShouldRefuseAsync(HttpStatusCode.Conflict, "card_is_expired");
        (await Office.GetAsync($"/api/v1/cards/{card.Id}", Cancel).ShouldGiveAsync<CardDetail>()).Card.State.ShouldBe("expired");
    }

    [Fact]
    public async Task A_suspended_card_past_its_last_day_is_not_replaced_and_stays_as_it_was()
    {
        var (_, card) = await HolderAsync("suspended", validTo: new DateOnly(2026, 3, 1));
        await ChangeAsync(card.Id, "replace").ShouldRefuseAsync(HttpStatusCode.Conflict, "card_is_expired");
        (await Office.GetAsync($"/api/v1/cards/{card.Id}", Cancel).ShouldGiveAsync<CardDetail>()).Card.State.ShouldBe(
            "suspended"
        );
    }

    [Fact]
    public async Task A_replacement_has_another_number_and_handle_and_the_old_last_day()
    {
        var (talent, card) = await HolderAsync("suspended");
        var replacement = await ChangeAsync(card.Id, "replace").ShouldGiveAsync<CardSummary>(HttpStatusCode.Created);
        replacement.State.ShouldBe("active");
        replacement.TalentId.ShouldBe(talent);
        replacement.ValidTo.ShouldBe(new DateOnly(2029, 1, 4));
        var old = await Office.GetAsync($"/api/v1/cards/{card.Id}", Cancel).ShouldGiveAsync<CardDetail>();
        old.Card.State.ShouldBe("replaced");
        old.ReplacedBy.ShouldBe(replacement.Id);
        replacement.Number.ShouldNotBe(old.Card.Number);
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        (
            await connection.ExecuteScalarAsync<byte[]>("select handle from cards where id = @Id", new { replacement.Id })
        )!.ShouldNotBe(card.Handle);
    }

    [Fact]
    public async Task A_replacement_is_no_new_quota()
    {
        var (_, card) = await HolderAsync();
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        await connection.ExecuteAsync(
            """
            insert into benefits (code, name, name_en, description, description_en, position)
            values ('quota_probe', 'x', 'x', 'x', 'x', 1);
            insert into entitlements (card_id, benefit_code, period, period_start, quota, used, held)
            values (@Id, 'quota_probe', 'year', '2026-01-01', 4, 2, 1)
            """,
            new { card.Id }
        );
        var replacement = await ChangeAsync(card.Id, "replace").ShouldGiveAsync<CardSummary>(HttpStatusCode.Created);
        (
            await connection.QuerySingleAsync<(int, int, int)>(
                "select quota, used, held from entitlements where card_id = @Id",
                new { replacement.Id }
            )
        ).ShouldBe((4, 2, 1));
    }

    [Fact]
    public async Task A_card_is_renewed_in_its_last_thirty_days()
    {
        var (_, early) = await HolderAsync(validTo: new DateOnly(2026, 4, 2));
        await ChangeAsync(early.Id, "renew").ShouldRefuseAsync(HttpStatusCode.Conflict, "renewal_too_early");
        var (_, due) = await HolderAsync(validTo: new DateOnly(2026, 4, 1));
        (await ChangeAsync(due.Id, "renew").ShouldGiveAsync<CardSummary>()).ValidTo.ShouldBe(new DateOnly(2031, 3, 1));
        var (_, expired) = await HolderAsync(validTo: new DateOnly(2026, 2, 1));
        (await ChangeAsync(expired.Id, "renew").ShouldGiveAsync<CardSummary>()).State.ShouldBe("active");
    }

    [Fact]
    public async Task A_renewal_never_runs_past_the_contract()
    {
        var (_, some) = await HolderAsync(validTo: new DateOnly(2026, 3, 20), contractEnd: new DateOnly(2026, 5, 31));
        (await ChangeAsync(some.Id, "renew").ShouldGiveAsync<CardSummary>()).ValidTo.ShouldBe(new DateOnly(2026, 5, 31));
        var (_, none) = await HolderAsync(validTo: new DateOnly(2026, 3, 20), contractEnd: new DateOnly(2026, 3, 20));
        await ChangeAsync(none.Id, "renew").ShouldRefuseAsync(HttpStatusCode.Conflict, "renewal_contract_ends");
    }

    [Fact]
    public async Task A_talent_suspends_their_own_card_and_no_other()
    {
        var (talent, card) = await HolderAsync();
        var client = api.As(Person.Talent(talent));
        (await client.PostAsJsonAsync("/api/v1/me/card/suspend", Reason, Cancel).ShouldGiveAsync<CardSummary>()).Id.ShouldBe(
            card.Id
        );
        await client
            .PostAsJsonAsync("/api/v1/me/card/suspend", Reason, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "card_is_suspended");
        await client
            .PostAsJsonAsync($"/api/v1/cards/{card.Id}/resume", Reason, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        var without = await TestData.TalentAsync(Database);
        await api.As(Person.Talent(without))
            .PostAsJsonAsync("/api/v1/me/card/suspend", Reason, Cancel)
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Suspending_and_revoking_at_once_leaves_one_true_story()
    {
        for (var round = 0; round < 8; round++)
        {
            var (_, card) = await HolderAsync();
            var answers = await Task.WhenAll(ChangeAsync(card.Id, "suspend"), ChangeAsync(card.Id, "revoke"));
            answers[1].StatusCode.ShouldBe(HttpStatusCode.OK);
            var detail = await Office.GetAsync($"/api/v1/cards/{card.Id}", Cancel).ShouldGiveAsync<CardDetail>();
            detail.Card.State.ShouldBe("revoked");
            var suspended = answers[0].StatusCode == HttpStatusCode.OK;
            detail
                .History.Select(change => (change.Action, change.FromState))
                .ShouldBe(
                    suspended ? [("suspend", "active"), ("revoke", "suspended")] : [("revoke", "active")],
                    ignoreOrder: true
                );
        }
    }

    [Fact]
    public async Task Sixteen_replacements_at_once_make_one_card()
    {
        var (talent, card) = await HolderAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => ChangeAsync(card.Id, "replace")));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(15);
        var cards = await Office.GetAsync($"/api/v1/cards?q={card.Id}", Cancel).ShouldGiveAsync<Page<CardSummary>>();
        cards.Items.ShouldBeEmpty();
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        (
            await connection.ExecuteScalarAsync<long>("select count(*) from cards where talent_id = @talent", new { talent })
        ).ShouldBe(2);
    }

    [Fact]
    public async Task History_is_append_only()
    {
        var (_, card) = await HolderAsync();
        (await ChangeAsync(card.Id, "suspend")).Dispose();
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        foreach (var sql in new[] { "update card_events set reason = 'x'", "delete from card_events", "truncate card_events" })
            (await Should.ThrowAsync<PostgresException>(() => connection.ExecuteAsync(sql))).SqlState.ShouldBe("23001");
    }

    [Fact]
    public async Task Lists_are_filtered_paged_and_take_wildcards_literally()
    {
        var tier = "F";
        for (var i = 0; i < 3; i++)
        {
            var talent = await TestData.TalentAsync(
                Database,
                name: $"赵%六_{i}",
                tier: tier,
                employer: "安徽理工大学",
                division: "340421"
            );
            await TestData.CardAsync(Database, talent, tier, i == 2 ? "suspended" : "active", validTo: new DateOnly(2027, 1, 1));
        }
        async Task<Page<CardSummary>> List(string query) =>
            await Office.GetAsync($"/api/v1/cards?{query}", Cancel).ShouldGiveAsync<Page<CardSummary>>();
        (await List("tier=F&state=suspended")).Items.Count.ShouldBe(1);
        (await List($"q={Uri.EscapeDataString("%六_")}")).Items.Count.ShouldBe(3);
        (await List($"q={Uri.EscapeDataString("%_%")}")).Items.ShouldBeEmpty();
        (await List("division=340421&expiringBefore=2027-01-02")).Items.Count.ShouldBe(3);
        (await List("division=340421&expiringBefore=2027-01-01")).Items.ShouldBeEmpty();
        var first = await List("tier=F&limit=2");
        var second = await List($"tier=F&limit=2&after={first.Next}");
        first.Items.Concat(second.Items).Select(card => card.Id).Distinct().Count().ShouldBe(3);
        second.Next.ShouldBeNull();
        first.Items[0].IdNumber.ShouldStartWith("**************");
    }

    [Theory]
    [InlineData("number")]
    [InlineData("name")]
    [InlineData("validTo")]
    public async Task A_list_is_paged_in_the_order_asked_for(string column)
    {
        foreach (var (name, year) in new[] { ("丙", 2027), ("甲", 2029), ("乙", 2028), ("乙", 2028) })
            await TestData.CardAsync(
                Database,
                await TestData.TalentAsync(Database, name: name, tier: "E", employer: $"排序 {column}"),
                "E",
                validTo: new DateOnly(year, 1, 1)
            );
        async Task<List<CardSummary>> AllAsync(string sort)
        {
            var cards = new List<CardSummary>();
            for (string? after = ""; after is not null; )
            {
                var page = await Office
                    .GetAsync($"/api/v1/cards?q=排序 {column}&sort={sort}&limit=1&after={after}", Cancel)
                    .ShouldGiveAsync<Page<CardSummary>>();
                cards.AddRange(page.Items);
                after = page.Next;
            }
            return cards;
        }
        var up = await AllAsync(column);
        up.Count.ShouldBe(4);
        up.Select(card =>
                column switch
                {
                    "number" => card.Number,
                    "name" => card.Name,
                    _ => card.ValidTo.ToString("o", System.Globalization.CultureInfo.InvariantCulture),
                }
            )
            .ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal);
        (await AllAsync("-" + column)).Select(card => card.Id).ShouldBe(up.Select(card => card.Id).Reverse());
    }

    [Fact]
    public async Task Bad_input_is_a_problem_with_a_code()
    {
        var (_, card) = await HolderAsync();
        await api.AsNobody().GetAsync("/api/v1/cards", Cancel).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        await api.As(Person.Auditor()).GetAsync("/api/v1/cards", Cancel).ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        await Office.GetAsync($"/api/v1/cards/{Guid.NewGuid()}", Cancel).ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        await ChangeAsync(Guid.NewGuid(), "suspend").ShouldRefuseAsync(HttpStatusCode.NotFound, "not_found");
        foreach (
            var query in new[]
            {
                "state=gone",
                "limit=0",
                "limit=201",
                "limit=x",
                "after=zzz",
                "tier=AB",
                "expiringBefore=tomorrow",
                "sort=employer",
                "sort=--name",
                "sort=name&after=zzz",
            }
        )
            await Office
                .GetAsync($"/api/v1/cards?{query}", Cancel)
                .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        foreach (
            var body in new object[]
            {
                new { },
                new { reason = (string?)null },
                new { reason = "" },
                new { reason = 1 },
                new { reason = new string('x', 501) },
                new { reason = "ok then", more = 1 },
            }
        )
            await Office
                .PostAsJsonAsync($"/api/v1/cards/{card.Id}/suspend", body, Cancel)
                .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
        await Office
            .PostAsJsonAsync($"/api/v1/cards/{card.Id}/suspend", new CardChange("a\0b"), Cancel)
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    private async Task<(Guid Talent, TestCard Card)> HolderAsync(
        string state = "active",
        DateOnly? validTo = null,
        DateOnly? contractEnd = null
    )
    {
        var talent = await TestData.TalentAsync(Database, contractEnd: contractEnd);
        return (talent, await TestData.CardAsync(Database, talent, state: state, validTo: validTo));
    }

    private Task<HttpResponseMessage> ChangeAsync(Guid card, string action) =>
        Office.PostAsJsonAsync($"/api/v1/cards/{card}/{action}", Reason, Cancel);
}
