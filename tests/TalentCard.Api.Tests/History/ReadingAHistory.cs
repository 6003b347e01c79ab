using System.Net;
using System.Net.Http.Json;
using Npgsql;
using TalentCard.Contracts;
using TalentCard.Contracts.Cards;
using TalentCard.Contracts.History;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.History;

public sealed class ReadingAHistory(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private NpgsqlDataSource Database => api.Database.DataSource;
    private HttpClient Office => api.As(Person.Office());

    [Fact]
    public async Task Changes_are_told_newest_first_and_looks_are_not()
    {
        var talent = await TestData.TalentAsync(Database);
        var card = await TestData.CardAsync(Database, talent);
        foreach (var action in new[] { "suspend", "resume" })
        {
            await Office
                .PostAsJsonAsync($"/api/v1/cards/{card.Id}/{action}", new CardChange("原因 " + action), Cancel)
                .ShouldGiveAsync<CardSummary>();
            api.Clock.Advance(TimeSpan.FromMinutes(1));
            (await Office.GetAsync($"/api/v1/cards/{card.Id}", Cancel)).Dispose();
        }
        foreach (var (kind, id) in new[] { ("card", card.Id), ("talent", talent) })
        {
            var history = await ReadAsync($"kind={kind}&id={id}");
            history
                .Items.Select(entry => (entry.Action, entry.Actor, entry.Reason))
                .ShouldBe([("card.resume", "office1", "原因 resume"), ("card.suspend", "office1", "原因 suspend")]);
        }
        var first = await ReadAsync($"kind=card&id={card.Id}&limit=1");
        (await ReadAsync($"kind=card&id={card.Id}&limit=1&after={first.Next}"))
            .Items.ShouldHaveSingleItem()
            .Action.ShouldBe("card.suspend");
    }

    [Fact]
    public async Task Something_unknown_has_none_and_another_kind_is_refused()
    {
        (await ReadAsync($"kind=partner&id={Guid.NewGuid()}")).Items.ShouldBeEmpty();
        (await ReadAsync("kind=talent&id=nobody")).Items.ShouldBeEmpty();
        foreach (var query in new[] { "kind=user&id=x", "kind=card", "id=x", "kind=card&id=x&after=zzz" })
            await Office
                .GetAsync("/api/v1/history?" + query, Cancel)
                .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    private Task<Page<HistoryEntry>> ReadAsync(string query) =>
        Office.GetAsync("/api/v1/history?" + query, Cancel).ShouldGiveAsync<Page<HistoryEntry>>();
}
