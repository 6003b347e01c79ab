using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace TalentCard.Web.Storage;

/// <summary>
/// What the Web keeps between requests, for all of its hosts together: values under keys that nobody guesses, gone after their
/// lifetime. A row of <c>web.entries</c> (docs/adr/0053) holds the key's hash alone, and the value sealed by Data Protection
/// under its kind and key, so that none can be read there or put in another's place.
/// </summary>
internal sealed class WebStore(NpgsqlDataSource source, IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>A new key: 256 random bits in hex.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Keeps a value under a new key.</summary>
    /// <returns>The key.</returns>
    public async Task<string> KeepAsync<T>(T value, TimeSpan lifetime, CancellationToken cancel)
        where T : class
    {
        var key = NewKey();
        await PutAsync(key, value, lifetime, cancel);
        return key;
    }

    /// <summary>Keeps a value, in the place of one that was there.</summary>
    public Task PutAsync<T>(string key, T value, TimeSpan lifetime, CancellationToken cancel)
        where T : class =>
        RunAsync<T>(
            """
            insert into web.entries (key, value, expires_at) values ($1, $2, $3)
            on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at
            """,
            key,
            cancel,
            Seal(key, value),
            time.GetUtcNow() + lifetime
        );

    /// <summary>Puts another value in the place of one that is still there, which ends when it would have ended.</summary>
    /// <returns>False: it is there no more.</returns>
    public async Task<bool> ReplaceAsync<T>(string key, T value, CancellationToken cancel)
        where T : class =>
        await RunAsync<T>(
            "update web.entries set value = $2 where key = $1 and expires_at > $3",
            key,
            cancel,
            Seal(key, value),
            time.GetUtcNow()
        ) == 1;

    /// <summary>The value; null: there is none, or none any more.</summary>
    /// <param name="key">Its key, or whatever a browser sent for one.</param>
    /// <param name="cancel">Cancels.</param>
    /// <param name="extension">How long it lives from now on, to the minute; null: as long as before.</param>
    public async Task<T?> FindAsync<T>(string key, CancellationToken cancel, TimeSpan? extension = null)
        where T : class
    {
        var now = time.GetUtcNow();
        await using var command = Command<T>(
            """
            with extended as (
                update web.entries set expires_at = $3
                where key = $1 and expires_at > $2 and expires_at < $3 - interval '1 minute')
            select value from web.entries where key = $1 and expires_at > $2
            """,
            key,
            now,
            now + (extension ?? TimeSpan.Zero)
        );
        return await command.ExecuteScalarAsync(cancel) is byte[] value ? Unseal<T>(key, value) : null;
    }

    /// <summary>Drops a value.</summary>
    public Task RemoveAsync<T>(string key, CancellationToken cancel)
        where T : class => RunAsync<T>("delete from web.entries where key = $1", key, cancel);

    private async Task<int> RunAsync<T>(string sql, string key, CancellationToken cancel, params object[] more)
    {
        await using var command = Command<T>(sql, key, more);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    private NpgsqlCommand Command<T>(string sql, string key, params object[] more)
    {
        var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = SHA256.HashData(Encoding.UTF8.GetBytes($"{typeof(T).Name} {key}")) });
        foreach (var value in more)
            command.Parameters.Add(new() { Value = value });
        return command;
    }

    private byte[] Seal<T>(string key, T value) =>
        ProtectorOf<T>(key).Protect(JsonSerializer.SerializeToUtf8Bytes(value, TalentCardClient.Json));

    // null: sealed by keys that are no more.
    private T? Unseal<T>(string key, byte[] value)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(ProtectorOf<T>(key).Unprotect(value), TalentCardClient.Json);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector ProtectorOf<T>(string key) => protection.CreateProtector("WebStore", typeof(T).Name, key);
}
