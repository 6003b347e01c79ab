using Dapper;
using Npgsql;
using TalentCard.Core.Database;

namespace TalentCard.Testing;

/// <summary>
/// A database of one's own on a real PostgreSQL, copied from a template that was made once: a migrated one, or one with the demo
/// data. The server is the one of <c>TALENTCARD_TEST_DATABASE</c>, which <c>./test</c> starts, or else one that <c>db/server</c>
/// starts for this checkout.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string name;
    private readonly Lazy<NpgsqlDataSource> hosts;

    // Dapper compiles a reader for each statement and database; all of these have one schema.
    static TestDatabase() => SqlMapper.ConnectionStringComparer = EqualityComparer<string>.Create((_, _) => true, _ => 0);

    private TestDatabase(string name)
    {
        this.name = name;
        OwnerConnectionString = Templates.ConnectionTo(name);
        ConnectionString = new NpgsqlConnectionStringBuilder(OwnerConnectionString) { Username = AppRole }.ConnectionString;
        DataSource = NpgsqlDataSource.Create(OwnerConnectionString);
        hosts = new(() => NpgsqlDataSource.Create(ConnectionString));
    }

    /// <summary>The role of the hosts: it changes rows, and no table and no ledger.</summary>
    public const string AppRole = "talentcard_app";

    /// <summary>How the hosts connect to this database: by <see cref="AppRole"/>.</summary>
    public string ConnectionString { get; }

    /// <summary>How a migration connects to it: by the owner, who is a superuser of the tests' server.</summary>
    public string OwnerConnectionString { get; }

    /// <summary>Connection string of the Web, whose role sees its own schema alone.</summary>
    public string WebConnectionString =>
        new NpgsqlConnectionStringBuilder(ConnectionString) { Username = "talentcard_web" }.ConnectionString;

    /// <summary>The owner's data source, for the test's own questions and rows.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>The way to it of the code under test, which has the hosts' rights.</summary>
    public Db Db => new(hosts.Value);

    /// <summary>Creates a migrated, empty database.</summary>
    public static async Task<TestDatabase> CreateAsync() => await CopyAsync(await Templates.MigratedAsync());

    /// <summary>Creates the <see cref="OldDatabase"/>, not migrated any further.</summary>
    public static async Task<TestDatabase> OldAsync()
    {
        var database = await CopyAsync("template1");
        await OldDatabase.FillAsync(database.DataSource);
        return database;
    }

    /// <summary>
    /// Creates a database with the demo data, as it is when it is loaded on the day of <paramref name="time"/>.
    /// </summary>
    public static async Task<TestDatabase> DemoAsync(TimeProvider time) => await CopyAsync(await Templates.DemoAsync(time));

    /// <summary>Drops the database, whoever is still connected.</summary>
    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        if (hosts.IsValueCreated)
            await hosts.Value.DisposeAsync();
        await using var connection = new NpgsqlConnection(Templates.Server);
        await connection.ExecuteAsync($"drop database if exists {name} with (force)");
    }

    private static async Task<TestDatabase> CopyAsync(string template)
    {
        TypeHandlers.Register();
        var name = $"test_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(Templates.Server);
        await connection.ExecuteAsync($"create database {name} template {template} strategy file_copy");
        return new TestDatabase(name);
    }
}
