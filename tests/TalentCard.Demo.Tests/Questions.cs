using Dapper;
using Npgsql;

namespace TalentCard.Demo.Tests;

/// <summary>Asks a database.</summary>
internal static class Questions
{
    public static async Task<List<T>> AskAsync<T>(this NpgsqlDataSource database, string sql)
    {
        await using var connection = await database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        return (await connection.QueryAsync<T>(sql)).AsList();
    }

    /// <summary>
    /// Every row of every table as JSON, without what encryption, hashing, the trail and the numbers of transactions make anew
    /// each time.
    /// </summary>
    public static async Task<List<string>> DumpAsync(this NpgsqlDataSource database)
    {
        var dump = new List<string>();
        foreach (
            var table in await database.AskAsync<string>(
                """
                select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                    and not c.relispartition and c.relname not in ('audit_events', 'schema_migrations')
                order by 1
                """
            )
        )
            dump.AddRange(
                await database.AskAsync<string>(
                    $$"""
                    select '{{table}} ' || (to_jsonb(t) - '{id_number_cipher,document_cipher,proof_cipher,phone_cipher,email_cipher,password_hash,secret_hash,security_stamp,concurrency_stamp,recorded_in,seen,rolled_up_at}'::text[])::text
                    from {{table}} t order by 1
                    """
                )
            );
        return dump;
    }
}
