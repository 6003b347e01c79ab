using Microsoft.Extensions.Time.Testing;
using Npgsql;
using TalentCard.Core.Database;
using TalentCard.Testing;

namespace TalentCard.Demo.Tests;

/// <summary>A database of its own with the demo data, loaded on a morning in Huainan.</summary>
public sealed class DemoDatabase : IAsyncLifetime
{
    public static readonly FakeTimeProvider LoadedAt = FakeTimeProvider.At("2026-11-22T09:00+08:00");
    private TestDatabase database = null!;

    public NpgsqlDataSource DataSource => database.DataSource;

    public async ValueTask InitializeAsync() => database = await TestDatabase.DemoAsync(LoadedAt);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    public static Task<DemoLoading> LoadAsync(NpgsqlDataSource target, TimeProvider time) =>
        DemoData.LoadAsync(new Db(target), TestData.Encryption, time, TestContext.Current.CancellationToken);
}
