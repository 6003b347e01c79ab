using System.Data.Common;

namespace TalentCard.Core.Database;

/// <summary>
/// One connection with its transaction, if it has one, and what cancels its statements. A refusal by a constraint that has a name
/// in <see cref="ConstraintRefusals"/> is thrown as that refusal. Dispose of it: what was not committed is undone.
/// </summary>
public sealed class Session : IAsyncDisposable
{
    private readonly ConstraintRefusals refusals;
    private readonly DbTransaction? transaction;

    /// <summary>Speaks on a connection that somebody else opened.</summary>
    /// <param name="connection">The open connection; closed with this session.</param>
    /// <param name="transaction">The transaction on it; null: each statement stands alone.</param>
    /// <param name="cancel">Cancels every statement.</param>
    /// <param name="refusals">What refusals by constraints are called; null: nothing.</param>
    public Session(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        CancellationToken cancel,
        ConstraintRefusals? refusals = null
    )
    {
        Connection = connection;
        this.transaction = transaction;
        Cancel = cancel;
        this.refusals = refusals ?? ConstraintRefusals.None;
    }

    /// <summary>The connection, for what Dapper does not do: copying rows in, listening.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>Cancels every statement.</summary>
    public CancellationToken Cancel { get; }

    /// <summary>Runs a statement.</summary>
    /// <param name="sql">The statement, or several.</param>
    /// <param name="arguments">An object whose members are its parameters.</param>
    /// <param name="timeout">Seconds; null: as the connection says, 0: none.</param>
    /// <returns>How many rows it changed.</returns>
    public Task<int> ExecuteAsync(string sql, object? arguments = null, int? timeout = null) =>
        NamedAsync(() => Connection.ExecuteAsync(Command(sql, arguments, timeout)));

    /// <summary>The first value of the first row; the type's default where there is none.</summary>
    public Task<T?> ScalarAsync<T>(string sql, object? arguments = null) =>
        NamedAsync(() => Connection.ExecuteScalarAsync<T>(Command(sql, arguments)));

    /// <summary>The only row.</summary>
    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    public Task<T> SingleAsync<T>(string sql, object? arguments = null) =>
        NamedAsync(() => Connection.QuerySingleAsync<T>(Command(sql, arguments)));

    /// <summary>The only row; the type's default where there is none.</summary>
    /// <exception cref="InvalidOperationException">There is more than one.</exception>
    public Task<T?> FindAsync<T>(string sql, object? arguments = null) =>
        NamedAsync(() => Connection.QuerySingleOrDefaultAsync<T>(Command(sql, arguments)));

    /// <summary>All rows.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="arguments">An object whose members are its parameters.</param>
    /// <param name="timeout">Seconds; null: as the connection says, 0: none.</param>
    public Task<List<T>> ListAsync<T>(string sql, object? arguments = null, int? timeout = null) =>
        NamedAsync(async () => (await Connection.QueryAsync<T>(Command(sql, arguments, timeout))).AsList());

    /// <summary>All rows, each of two records.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="arguments">An object whose members are its parameters.</param>
    /// <param name="join">Makes one of the two.</param>
    /// <param name="splitOn">The column that the second begins with.</param>
    public Task<List<T>> ListAsync<TFirst, TSecond, T>(
        string sql,
        object? arguments,
        Func<TFirst, TSecond, T> join,
        string splitOn = "id"
    ) => NamedAsync(async () => (await Connection.QueryAsync(Command(sql, arguments), join, splitOn)).AsList());

    /// <summary>All rows, each of three records.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="arguments">An object whose members are its parameters.</param>
    /// <param name="join">Makes one of the three.</param>
    /// <param name="splitOn">The columns that the second and the third begin with, with a comma between.</param>
    public Task<List<T>> ListAsync<TFirst, TSecond, TThird, T>(
        string sql,
        object? arguments,
        Func<TFirst, TSecond, TThird, T> join,
        string splitOn
    ) => NamedAsync(async () => (await Connection.QueryAsync(Command(sql, arguments), join, splitOn)).AsList());

    /// <summary>The answers of several statements, to be read one after the other. Dispose of it.</summary>
    public Task<SqlMapper.GridReader> MultipleAsync(string sql, object? arguments = null) =>
        NamedAsync(() => Connection.QueryMultipleAsync(Command(sql, arguments)));

    internal Task CommitAsync() =>
        NamedAsync(async () =>
        {
            await (transaction ?? throw new InvalidOperationException("This session has no transaction.")).CommitAsync(Cancel);
            return true;
        });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (transaction is not null)
            await transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    private CommandDefinition Command(string sql, object? arguments, int? timeout = null) =>
        new(sql, arguments, transaction, timeout, cancellationToken: Cancel);

    private async Task<T> NamedAsync<T>(Func<Task<T>> statement)
    {
        try
        {
            return await statement();
        }
        catch (PostgresException exception) when (refusals.Of(exception) is { } refusal)
        {
            throw refusal;
        }
    }
}
