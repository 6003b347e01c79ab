using System.Text.Json;
using TalentCard.Contracts.Talents;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Stations;

/// <summary>An uploaded list as it is kept.</summary>
internal sealed record UploadedList(
    Guid Id, string FileName, string State, int RowCount, int BadRowCount, string ProblemsText, string? RowsText, DateTimeOffset CreatedAt,
    DateTimeOffset? CommittedAt)
{
    private const int ShownRows = 500;

    /// <summary>What is wrong, by row and column.</summary>
    public ImportProblem[] Problems => JsonSerializer.Deserialize<ImportProblem[]>(ProblemsText)!;

    /// <summary>Its rows; none once it is committed or discarded.</summary>
    public List<ListRow> Rows => RowsText is null ? [] : JsonSerializer.Deserialize<List<ListRow>>(RowsText)!;

    /// <summary>The rows that a page shows, as numbers and texts.</summary>
    public IEnumerable<(int Number, string[] Texts)> Shown => Rows.Take(ShownRows).Select(row => (row.Number, Array.ConvertAll(row.Cells, cell => cell.Text)));
}

/// <summary>Lists of stations and of postdocs between upload and commit. A manager finds those of their own station, the office all.</summary>
public sealed class StationLists(Db db, TimeProvider time, AuditTrail audit)
{
    /// <summary>Whose a list <c>i</c> is: a station's, or the city's office's.</summary>
    internal static readonly RowOwner Owner = new() { Station = "i.station_id" };

    /// <summary>Checks a list and keeps it for the commit.</summary>
    /// <param name="kind"><c>postdoc</c> or <c>station</c>.</param>
    /// <param name="fileName">Name of the file, with or without a path.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="check">Checks them against what there is.</param>
    /// <param name="actor">Who uploads.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal Task<UploadedList> AddAsync<T>(
        string kind, string fileName, List<ListRow> rows, Func<Session, List<ListRow>, Task<T>> check, Actor actor,
        CancellationToken cancellationToken)
        where T : UploadedListCheck =>
        db.ChangeAsync(async session =>
        {
            var found = await check(session, rows);
            var id = Guid.CreateVersion7(time.GetUtcNow());
            await session.ExecuteAsync(
                """
                insert into postdoc_imports
                    (id, kind, station_id, file_name, state, row_count, bad_row_count, problems, rows, created_by, created_by_name, created_at)
                values (@id, @kind, @Station, @FileName, 'preview', @RowCount, @BadRowCount, @Problems::jsonb, @Rows::jsonb, @ActorId, @ActorName, @Now)
                """,
                new
                {
                    id,
                    kind,
                    Station = actor.Is(Roles.Office) ? (Guid?)null : actor.StationId ?? Guid.Empty,
                    FileName = NameOf(fileName),
                    RowCount = rows.Count,
                    found.BadRowCount,
                    Problems = JsonSerializer.Serialize(found.Problems),
                    Rows = JsonSerializer.Serialize(rows),
                    ActorId = actor.Id,
                    ActorName = actor.Name,
                    Now = time.GetUtcNow(),
                });
            await NoteAsync(session, actor, kind, "upload", id, new { rows = rows.Count, bad = found.BadRowCount });
            return await FindAsync(session, kind, id, actor, false);
        }, cancellationToken);

    /// <summary>A list with its problems and rows.</summary>
    /// <exception cref="RefusedException">There is none of theirs by that id.</exception>
    internal async Task<UploadedList> ReadAsync(string kind, Guid id, Actor actor, CancellationToken cancellationToken)
    {
        await using var session = await db.OpenAsync(cancellationToken);
        var list = await FindAsync(session, kind, id, actor, false);
        await NoteAsync(session, actor, kind, "view", id, null);
        return list;
    }

    /// <summary>Checks a list once more and writes all of it. Where it has become bad, nothing is written but its problems.</summary>
    /// <exception cref="RefusedException">No such list, closed already, or bad rows.</exception>
    internal async Task<UploadedList> CommitAsync<T>(
        string kind, Guid id, Func<Session, List<ListRow>, Task<T>> check,
        Func<Session, T, Task> write, Actor actor, CancellationToken cancellationToken)
        where T : UploadedListCheck
    {
        var (list, isBad) = await db.ChangeAsync(async session =>
        {
            // A second commit of the same list waits here and then finds it closed.
            var before = await FindAsync(session, kind, id, actor, true);
            if (before.State != "preview") throw new RefusedException(TalentProblems.ImportClosed);
            var found = await check(session, before.Rows);
            await session.ExecuteAsync(
                found.Problems.Count > 0
                    ? "update postdoc_imports set problems = @Problems::jsonb, bad_row_count = @BadRowCount where id = @id"
                    : """
                    update postdoc_imports set state = 'committed', rows = null, problems = '[]', bad_row_count = 0, committed_at = @Now
                    where id = @id
                    """,
                new { id, found.BadRowCount, Problems = JsonSerializer.Serialize(found.Problems), Now = time.GetUtcNow() });
            if (found.Problems.Count == 0)
            {
                await write(session, found);
                await NoteAsync(session, actor, kind, "commit", id, new { rows = before.RowCount });
            }
            return (await FindAsync(session, kind, id, actor, false), found.Problems.Count > 0);
        }, cancellationToken);
        return isBad ? throw new RefusedException(TalentProblems.BadRows) : list;
    }

    /// <summary>Discards a list: its rows are forgotten.</summary>
    /// <exception cref="RefusedException">No such list, or closed already.</exception>
    internal Task<UploadedList> DiscardAsync(string kind, Guid id, Actor actor, CancellationToken cancellationToken) =>
        db.ChangeAsync(async session =>
        {
            await FindAsync(session, kind, id, actor, true);
            var discarded = await session.ExecuteAsync(
                "update postdoc_imports set state = 'discarded', rows = null where id = @id and state = 'preview'", new { id });
            if (discarded == 0) throw new RefusedException(TalentProblems.ImportClosed);
            await NoteAsync(session, actor, kind, "discard", id, null);
            return await FindAsync(session, kind, id, actor, false);
        }, cancellationToken);

    /// <summary>A list of the caller's.</summary>
    /// <exception cref="RefusedException">There is none of theirs by that id.</exception>
    internal static async Task<UploadedList> FindAsync(Session session, string kind, Guid id, Actor actor, bool lockRow)
    {
        var scope = RowScope.Of(actor, Owner);
        return await session.FindAsync<UploadedList>(
            $"""
            select id, file_name, state, row_count, bad_row_count, problems::text problems_text, rows::text rows_text, created_at, committed_at
            from postdoc_imports i where id = @id and kind = @kind and {scope}
            {(lockRow ? "for update" : "")}
            """, scope.With(new { id, kind }))
            ?? throw new RefusedException(CommonProblems.NotFound);
    }

    private Task NoteAsync(Session session, Actor actor, string kind, string action, Guid id, object? details) =>
        audit.WriteAsync(session, actor, new AuditEvent($"{kind}_import.{action}", $"{kind}_import", id.ToString(), Details: details));

    // The name only; some browsers send a whole path.
    private static string NameOf(string path)
    {
        var name = new string([.. path.Split('/', '\\')[^1].Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
        return name.Length > 200 ? name[^200..] : name;
    }
}
