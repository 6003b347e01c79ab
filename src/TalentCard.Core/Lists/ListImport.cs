using TalentCard.Contracts.Lists;

namespace TalentCard.Core.Lists;

/// <summary>
/// A list on its way into the database: upload and check, then commit all of it or nothing. Between the two its rows are kept
/// and nothing is written elsewhere. A feature brings the columns, the check, and what the commit writes.
/// </summary>
/// <typeparam name="TImport">How the list is shown.</typeparam>
public abstract class ListImport<TImport>(Db db, TimeProvider time, AuditTrail audit)
    where TImport : IListImport
{
    /// <summary>The database.</summary>
    protected Db Db => db;

    /// <summary>The clock.</summary>
    protected TimeProvider Time => time;

    /// <summary>The audit trail.</summary>
    protected AuditTrail Audit => audit;

    /// <summary>Where the lists are kept.</summary>
    private protected abstract ImportTable Table { get; }

    /// <summary>The headings, the first the one that they are known by, and those that may be missing.</summary>
    private protected abstract (string[] All, string[] Optional) Columns { get; }

    /// <summary>Checks the rows against what there is now.</summary>
    private protected abstract Task<CheckedList> CheckAsync(Session session, List<ListRow> rows, Actor actor);

    /// <summary>Shows the list.</summary>
    private protected abstract TImport Show(UploadedList list);

    /// <summary>Reads and checks a list and keeps it for the commit.</summary>
    /// <param name="fileName">Name of the file; some browsers send a whole path.</param>
    /// <param name="file">xlsx or csv.</param>
    /// <param name="withHidden">Whether rows that a filter hides are of the list.</param>
    /// <param name="actor">Who uploads.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RefusedException">It cannot be read as a list of 1 to 10,000 rows with these columns.</exception>
    public async Task<TImport> UploadAsync(string fileName, byte[] file, bool withHidden, Actor actor, CancellationToken cancel)
    {
        var list = ListReader.Read(file, Columns.All, Columns.Optional, withHidden);
        return Show(
            await db.ChangeAsync(
                async session =>
                {
                    var found = await CheckAsync(session, list.Rows, actor);
                    var now = time.GetUtcNow();
                    var id = Guid.CreateVersion7(now);
                    await Table.InsertAsync(session, new NewImport(id, NameOf(fileName), file, list, found, now), actor);
                    await NoteAsync(session, actor, "upload", id, new { rows = list.Rows.Count, bad = found.BadRowCount });
                    return await Table.FindAsync(session, id, actor);
                },
                cancel
            )
        );
    }

    /// <summary>An import with its problems and rows. The look is written into the audit trail.</summary>
    /// <exception cref="RefusedException">There is none of theirs by that id (<c>not_found</c>).</exception>
    public async Task<TImport> ReadAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var list = await Table.FindAsync(session, id, actor);
        await NoteAsync(session, actor, "view", id);
        return Show(list);
    }

    /// <summary>
    /// Checks the list once more, for much may have happened since, and writes all of it. Where it has become bad, the problems
    /// are kept with the preview and nothing else is written.
    /// </summary>
    /// <exception cref="RefusedException">No such import, closed already, or bad rows.</exception>
    public virtual async Task<TImport> CommitAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        var (list, isBad) = await db.ChangeAsync(
            async session =>
            {
                var before = await LockAsync(session, id, actor);
                var found = await CheckAsync(session, before.Rows, actor);
                var isBad = found.Findings.Count > 0;
                if (isBad)
                    await Table.KeepAsync(session, id, found);
                else
                {
                    await Table.CommitAsync(session, id, time.GetUtcNow(), actor);
                    await NoteAsync(session, actor, "commit", id, new { rows = before.RowCount });
                    await found.WriteAsync(id);
                }
                return (await Table.FindAsync(session, id, actor), isBad);
            },
            cancel
        );
        return isBad ? throw new RefusedException(ListProblems.BadRows) : Show(list);
    }

    /// <summary>Discards a list: its rows are forgotten.</summary>
    /// <exception cref="RefusedException">No such import, or closed already.</exception>
    public async Task<TImport> DiscardAsync(Guid id, Actor actor, CancellationToken cancel) =>
        Show(
            await db.ChangeAsync(
                async session =>
                {
                    await LockAsync(session, id, actor);
                    await Table.DiscardAsync(session, id);
                    await NoteAsync(session, actor, "discard", id);
                    return await Table.FindAsync(session, id, actor);
                },
                cancel
            )
        );

    // A second commit of the same list waits here and then finds it closed.
    private async Task<UploadedList> LockAsync(Session session, Guid id, Actor actor) =>
        await Table.FindAsync(session, id, actor, lockRow: true) is { State: "preview" } list
            ? list
            : throw new RefusedException(ListProblems.ImportClosed);

    private Task NoteAsync(Session session, Actor actor, string action, Guid id, object? details = null) =>
        audit.WriteAsync(
            session,
            actor,
            new AuditEvent($"{Table.Kind}_import.{action}", $"{Table.Kind}_import", id.ToString(), Details: details)
        );

    private static string NameOf(string path)
    {
        var name = new string([.. path.Split('/', '\\')[^1].Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
        return name.Length > 200 ? name[^200..] : name;
    }
}
