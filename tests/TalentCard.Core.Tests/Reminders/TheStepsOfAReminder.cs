using Dapper;
using FsCheck.Fluent;
using TalentCard.Testing;

namespace TalentCard.Core.Tests.Reminders;

public sealed class TheStepsOfAReminder
{
    [Fact]
    public async Task Each_begins_on_its_day_and_holds_until_the_next()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var due = new DateOnly(2026, 6, 15);
        Prop.ForAll(
                Gen.SubListOf(new[] { 60, 30, 14, 7, 3, 1, 0, -1 }).ToArbitrary(),
                chosen =>
                {
                    var steps = chosen.ToArray();
                    // From 70 days before to 10 days after.
                    var reached = connection
                        .Query<int?>(
                            "select reached_step(@due, @due - x, @steps) from generate_series(70, -10, -1) x order by x desc",
                            new { due, steps }
                        )
                        .AsList();
                    for (var i = 0; i < reached.Count; i++)
                    {
                        var left = 70 - i;
                        var begins = left >= 0 ? steps.Contains(left) : left == -1;
                        // On its day a step begins; on any other it is that of the day before. What passes ends all but -1.
                        var expected =
                            left < 0
                                ? steps.Contains(-1)
                                    ? -1
                                    : (int?)null
                                : begins
                                    ? left
                                    : i == 0
                                        ? null
                                        : reached[i - 1];
                        if (reached[i] != expected)
                            return false;
                    }
                    return true;
                }
            )
            .ShouldHold(60);
    }
}
