using Dapper;
using Microsoft.Extensions.Time.Testing;
using TalentCard.Core.Database;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Database;

public sealed class PreparingTheMonthsAhead
{
    [Fact]
    public async Task Each_ledger_gets_a_partition_for_this_month_and_the_three_after_it_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        // 23:59 on 31 October in UTC is already November in Shanghai.
        var partitions = new MonthPartitions(database.Db, FakeTimeProvider.At("2031-10-31T23:59:00Z"));

        await partitions.PrepareAsync(TestContext.Current.CancellationToken);
        await partitions.PrepareAsync(TestContext.Current.CancellationToken);

        await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        (
            await connection.QueryAsync<string>(
                "select relname from pg_class where relkind = 'r' and relname ~ '_203[12][0-9]{2}$' order by 1"
            )
        ).ShouldBe(
            from ledger in new[] { "audit_events", "redemptions", "verifications" }
            from month in new[] { "203111", "203112", "203201", "203202" }
            select $"{ledger}_{month}"
        );
    }
}
