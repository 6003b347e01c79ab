// db/migrate runs this after dbmate, with the database's connection string: what of the schema is made by code.
using Hangfire.PostgreSql;
using Npgsql;

await using var connection = new NpgsqlConnection(args[0]);
await connection.OpenAsync();
// Two migrations at once wait for each other.
await using var turn = new NpgsqlCommand("select pg_advisory_lock(hashtextextended('talentcard migrate', 0))", connection);
await turn.ExecuteNonQueryAsync();
PostgreSqlObjectsInstaller.Install(connection, "hangfire");
