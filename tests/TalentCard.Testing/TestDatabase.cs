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

    private TestDatabase(string name)
    {
        this.name = name;
        ConnectionString = Templates.ConnectionTo(name);
        DataSource = NpgsqlDataSource.Create(ConnectionString);
    }

    /// <summary>Connection string of this database.</summary>
    public string ConnectionString { get; }

    /// <summary>Connection string of the Web, whose role sees its own schema alone.</summary>
    public string WebConnectionString =>
        new NpgsqlConnectionStringBuilder(ConnectionString) { Username = "talentcard_web" }.ConnectionString;

    /// <summary>A data source for the test's own questions.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>The way to it of the code under test.</summary>
    public Db Db => new(DataSource);

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
