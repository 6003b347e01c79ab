using TalentCard.Testing;

[assembly: AssemblyFixture(typeof(TalentCard.Web.Tests.SharedStorage))]

namespace TalentCard.Web.Tests;

/// <summary>The storage of every Web of these tests. What one keeps lies under keys that no other guesses.</summary>
public sealed class SharedStorage : IAsyncLifetime
{
    private TestDatabase? database;

    /// <summary>How the Web connects to it.</summary>
    public static string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        ConnectionString = database.WebConnectionString;
    }

    public ValueTask DisposeAsync() => database?.DisposeAsync() ?? default;
}
