using Npgsql;

namespace TalentCard.Worker.Jobs;

/// <summary>
/// Keeps a job from running beside itself: a session's advisory lock on a connection of its own, which the database gives back
/// when the connection ends, however the Worker does.
/// </summary>
internal sealed class JobLock : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly CancellationTokenSource over = new();
    private readonly CancellationTokenSource lost = new();
    private Task watching = Task.CompletedTask;

    private JobLock(NpgsqlConnectionStringBuilder settings)
    {
        settings.Pooling = false;
        connection = new NpgsqlConnection(settings.ConnectionString);
    }

    /// <summary>Cancelled when the connection broke: another may hold the job now.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Takes the job in hand; null where another run holds it and does not end within two seconds.</summary>
    public static async Task<JobLock?> TakeAsync(NpgsqlConnectionStringBuilder settings, string key, CancellationToken cancel)
    {
        var taken = new JobLock(settings);
        try
        {
            await taken.connection.OpenAsync(cancel);
            await using var command = new NpgsqlCommand(
                "set lock_timeout = '2s'; select pg_advisory_lock(hashtextextended('job ' || @key, 0))",
                taken.connection
            );
            command.Parameters.AddWithValue("key", key);
            await command.ExecuteNonQueryAsync(cancel);
            taken.watching = taken.WatchAsync();
            return taken;
        }
        catch (Exception exception)
        {
            await taken.DisposeAsync();
            if (exception is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable })
                return null;
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await watching;
        await connection.DisposeAsync();
        over.Dispose();
        lost.Dispose();
    }

    // Nobody notifies it: it only ends with the connection, or with the run.
    private async Task WatchAsync()
    {
        try
        {
            while (true)
                await connection.WaitAsync(over.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The run is over.
        }
        catch (Exception)
        {
            await lost.CancelAsync();
        }
    }
}
