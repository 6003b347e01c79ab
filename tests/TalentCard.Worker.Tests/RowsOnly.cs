using Dapper;
using Npgsql;
using TalentCard.Testing;

namespace TalentCard.Worker.Tests;

/// <summary>A database role that may read and write rows, and change no table.</summary>
internal static class RowsOnly
{
    /// <summary>How that role connects to the database.</summary>
    public static async Task<string> OnlyRowsAsync(this TestDatabase database)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            """
            do $$ begin create role talentcard_rows login; exception when duplicate_object or unique_violation then null; end $$;
            grant usage on schema public, hangfire to talentcard_rows;
            grant select, insert, update, delete on all tables in schema public, hangfire to talentcard_rows;
            grant usage on all sequences in schema public, hangfire to talentcard_rows;
            """
        );
        return new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "talentcard_rows" }.ConnectionString;
    }
}
