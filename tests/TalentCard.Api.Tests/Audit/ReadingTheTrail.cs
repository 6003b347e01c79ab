using System.Net;
using System.Net.Http.Json;
using Dapper;
using Npgsql;
using TalentCard.Contracts;
using TalentCard.Contracts.Audit;
using TalentCard.Contracts.Cards;
using TalentCard.Testing;

namespace TalentCard.Api.Tests.Audit;

public sealed class ReadingTheTrail(TalentCardApi api) : IClassFixture<TalentCardApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private NpgsqlDataSource Database => api.Database.DataSource;

    [Fact]
    public async Task A_change_is_found_by_actor_talent_subject_action_and_time()
    {
        var (talent, card) = await SuspendedAsync("trail-office");
        foreach (
            var query in new[]
            {
                "actor=trail-office",
                $"talent={talent}",
                $"subjectKind=card&subject={card}",
                $"action=card.suspend&talent={talent}",
                $"action=card&talent={talent}",
                $"talent={talent}&from=2026-03-02T01:00:00Z&to=2026-03-02T01:00:01Z",
            }
        )
        {
            var entry = (await ReadAsync(query)).Items.Single(entry => entry.Action == "card.suspend");
            entry.SubjectId.ShouldBe(card.ToString(), query);
            entry.Reason.ShouldBe("遗失");
            entry.ActorRoles.ShouldBe(["office"]);
        }
        (await ReadAsync($"talent={talent}&from=2026-03-03T00:00:00Z")).Items.ShouldBeEmpty();
        (await ReadAsync("actor=nobody")).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reading_the_trail_is_a_row_of_it()
    {
        var talent = Guid.NewGuid();
        await ReadAsync($"talent={talent}");
        (await ReadAsync($"talent={talent}")).Items.Single().Action.ShouldBe("audit.view");
    }

    [Fact]
    public async Task Pages_follow_one_another()
    {
        for (var i = 0; i < 3; i++)
            await SuspendedAsync("paging-office");
        var first = await ReadAsync("actor=paging-office&limit=2");
        var second = await ReadAsync($"actor=paging-office&limit=2&after={first.Next}");
        first.Items.Concat(second.Items).Select(entry => entry.Id).Distinct().Count().ShouldBe(3);
        second.Next.ShouldBeNull();
    }

    [Theory]
    [InlineData("update audit_events set reason = 'x'")]
    [InlineData("delete from audit_events")]
    [InlineData("truncate audit_events")]
    public async Task Nothing_in_it_can_be_altered(string sql)
    {
        await SuspendedAsync("office1");
        await using var connection = await Database.OpenConnectionAsync(Cancel);
        (await Should.ThrowAsync<PostgresException>(() => connection.ExecuteAsync(sql))).SqlState.ShouldBe("23001");
    }

    [Fact]
    public async Task Only_auditors_and_administrators_read_it()
    {
        await api.AsNobody()
            .GetAsync("/api/v1/audit-events", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        await api.As(Person.Office())
            .GetAsync("/api/v1/audit-events", Cancel)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "forbidden");
        await api.As(Person.Admin()).GetAsync("/api/v1/audit-events", Cancel).ShouldGiveAsync<Page<AuditEntry>>();
        foreach (var query in new[] { "limit=0", "talent=x", "from=yesterday", "after=!" })
            await api.As(Person.Auditor())
                .GetAsync($"/api/v1/audit-events?{query}", Cancel)
                .ShouldRefuseAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    private async Task<(Guid Talent, Guid Card)> SuspendedAsync(string office)
    {
        var talent = await TestData.TalentAsync(Database);
        var card = await TestData.CardAsync(Database, talent);
        (
            await api.As(Person.Office(office))
                .PostAsJsonAsync($"/api/v1/cards/{card.Id}/suspend", new CardChange("遗失"), Cancel)
        ).Dispose();
        return (talent, card.Id);
    }

    private async Task<Page<AuditEntry>> ReadAsync(string query) =>
        await api.As(Person.Auditor()).GetAsync($"/api/v1/audit-events?{query}", Cancel).ShouldGiveAsync<Page<AuditEntry>>();
}
