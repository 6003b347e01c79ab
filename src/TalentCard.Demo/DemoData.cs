using TalentCard.Core;
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
        Db db,
        IFieldEncryption encryption,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        TypeHandlers.Register();
        var state = await db.ChangeAsync(session => InsertAsync(session, encryption, time), cancel);
        if (state != DemoLoading.Loaded)
            return state;
        // Counted once they are committed, as the Worker would within minutes.
        await new RollUp(db, time, new AuditTrail(time)).RunAsync(cancel);
        await Reports.InsertAsync(db, cancel);
        await Settlements.InsertAsync(db, cancel);
        return DemoLoading.Loaded;
    }

    private static async Task<DemoLoading> InsertAsync(Session session, IFieldEncryption encryption, TimeProvider time)
    {
        var state = await ReadStateAsync(session);
        if (state != DemoLoading.Loaded)
            return state;

        await City.InsertAsync(session);
        await Stations.InsertAsync(session);
        await Partners.InsertAsync(session);
        await Benefits.InsertAsync(session);
        var current = CurrentCards.BatchOn(time.Today());
        await CardBatches.InsertAsync(session, encryption, FirstBatch.Batch);
        await CardBatches.InsertAsync(session, encryption, current);
        await CardBatches.InsertNumbersAsync(session);
        await DemoAccounts.InsertAsync(session, current.Holders);
        await Families.InsertAsync(session, encryption, [.. current.Holders, .. FirstBatch.Batch.Holders], time.Today());
        await Postdocs.InsertAsync(session, time.Today());
        await Services.InsertAsync(
            session,
            [.. ServicesOf2022.Give(FirstBatch.Batch.Holders), .. CurrentCards.ServicesOn(time.Today(), current.Holders)]
        );
        await ThinkTank.InsertAsync(session, time.Today());
        await Organisations.InsertAsync(session);
        await Hotline.InsertAsync(
            session,
            encryption,
            [
                .. HotlineOf2022.Take(FirstBatch.Batch.Holders),
                .. CurrentTickets.On(time.Today(), [.. FirstBatch.Batch.Holders, .. current.Holders]),
            ],
            time.Today()
        );
        // So that the history of 2022 stays to be looked at.
        await session.ExecuteAsync("update retention_periods set months = 600, most_months = 600");
        await new AuditTrail(time).WriteAsync(
            session,
            Actor.Job("demo"),
            new AuditEvent("demo.load", "database", null, Reason: "演示数据")
        );
        return DemoLoading.Loaded;
    }

    // Whether there is anything, under a lock, so that of two loads at once the second sees the first one's rows.
    private static async Task<DemoLoading> ReadStateAsync(Session session)
    {
        await session.ExecuteAsync("select pg_advisory_xact_lock(20220602)");
        var (demo, other) = await session.SingleAsync<(bool, bool)>(
            """
            select exists (select from users where is_demo),
                exists (select from users) or exists (select from talents) or exists (select from partners)
                or exists (select from divisions) or exists (select from tiers) or exists (select from benefits)
                or exists (select from service_point_kinds) or exists (select from departments) or exists (select from stations)
            """
        );
        return demo ? DemoLoading.AlreadyLoaded
            : other ? DemoLoading.HasOtherData
            : DemoLoading.Loaded;
    }
}
