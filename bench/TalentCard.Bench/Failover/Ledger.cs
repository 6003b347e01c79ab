using System.Diagnostics;
using Dapper;
using Npgsql;

namespace TalentCard.Bench.Failover;

/// <summary>What the database says afterwards.</summary>
internal sealed class Ledger(NpgsqlDataSource database)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private int compared;
    private int doubledBefore;

    /// <summary>
    /// How many that were acknowledged since it was asked last are not in the ledger under their key, and how many more stand
    /// twice.
    /// </summary>
    public async Task<(int Lost, int Doubled)> CompareAsync(IEnumerable<Acknowledged> acknowledged)
    {
        // Before the ledger is read: people are at work meanwhile.
        var added = acknowledged.Skip(compared).ToArray();
        compared += added.Length;
        await using var connection = await database.OpenConnectionAsync();
        var recorded = (
            await connection.QueryAsync<(string Key, Guid Id)>(
                "select k.key, r.id from idempotency_keys k join redemptions r on r.id = k.subject_id"
            )
        ).ToDictionary(row => row.Key, row => row.Id);
        // Each order has a verification and a key of its own; and what counters counted is what the ledger holds.
        var doubled = await connection.ExecuteScalarAsync<int>(
            """
            select greatest(count(*) - count(distinct verification_id), count(*) - count(k.key),
                            abs(count(*) - (select sum(used - 1) from entitlements)))
            from redemptions r left join idempotency_keys k on k.subject_id = r.id
            """
        );
        var lost = added.Count(one => recorded.GetValueOrDefault(one.Key) != one.Id);
        var more = doubled - doubledBefore;
        doubledBefore = doubled;
        return (lost, more);
    }

    /// <summary>Asks for a job, as an administrator does, and says how long it takes until a Worker begins it.</summary>
    /// <exception cref="TimeoutException">None does.</exception>
    public async Task<TimeSpan> JobAsync()
    {
        await using var connection = await database.OpenConnectionAsync();
        var watch = Stopwatch.StartNew();
        await connection.ExecuteAsync(
            "update jobs set asked_by = 'bench', last_began = null where key = 'rotate-signing-keys'; notify jobs"
        );
        while (
            !await connection.ExecuteScalarAsync<bool>(
                "select last_began is not null from jobs where key = 'rotate-signing-keys'"
            )
        )
        {
            if (watch.Elapsed > Patience)
                throw new TimeoutException("No Worker begins the job.");
            await Task.Delay(50);
        }
        return watch.Elapsed;
    }
}
