// What is done to a database by code: TalentCard.Migrate COMMAND CONNECTION-STRING, run by the scripts of db/.
using System.Globalization;
using Hangfire.PostgreSql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TalentCard.Core.Audit;
using TalentCard.Core.Database;
using TalentCard.Core.Keys;
using TalentCard.Core.Privacy;
using TalentCard.Core.Upgrade;
using TalentCard.Migrate;

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
        case ["backup", var database, var target]:
            await BaseBackup.TakeAsync(database, target);
            return 0;
        case ["verify", var database]:
            return await VerifyAsync(database, null);
        case ["verify", var database, var day, var digest]
            when DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var known):
            return await VerifyAsync(database, (known, digest.ToLowerInvariant()));
        default:
            await Console.Error.WriteLineAsync(
                "usage: TalentCard.Migrate schema|data CONNECTION-STRING | verify CONNECTION-STRING [DAY DIGEST]"
                    + " | backup CONNECTION-STRING TARGET"
            );
            return 2;
    }
}
catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
{
    await Console.Error.WriteLineAsync("The database's schema is older than this program; run db/migrate first.");
}
// The message alone: a PostgresException's detail can hold a row.
catch (Exception exception)
    when (exception is NpgsqlException or InvalidOperationException or FormatException or DataMigrationException or IOException)
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
    using var roles = new StreamReader(typeof(Program).Assembly.GetManifestResourceStream("roles.sql")!);
    await using var grant = new NpgsqlCommand(await roles.ReadToEndAsync(), connection);
    await grant.ExecuteNonQueryAsync();
}

static async Task UpgradeDataAsync(string database)
{
    await using var services = ServicesOn(database);
    var upgrade = new UpgradeData(services.GetRequiredService<Db>(), TimeProvider.System, Console.WriteLine);
    await upgrade.RunAsync(UpgradeData.All(services.GetRequiredService<IFieldEncryption>()), CancellationToken.None);
    foreach (var key in await services.GetRequiredService<ReencryptFields>().UnusedKeysAsync(CancellationToken.None))
        Console.WriteLine($"Encryption key {key} encrypts nothing any more; backups made before still need it.");
}

static async Task<int> VerifyAsync(string database, (DateOnly, string)? known)
{
    await using var services = ServicesOn(database);
    var check = await services.GetRequiredService<VerifyLedgers>().RunAsync(known, CancellationToken.None);
    if (check.Last is { } last)
        Console.WriteLine($"{check.Days} days match; the last statement is of {last:yyyy-MM-dd}, digest {check.Digest}");
    else
        Console.WriteLine("No day is closed.");
    if (check.Finding is not { } finding)
        return 0;
    Console.WriteLine($"{finding.Day:yyyy-MM-dd} does not match. {finding.What}");
    return 1;
}

static ServiceProvider ServicesOn(string database) =>
    new ServiceCollection()
        .AddSingleton<IConfiguration>(
            new ConfigurationBuilder()
                .AddEnvironmentVariables()
                .AddInMemoryCollection([new("ConnectionStrings:TalentCard", database)])
                .Build()
        )
        .AddSingleton(TimeProvider.System)
        .AddDatabase()
        .AddFieldEncryption()
        .AddKeys()
        .AddLedgers()
        .BuildServiceProvider();
