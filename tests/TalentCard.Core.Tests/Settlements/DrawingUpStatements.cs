using Npgsql;
using TalentCard.Contracts.Settlements;

namespace TalentCard.Core.Tests.Settlements;

public sealed class DrawingUpStatements : IAsyncLifetime
{
    private const string Lines = """
        select to_char(month, 'MM') || ' ' || kind || ' ' || units || ' ' || amount || ' ' || fund from settlement_lines
        order by month, at, kind desc
        """;

    private static readonly DateOnly NewYear = new(2026, 1, 1);

    private SettlementWorld world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => world = await SettlementWorld.CreateAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_month_is_drawn_up_once_however_often_and_by_however_many()
    {
        await world.RedeemAsync(SettlementWorld.Time("2026-01-10T10:00+08:00"));
        await world.RedeemAsync(SettlementWorld.Time("2026-01-11T10:00+08:00"), point: 2);
        world.Clock.AdjustTime(SettlementWorld.Time("2026-02-02T05:20+08:00"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.DrawUp.RunAsync(Cancel)));
        (await world.AskAsync<int>("select lines from settlements")).ShouldBe([1, 1]);
        await RefusedAsync(
            () => world.DrawUp.ExecuteAsync(NewYear, SettlementWorld.Office(), Cancel),
            "settlement_month_drawn_up"
        );
        await RefusedAsync(
            () => world.DrawUp.ExecuteAsync(new DateOnly(2026, 2, 1), SettlementWorld.Office(), Cancel),
            "settlement_month_not_over"
        );
    }

    [Fact]
    public async Task A_service_without_a_price_is_a_line_of_nothing_that_says_so()
    {
        await world.RedeemAsync(SettlementWorld.Time("2026-01-10T10:00+08:00"));
        await world.EndMonthAsync();
        var page = await world.Settlements.ListAsync(new SettlementQuery(), SettlementWorld.Finance, Cancel);
        var statement = page.Items.ShouldHaveSingleItem();
        (statement.Lines, statement.Unpriced, statement.Amount).ShouldBe((1, 1, 0m));
        var lines = await world.Settlements.LinesAsync(
            statement.Id,
            new SettlementLineQuery(Priced: false),
            world.Manager(),
            Cancel
        );
        lines.Items.ShouldHaveSingleItem().Priced.ShouldBeFalse();
    }

    [Fact]
    public async Task Above_the_cap_the_holder_pays()
    {
        await world.PriceAsync(1200, NewYear, cap: 1000);
        await world.PriceAsync(60, NewYear, benefit: 1, perHead: true);
        await world.RedeemAsync(SettlementWorld.Time("2026-01-10T10:00+08:00"));
        await world.RedeemAsync(SettlementWorld.Time("2026-01-11T10:00+08:00"), benefit: 1, companions: 2);
        await world.EndMonthAsync();
        (await world.AskAsync<string>(Lines)).ShouldBe(["01 service 1 1200.00 1000.00", "01 service 3 180.00 180.00"]);
    }

    [Fact]
    public async Task A_price_said_anew_for_a_day_past_corrects_the_next_statement_alone()
    {
        await world.PriceAsync(100, NewYear);
        await world.RedeemAsync(SettlementWorld.Time("2026-01-10T10:00+08:00"));
        await world.EndMonthAsync();
        await world.PriceAsync(80, NewYear);
        await world.EndMonthAsync();
        (await world.AskAsync<string>(Lines)).ShouldBe(["01 service 1 100.00 100.00", "02 price 1 -20.00 -20.00"]);
        (await world.AskAsync<decimal>("select amount from settlements order by month")).ShouldBe([100m, -20m]);
        await world.EndMonthAsync();
        (await world.AskAsync<int>("select count(*)::int from settlements")).ShouldBe([2]);
    }

    [Fact]
    public async Task What_is_known_later_stands_in_a_later_month()
    {
        await world.PriceAsync(100, NewYear);
        var first = await world.RedeemAsync(SettlementWorld.Time("2026-01-10T10:00+08:00"));
        await world.EndMonthAsync();
        await world.RedeemAsync(SettlementWorld.Time("2026-01-31T23:59:59+08:00"));
        await world.ReverseAsync(first);
        await world.EndMonthAsync();
        (await world.AskAsync<string>(Lines)).ShouldBe([
            "01 service 1 100.00 100.00",
            "02 late 1 100.00 100.00",
            "02 reversal -1 -100.00 -100.00",
        ]);
        (
            await world.AskAsync<bool>(
                """
                select l.corrects = f.id from settlement_lines l join settlement_lines f using (redemption_id)
                where l.kind = 'reversal' and f.kind = 'service'
                """
            )
        ).ShouldBe([true]);
    }

    [Theory]
    [InlineData("update settlement_lines set amount = 0")]
    [InlineData("delete from settlement_lines")]
    [InlineData("update settlements set amount = 0")]
    [InlineData("delete from settlements")]
    [InlineData("update settlement_steps set reason = 'x'")]
    [InlineData("update service_prices set price = 1")]
    [InlineData("insert into settlement_lines select * from settlement_lines")]
    public async Task Nothing_of_a_statement_that_is_drawn_up_changes(string sql)
    {
        await world.PriceAsync(100, NewYear);
        await world.RedeemAsync(SettlementWorld.Time("2026-01-10T10:00+08:00"));
        await world.EndMonthAsync();
        (await Should.ThrowAsync<PostgresException>(() => world.ExecuteAsync(sql))).SqlState.ShouldBe(
            PostgresErrorCodes.RestrictViolation
        );
    }

    [Fact]
    public async Task Two_prices_of_a_day_are_two_revisions()
    {
        var both = await Task.WhenAll(
            Enumerable
                .Range(1, 4)
                .Select(async price =>
                {
                    try
                    {
                        return (await world.PriceAsync(price, NewYear)).Revision;
                    }
                    catch (PostgresException refused) when (refused.ConstraintName == "service_prices_once")
                    {
                        return 0;
                    }
                })
        );
        both.Where(revision => revision > 0).ShouldBeUnique();
        both.ShouldContain(1);
    }

    private static async Task RefusedAsync(Func<Task> call, string code) =>
        (await Should.ThrowAsync<RefusedException>(call)).Problem.Code.ShouldBe(code);
}
