using System.Security.Cryptography;
using Dapper;
using Npgsql;
using TalentCard.Core.Database;

namespace TalentCard.Testing;

/// <summary>
/// A database of one's own on a real PostgreSQL, copied from a template that <c>db/migrate</c> migrated once. The server is the one
/// of <c>TALENTCARD_TEST_DATABASE</c>, which <c>./test</c> starts, or else one that <c>db/server</c> starts for this checkout.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<(string Server, string Template)>> Template = new(PrepareTemplateAsync);
    private readonly string server;
    private readonly string name;

    private TestDatabase(string server, string name)
    {
        this.server = server;
        this.name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
        DataSource = NpgsqlDataSource.Create(ConnectionString);
    }

    /// <summary>Connection string of this database.</summary>
    public string ConnectionString { get; }

    /// <summary>A data source for the test's own questions.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>The way to it of the code under test.</summary>
    public Db Db => new(DataSource);

    /// <summary>Creates a migrated, empty database.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        TypeHandlers.Register();
        var (server, template) = await Template.Value;
        var name = $"test_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(server);
        await connection.ExecuteAsync($"create database {name} template {template} strategy file_copy");
        return new TestDatabase(server, name);
    }

    /// <summary>Drops the database, whoever is still connected.</summary>
    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await using var connection = new NpgsqlConnection(server);
        await connection.ExecuteAsync($"drop database if exists {name} with (force)");
    }

    private static async Task<(string, string)> PrepareTemplateAsync()
    {
        var server = Environment.GetEnvironmentVariable("TALENTCARD_TEST_DATABASE")
            ?? await Repository.RunAsync("db/server", "start", ".data/test-postgres");
        var template = $"template_{await HashOfMigrationsAsync()}";
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        // Test processes run side by side; one of them migrates, the others wait.
        await connection.ExecuteAsync("select pg_advisory_lock(20220601)");
        if (!await connection.ExecuteScalarAsync<bool>("select exists (select from pg_database where datname = @template)", new { template }))
        {
            await connection.ExecuteAsync($"drop database if exists {template}_new; ");
            await connection.ExecuteAsync($"create database {template}_new");
            await Repository.RunAsync("db/migrate", new NpgsqlConnectionStringBuilder(server) { Database = $"{template}_new" }.ConnectionString);
            await connection.ExecuteAsync($"alter database {template}_new rename to {template}");
        }
        await connection.ExecuteAsync("select pg_advisory_unlock(20220601)");
        return (server, template);
    }

    private static async Task<string> HashOfMigrationsAsync()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] files = [.. Directory.GetFiles(Repository.PathOf("db/migrations")).Order(StringComparer.Ordinal),
            .. Directory.GetFiles(Repository.PathOf("src/TalentCard.Migrate")).Order(StringComparer.Ordinal)];
        foreach (var file in files)
            hash.AppendData(await File.ReadAllBytesAsync(file));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
