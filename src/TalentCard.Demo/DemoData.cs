using Dapper;
using Npgsql;
using TalentCard.Core;
using TalentCard.Core.Audit;
using TalentCard.Core.Database;
using TalentCard.Core.Privacy;
using TalentCard.Core.Statistics;

namespace TalentCard.Demo;

/// <summary>What became of loading the demo data.</summary>
public enum DemoLoading
{
    /// <summary>The database was empty and now holds the demo data.</summary>
    Loaded,

    /// <summary>It held the demo data already; nothing was changed.</summary>
    AlreadyLoaded,

    /// <summary>It holds other data; nothing was changed.</summary>
    HasOtherData,
}

/// <summary>
/// The demo data: Huainan's figures of 2022 with invented people. Two loads give the same rows, except for ciphers,
/// password hashes, security stamps, and the dates of the demo accounts' own cards, which follow the day of loading.
/// </summary>
public static class DemoData
{
    /// <summary>Loads everything in one transaction into a migrated database without data of its own.</summary>
    public static async Task<DemoLoading> LoadAsync(
        NpgsqlDataSource database, IFieldEncryption encryption, TimeProvider time, CancellationToken cancellationToken)
    {
        TypeHandlers.Register();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var state = await ReadStateAsync(connection, cancellationToken);
        if (state != DemoLoading.Loaded) return state;

        await City.InsertAsync(connection, cancellationToken);
        await Stations.InsertAsync(connection, cancellationToken);
        await Partners.InsertAsync(connection, cancellationToken);
        await Benefits.InsertAsync(connection, cancellationToken);
        var current = CurrentCards.BatchOn(time.Today());
        await CardBatches.InsertAsync(connection, encryption, FirstBatch.Batch, cancellationToken);
        await CardBatches.InsertAsync(connection, encryption, current, cancellationToken);
        await CardBatches.InsertNumbersAsync(connection, cancellationToken);
        await DemoAccounts.InsertAsync(connection, current.Holders, cancellationToken);
        await Postdocs.InsertAsync(connection, time.Today(), cancellationToken);
        await Services.InsertAsync(connection,
            [.. ServicesOf2022.Give(FirstBatch.Batch.Holders), .. CurrentCards.ServicesOn(time.Today(), current.Holders)],
            cancellationToken);
        await ThinkTank.InsertAsync(connection, time.Today(), cancellationToken);
        await Hotline.InsertAsync(connection, encryption,
            [.. HotlineOf2022.Take(FirstBatch.Batch.Holders), .. CurrentTickets.On(time.Today(), [.. FirstBatch.Batch.Holders, .. current.Holders])],
            time.Today(), cancellationToken);
        await new AuditTrail(time).WriteAsync(connection, transaction, Actor.Job("demo"),
            new AuditEvent("demo.load", "database", null, Reason: "演示数据"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        // Counted once they are committed, as the Worker would within minutes.
        await new RollUp(database, time, new AuditTrail(time)).RunAsync(cancellationToken);
        await Reports.InsertAsync(database, cancellationToken);
        return DemoLoading.Loaded;
    }

    // Whether there is anything, under a lock, so that of two loads at once the second sees the first one's rows.
    private static async Task<DemoLoading> ReadStateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_xact_lock(20220602)", cancellationToken: cancellationToken));
        var (demo, other) = await connection.QuerySingleAsync<(bool, bool)>(new CommandDefinition(
            """
            select exists (select from users where is_demo),
                exists (select from users) or exists (select from talents) or exists (select from partners)
                or exists (select from divisions) or exists (select from tiers) or exists (select from benefits)
                or exists (select from service_point_kinds) or exists (select from departments) or exists (select from stations)
            """, cancellationToken: cancellationToken));
        return demo ? DemoLoading.AlreadyLoaded : other ? DemoLoading.HasOtherData : DemoLoading.Loaded;
    }
}
