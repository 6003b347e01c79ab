using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using Npgsql;
using TalentCard.Core;
using TalentCard.Core.Database;
using TalentCard.Demo;

namespace TalentCard.Testing;

/// <summary>
/// The databases that tests copy, each named by what it was made of. They outlive the run: the next one finds them.
/// </summary>
internal static class Templates
{
    private static readonly Lazy<Task<string>> StartedServer = new(async () =>
        Environment.GetEnvironmentVariable("TALENTCARD_TEST_DATABASE")
        ?? await Repository.RunAsync("db/server", "start", ".data/test-postgres")
    );

    private static readonly ConcurrentDictionary<string, Lazy<Task>> Made = new();

    /// <summary>How to connect to the server, which is started for the first who asks.</summary>
    public static string Server => StartedServer.Value.Result;

    /// <summary>How to connect to one of its databases.</summary>
    public static string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(Server) { Database = database }.ConnectionString;

    /// <summary>The template that <c>db/migrate</c> migrated.</summary>
    public static async Task<string> MigratedAsync()
    {
        var name = $"template_{HashOf([.. Files("db/migrations"), .. Files("src/TalentCard.Migrate")])}";
        await MakeAsync(name, "template1", database => Repository.RunAsync("db/migrate", ConnectionTo(database)));
        return name;
    }

    /// <summary>The template with the demo data as loaded on the day of <paramref name="time"/>.</summary>
    public static async Task<string> DemoAsync(TimeProvider time)
    {
        var migrated = await MigratedAsync();
        // The programs that made it, and the day, which the dates of the demo accounts' own cards follow.
        string[] programs = ["TalentCard.Demo.dll", "TalentCard.Core.dll", "TalentCard.Contracts.dll"];
        var made = HashOf([.. programs.Select(program => Path.Combine(AppContext.BaseDirectory, program))]);
        var name = $"demo_{migrated}_{made}_{time.Today().ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";
        await MakeAsync(
            name,
            migrated,
            async database =>
            {
                await DropAsync($"demo_{migrated}_{made}_");
                await using var target = NpgsqlDataSource.Create(ConnectionTo(database));
                var loading = await DemoData.LoadAsync(new Db(target), TestData.Encryption, time, CancellationToken.None);
                if (loading != DemoLoading.Loaded)
                    throw new InvalidOperationException($"The demo data was not loaded: {loading}.");
            }
        );
        return name;
    }

    // Templates of programs that are no more: each change would leave one behind.
    private static async Task DropAsync(string but)
    {
        await using var connection = new NpgsqlConnection(Server);
        foreach (
            var old in await connection.QueryAsync<string>(
                "select datname from pg_database where starts_with(datname, 'demo_') and not starts_with(datname, @but)",
                new { but }
            )
        )
            await connection.ExecuteAsync($"drop database if exists {old} with (force)");
    }

    private static Task MakeAsync(string name, string from, Func<string, Task> fill) =>
        Made.GetOrAdd(name, _ => new(() => MakeOnceAsync(name, from, fill))).Value;

    private static async Task MakeOnceAsync(string name, string from, Func<string, Task> fill)
    {
        await using var connection = new NpgsqlConnection(await StartedServer.Value);
        await connection.OpenAsync();
        // Test processes run side by side; one of them makes it, the others wait as long as it takes.
        await connection.ExecuteAsync("select pg_advisory_lock(20220601)", commandTimeout: 0);
        if (
            !await connection.ExecuteScalarAsync<bool>(
                "select exists (select from pg_database where datname = @name)",
                new { name }
            )
        )
        {
            await connection.ExecuteAsync("drop database if exists template_new with (force)");
            await connection.ExecuteAsync($"create database template_new template {from}");
            await fill("template_new");
            await connection.ExecuteAsync($"alter database template_new rename to {name}");
        }
        await connection.ExecuteAsync("select pg_advisory_unlock(20220601)");
    }

    private static string[] Files(string folder) =>
        [.. Directory.GetFiles(Repository.PathOf(folder)).Order(StringComparer.Ordinal)];

    private static string HashOf(params string[] files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
            hash.AppendData(File.ReadAllBytes(file));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
