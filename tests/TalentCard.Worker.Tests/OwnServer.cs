using Npgsql;
using TalentCard.Core.Database;
using TalentCard.Testing;

namespace TalentCard.Worker.Tests;

/// <summary>A PostgreSQL of the test's own, migrated, which the test may restart.</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("talentcard-");

    private OwnServer() { }

    /// <summary>A data source for the test itself.</summary>
    public NpgsqlDataSource DataSource { get; private set; } = null!;

    /// <summary>How a host connects to it; stays the same over restarts.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(DataSource.ConnectionString) { Username = TestDatabase.AppRole }.ConnectionString;

    public static async Task<OwnServer> StartAsync()
    {
        TypeHandlers.Register();
        var server = new OwnServer();
        var connection = new NpgsqlConnectionStringBuilder(
            await Repository.RunAsync("db/server", "start", server.folder.FullName)
        )
        {
            Database = "talentcard",
        };
        await Repository.RunAsync("db/migrate", connection.ConnectionString);
        server.DataSource = NpgsqlDataSource.Create(connection);
        return server;
    }

    /// <summary>Cuts every connection and takes no new ones.</summary>
    public Task StopAsync() => Repository.RunAsync("db/server", "stop", folder.FullName);

    /// <summary>Takes connections again, at the same address.</summary>
    public Task StartAgainAsync() => Repository.RunAsync("db/server", "start", folder.FullName);

    public async ValueTask DisposeAsync()
    {
        if (DataSource is not null)
            await DataSource.DisposeAsync();
        await StopAsync();
        folder.Delete(recursive: true);
    }
}
