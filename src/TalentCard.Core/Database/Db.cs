namespace TalentCard.Core.Database;

/// <summary>The way to the database: sessions that read, and changes that are made whole or not at all.</summary>
/// <param name="source">Where the connections come from.</param>
/// <param name="refusals">What refusals by constraints are called; null: nothing.</param>
public sealed class Db(NpgsqlDataSource source, ConstraintRefusals? refusals = null)
{
    /// <summary>Where the connections come from, for statements that are measured and speak to Npgsql themselves.</summary>
    public NpgsqlDataSource Source => source;

    /// <summary>A session without a transaction. Dispose of it.</summary>
    public async Task<Session> OpenAsync(CancellationToken cancel) =>
        new(await source.OpenConnectionAsync(cancel), null, cancel, refusals);

    /// <summary>Makes a change: commits it when <paramref name="change"/> returns, undoes it when it throws.</summary>
    public async Task<T> ChangeAsync<T>(Func<Session, Task<T>> change, CancellationToken cancel)
    {
        await using var session = await BeginAsync(cancel);
        var result = await change(session);
        await session.CommitAsync();
        return result;
    }

    /// <inheritdoc cref="ChangeAsync{T}"/>
    public Task ChangeAsync(Func<Session, Task> change, CancellationToken cancel) =>
        ChangeAsync(
            async session =>
            {
                await change(session);
                return true;
            },
            cancel
        );

    private async Task<Session> BeginAsync(CancellationToken cancel)
    {
        var connection = await source.OpenConnectionAsync(cancel);
        try
        {
            return new(connection, await connection.BeginTransactionAsync(cancel), cancel, refusals);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
