using Npgsql;

namespace TalentCard.Web.Storage;

/// <summary>
/// Lets one request at a time do what has the same name, on whichever host: a session's advisory lock of PostgreSQL, which is
/// free again when its connection ends, however the host does. Within a host requests wait before they take a connection.
/// </summary>
internal sealed class Turns(IConfiguration configuration) : IAsyncDisposable
{
    private const int LongestWaitSeconds = 300;
    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, 1024).Select(_ => new SemaphoreSlim(1))];

    // Connections of their own: whoever waits here takes none from those that read and write.
    private readonly NpgsqlDataSource source = StorageServices.Connect(configuration, "talentcard-web turns");

    /// <summary>Waits for the turn. Dispose of it: the next one has it then.</summary>
    public async Task<IAsyncDisposable> TakeAsync(string name, CancellationToken cancel)
    {
        var gate = gates[(uint)name.GetHashCode(StringComparison.Ordinal) % gates.Length];
        await gate.WaitAsync(cancel);
        NpgsqlConnection? connection = null;
        try
        {
            connection = await source.OpenConnectionAsync(cancel);
            await RunAsync(connection, "select pg_advisory_lock(hashtextextended('web ' || $1, 0))", name, cancel);
            return new Turn(name, gate, connection);
        }
        catch
        {
            if (connection is not null)
                await connection.DisposeAsync();
            gate.Release();
            throw;
        }
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static async Task RunAsync(NpgsqlConnection connection, string sql, string name, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = LongestWaitSeconds };
        command.Parameters.Add(new() { Value = name });
        await command.ExecuteNonQueryAsync(cancel);
    }

    private sealed class Turn(string name, SemaphoreSlim gate, NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await using var _ = connection;
                const string Free = "select pg_advisory_unlock(hashtextextended('web ' || $1, 0))";
                await RunAsync(connection, Free, name, CancellationToken.None);
            }
            catch (NpgsqlException)
            {
                // The connection broke, and the lock with it.
            }
            finally
            {
                gate.Release();
            }
        }
    }
}
