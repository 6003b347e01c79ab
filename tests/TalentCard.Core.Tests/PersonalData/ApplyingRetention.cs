using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using TalentCard.Core.PersonalData;
using TalentCard.Core.Tests.Audit;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.PersonalData;

public sealed class ApplyingRetention : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = FakeTimeProvider.At("2026-03-05T03:40+08:00");
    private LedgerDesk desk = null!;
    private NpgsqlConnection connection = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await LedgerDesk.OpenAsync(clock);
        connection = await desk.Database.DataSource.OpenConnectionAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task A_talent_whose_last_card_ended_long_ago_is_erased_and_the_sums_and_ledgers_stay_right()
    {
        var (longAgo, lately) = (await HolderAsync("2020-12-31"), await HolderAsync("2022-01-01"));
        var current = await HolderAsync("2029-01-04");
        await desk.CloseAsync();
        var sums = await SumsAsync();

        await RunAsync();
        await RunAsync();

        (await connection.QueryAsync<(Guid, string)>("select id, name from talents order by created_at, id")).ShouldBe(
            [(longAgo, "已删除"), (lately, "张三丰"), (current, "张三丰")],
            ignoreOrder: true
        );
        (await SumsAsync()).ShouldBe(sums);
        (await desk.VerifyAsync()).Finding.ShouldBeNull();
        (await CountAsync("audit_events where action = 'erasure.retention' and talent_id is not null")).ShouldBe(1);
    }

    [Fact]
    public async Task A_word_of_a_closed_day_is_erased_and_the_day_still_proved()
    {
        await desk.CloseAsync();
        clock.Set("2031-03-04T00:00+08:00");

        // Two of the three days are five years old.
        await RunAsync();

        (await CountAsync("audit_events where reason = '已删除'")).ShouldBe(6);
        (await CountAsync("audit_events where reason = '核对'")).ShouldBe(3);
        (await CountAsync("ledger_erasures where ledger = 'audit_events' and row_count = 3")).ShouldBe(2);
        await desk.CloseAsync();
        (await desk.VerifyAsync()).Finding.ShouldBeNull();
        await desk.TamperAsync("update audit_events set reason = '核对' where reason = '已删除'");
        (await desk.VerifyAsync()).Finding!.What.ShouldBe("audit_events: a text was altered.");
    }

    [Fact]
    public async Task Nothing_is_erased_of_a_day_that_was_tampered_with()
    {
        await desk.CloseAsync();
        await desk.TamperAsync("update audit_events set reason = '另有原因' where at::date = '2026-03-02'");
        clock.Set("2031-03-04T12:00+08:00");
        (await Should.ThrowAsync<PostgresException>(RunAsync)).MessageText.ShouldStartWith(
            "audit_events of 2026-03-02 does not match what was signed"
        );
        (await CountAsync("audit_events where reason = '已删除'")).ShouldBe(0);
    }

    [Theory]
    [InlineData("select erase_ledger_texts('redemptions', array(select id from redemptions), '{companions}', 'x', now())")]
    [InlineData("select erase_ledger_texts('talents', array(select id from talents), '{name}', 'x', now())")]
    public async Task A_fact_is_never_erased(string statement)
    {
        await using var host = new NpgsqlConnection(desk.Database.ConnectionString);
        await Should.ThrowAsync<PostgresException>(() => host.ExecuteAsync(statement));
    }

    [Fact]
    public async Task Scans_and_closed_matters_go_when_their_time_is_over()
    {
        var (old, young) = (await TicketAsync("2022-12-01T00:00Z"), await TicketAsync("2025-12-01T00:00Z"));
        await connection.ExecuteAsync(
            """
            insert into verifications (id, at, verdict, service_point_id, operator_id, operator_name)
            select gen_random_uuid(), at, 'accepted', gen_random_uuid(), 'desk1', '核验员'
            from unnest(array['2023-12-01Z', '2025-12-01Z']::timestamptz[]) at
            """
        );

        await RunAsync();

        (await CountAsync("verifications")).ShouldBe(1);
        (
            await connection.QueryAsync<(Guid, string, string)>(
                "select t.id, t.content, c.caller_name from tickets t join consultations c on c.id = t.consultation_id order by t.received_at"
            )
        ).ShouldBe([(old, "已删除", "已删除"), (young, "内容", "张三")]);
    }

    [Fact]
    public async Task A_postdoc_who_left_long_ago_is_nobody_any_more_and_their_days_stay()
    {
        var station = await TestData.StationAsync(desk.Database.DataSource);
        var (long1, long2) = (await LeftAsync(station, "2012-03-01", "陈知行"), await LeftAsync(station, "2012-03-01", "林一鸣"));
        var lately = await LeftAsync(station, "2020-03-01", "周南");
        var resident = await TestData.PostdocAsync(desk.Database.DataSource, station, new DateOnly(2012, 3, 1), name: "吴越");

        await RunAsync();
        await RunAsync();

        (await connection.QueryAsync<(Guid, string)>("select id, left(name, 3) from postdocs")).ShouldBe(
            [(long1, "已删除"), (long2, "已删除"), (lately, "周南"), (resident, "吴越")],
            ignoreOrder: true
        );
        (await CountAsync("postdocs where erased_at is not null and university = '已删除' and left_on = '2014-06-01'")).ShouldBe(
            2
        );
        (await CountAsync("documents where content is null and name = '已删除'")).ShouldBe(2);
        (await CountAsync("audit_events where action = 'erasure.retention' and subject_kind = 'postdoc'")).ShouldBe(2);
    }

    [Fact]
    public async Task An_expert_who_served_long_ago_is_nobody_any_more_and_their_visits_stay()
    {
        var (gone, serving) = (await ExpertAsync("何田", active: false), await ExpertAsync("任行", active: true));

        await RunAsync();
        await RunAsync();

        (await connection.QueryAsync<(Guid, string, bool)>("select id, name, latitude = round(latitude) from experts")).ShouldBe(
            [(gone, "已删除", true), (serving, "任行", false)],
            ignoreOrder: true
        );
        (await CountAsync("audit_events where action = 'erasure.retention' and subject_kind = 'expert'")).ShouldBe(1);
    }

    private async Task<Guid> LeftAsync(TestStation station, string enteredOn, string name)
    {
        var day = DateOnly.Parse(enteredOn, System.Globalization.CultureInfo.InvariantCulture);
        var id = await TestData.PostdocAsync(desk.Database.DataSource, station, day, name: name);
        await connection.ExecuteAsync(
            """
            update postdocs set state = 'withdrawn', ground = 'own_wish', left_on = (entered_on + interval '27 months')::date
            where id = @id;
            insert into documents (id, subject_kind, subject_id, label, name, content_type, size, sha256, content, created_by,
                created_by_name, created_at)
            values (gen_random_uuid(), 'postdoc', @id, '', @name || '.pdf', 'application/pdf', 1, sha256('x'), 'x', 'x', 'x', now());
            """,
            new { id, name }
        );
        return id;
    }

    private async Task<Guid> ExpertAsync(string name, bool active)
    {
        var id = await TestData.ExpertAsync(desk.Database.DataSource, name);
        await connection.ExecuteAsync(
            "update experts set active = @active, created_at = '2019-01-01Z' where id = @id",
            new { id, active }
        );
        return id;
    }

    private Task RunAsync() => desk.Services.GetRequiredService<ApplyRetention>().RunAsync(Cancel);

    private async Task<Guid> HolderAsync(string validTo)
    {
        var talent = await TestData.TalentAsync(desk.Database.DataSource);
        var last = DateOnly.Parse(validTo, System.Globalization.CultureInfo.InvariantCulture);
        await TestData.CardAsync(desk.Database.DataSource, talent, validFrom: last.AddYears(-2), validTo: last);
        return talent;
    }

    private async Task<Guid> TicketAsync(string due)
    {
        var at = DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture);
        var id = await TestData.TicketAsync(desk.Database.DataSource, "购房补贴", at);
        await connection.ExecuteAsync("update tickets set state = 'closed', closed_at = due_at where id = @id", new { id });
        return id;
    }

    private Task<int> CountAsync(string rows) => connection.ExecuteScalarAsync<int>($"select count(*)::int from {rows}");

    private Task<string?> SumsAsync() =>
        connection.ExecuteScalarAsync<string>(
            """
            select (select count(*) || ' ' || sum(companions) from redemptions) || ' ' || (select count(*) from reversals)
                || ' ' || (select count(*) || ' ' || min(tier_code) || ' ' || min(division_code) from talents)
            """
        );
}
