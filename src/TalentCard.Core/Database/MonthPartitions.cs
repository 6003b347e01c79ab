namespace TalentCard.Core.Database;

/// <summary>The monthly partitions of the big ledgers.</summary>
public sealed class MonthPartitions(Db db, TimeProvider time)
{
    /// <summary>
    /// Creates the partitions of this month and the three after it where they are missing. Rows of a month without one
    /// go to the default partition, from which nobody moves them.
    /// </summary>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        await session.ExecuteAsync(
            """
            select create_month_partitions(parent, @first, @last)
            from unnest(array['redemptions', 'verifications', 'audit_events']) parent
            """,
            new { first = time.Today(), last = time.Today().AddMonths(3) }
        );
    }
}
