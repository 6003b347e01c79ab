// What of a migration is made by code: TalentCard.Migrate schema|data CONNECTION-STRING, run by db/migrate and db/upgrade.
using Hangfire.PostgreSql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TalentCard.Core.Database;
using TalentCard.Core.Privacy;
using TalentCard.Core.Upgrade;

try
{
    switch (args)
    {
        case ["schema", var database]:
            await MigrateSchemaAsync(database);
            return 0;
        case ["data", var database]:
            await UpgradeDataAsync(database);
            return 0;
        default:
            await Console.Error.WriteLineAsync("usage: TalentCard.Migrate schema|data CONNECTION-STRING");
            return 2;
    }
}
catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
{
    await Console.Error.WriteLineAsync("The database's schema is older than this program; run db/migrate first.");
}
// The message alone: a PostgresException's detail can hold a row.
catch (Exception exception)
    when (exception is NpgsqlException or InvalidOperationException or FormatException or DataMigrationException)
{
    await Console.Error.WriteLineAsync($"{exception.Message}\nNothing is half done; run it again when that is mended.");
}
return 1;

static async Task MigrateSchemaAsync(string database)
{
    await using var connection = new NpgsqlConnection(database);
    await connection.OpenAsync();
    // Two migrations at once wait for each other.
    await using var turn = new NpgsqlCommand("select pg_advisory_lock(hashtextextended('talentcard migrate', 0))", connection);
    await turn.ExecuteNonQueryAsync();
    PostgreSqlObjectsInstaller.Install(connection, "hangfire");
}

static async Task UpgradeDataAsync(string database)
{
    var settings = new ConfigurationBuilder()
        .AddEnvironmentVariables()
        .AddInMemoryCollection([new("ConnectionStrings:TalentCard", database)])
        .Build();
    await using var services = new ServiceCollection()
        .AddSingleton<IConfiguration>(settings)
        .AddDatabase()
        .AddFieldEncryption()
        .BuildServiceProvider();
    var upgrade = new UpgradeData(services.GetRequiredService<Db>(), TimeProvider.System, Console.WriteLine);
    await upgrade.RunAsync(UpgradeData.All(services.GetRequiredService<IFieldEncryption>()), CancellationToken.None);
}
