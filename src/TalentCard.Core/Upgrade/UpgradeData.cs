using TalentCard.Core.Hotline;
using TalentCard.Core.Privacy;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Upgrade;

/// <summary>
/// Brings the rows of a migrated database forward (docs/adr/0047). It can be killed and run again at any time: a batch and the
/// place where it stopped are one transaction. Two at once share the batches: the lock of the place hands them out.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="time">The clock.</param>
/// <param name="say">Takes a line of progress for each batch; no line holds personal data.</param>
public sealed class UpgradeData(Db db, TimeProvider time, Action<string> say)
{
    /// <summary>Every data migration, in their order. One that no supported release needs any more is deleted.</summary>
    public static IReadOnlyList<DataMigration> All(IFieldEncryption encryption) =>
        [
            BirthDates.Migration(encryption),
            ReencryptFields.Migration(encryption),
            .. NormalTexts.Migrations(),
            CallerNumbers.Migration(encryption),
        ];

    /// <summary>Runs them one after the other, each from where its last run was stopped, else from the first row on.</summary>
    /// <exception cref="DataMigrationException">One cannot go on; what was done before stays.</exception>
    public async Task RunAsync(IEnumerable<DataMigration> migrations, CancellationToken cancel)
    {
        foreach (var migration in migrations)
        {
            await BeginAsync(migration, cancel);
            var rows = 0;
            while (await NextAsync(migration, cancel) is { } batch)
                say($"{migration.Name}: {rows += batch.Rows} rows");
            say($"{migration.Name}: done, {rows} rows changed");
        }
    }

    private async Task BeginAsync(DataMigration migration, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        await session.ExecuteAsync(
            """
            insert into data_migrations as m (name, started_at) values (@Name, @Now)
            on conflict (name) do update set started_at = excluded.started_at, done_at = null, position = null
            where m.done_at is not null
            """,
            new { migration.Name, Now = time.GetUtcNow() }
        );
    }

    private Task<Batch?> NextAsync(DataMigration migration, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var place = await session.SingleAsync<Place>(
                    "select position, done_at from data_migrations where name = @Name for update",
                    new { migration.Name }
                );
                // Another run has finished it meanwhile.
                if (place.DoneAt is not null)
                    return null;
                var batch = await migration.ChangeAsync(session, place.Position);
                await session.ExecuteAsync(
                    """
                    update data_migrations
                    set position = coalesce(@Position, position), done_at = case when @Position is null then @Now end
                    where name = @Name
                    """,
                    new
                    {
                        migration.Name,
                        batch?.Position,
                        Now = time.GetUtcNow(),
                    }
                );
                return batch;
            },
            cancel
        );

    private sealed record Place(string? Position, DateTimeOffset? DoneAt);
}
