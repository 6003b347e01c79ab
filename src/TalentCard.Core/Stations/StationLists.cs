using System.Text.Json;
using Dapper;
using Npgsql;
using TalentCard.Contracts.Problems;
using TalentCard.Contracts.Talents;
using TalentCard.Core.Audit;
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
public sealed class StationLists(NpgsqlDataSource database, TimeProvider time, AuditTrail audit)
{
    /// <summary>Checks a list and keeps it for the commit.</summary>
    /// <param name="kind"><c>postdoc</c> or <c>station</c>.</param>
    /// <param name="fileName">Name of the file, with or without a path.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="check">Checks them against what there is.</param>
    /// <param name="actor">Who uploads.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal Task<UploadedList> AddAsync<T>(
        string kind, string fileName, List<ListRow> rows, Func<NpgsqlConnection, NpgsqlTransaction, List<ListRow>, Task<T>> check, Actor actor,
        CancellationToken cancellationToken)
        where T : UploadedListCheck =>
        database.ChangeAsync(async (connection, transaction) =>
        {
            var found = await check(connection, transaction, rows);
            var id = Guid.CreateVersion7(time.GetUtcNow());
            await connection.ExecuteAsync(new CommandDefinition(
                """
                insert into postdoc_imports
                    (id, kind, station_id, file_name, state, row_count, bad_row_count, problems, rows, created_by, created_by_name, created_at)
                values (@id, @kind, @Only, @FileName, 'preview', @RowCount, @BadRowCount, @Problems::jsonb, @Rows::jsonb, @ActorId, @ActorName, @Now)
                """,
                new
                {
                    id,
                    kind,
                    Only = actor.Only(),
                    FileName = NameOf(fileName),
                    RowCount = rows.Count,
                    found.BadRowCount,
                    Problems = JsonSerializer.Serialize(found.Problems),
                    Rows = JsonSerializer.Serialize(rows),
                    ActorId = actor.Id,
                    ActorName = actor.Name,
                    Now = time.GetUtcNow(),
                }, transaction, cancellationToken: cancellationToken));
            await NoteAsync(connection, transaction, actor, kind, "upload", id, new { rows = rows.Count, bad = found.BadRowCount }, cancellationToken);
            return await FindAsync(connection, transaction, kind, id, actor, false, cancellationToken);
        }, cancellationToken);

    /// <summary>A list with its problems and rows.</summary>
    /// <exception cref="RefusedException">There is none of theirs by that id.</exception>
    internal async Task<UploadedList> ReadAsync(string kind, Guid id, Actor actor, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var list = await FindAsync(connection, null, kind, id, actor, false, cancellationToken);
        await NoteAsync(connection, null, actor, kind, "view", id, null, cancellationToken);
        return list;
    }

    /// <summary>Checks a list once more and writes all of it. Where it has become bad, nothing is written but its problems.</summary>
    /// <exception cref="RefusedException">No such list, closed already, or bad rows.</exception>
    internal async Task<UploadedList> CommitAsync<T>(
        string kind, Guid id, Func<NpgsqlConnection, NpgsqlTransaction, List<ListRow>, Task<T>> check,
        Func<NpgsqlConnection, NpgsqlTransaction, T, Task> write, Actor actor, CancellationToken cancellationToken)
        where T : UploadedListCheck
    {
        var (list, isBad) = await database.ChangeAsync(async (connection, transaction) =>
        {
            // A second commit of the same list waits here and then finds it closed.
            var before = await FindAsync(connection, transaction, kind, id, actor, true, cancellationToken);
            if (before.State != "preview") throw new RefusedException(TalentProblems.ImportClosed);
            var found = await check(connection, transaction, before.Rows);
            await connection.ExecuteAsync(new CommandDefinition(
                found.Problems.Count > 0
                    ? "update postdoc_imports set problems = @Problems::jsonb, bad_row_count = @BadRowCount where id = @id"
                    : """
                    update postdoc_imports set state = 'committed', rows = null, problems = '[]', bad_row_count = 0, committed_at = @Now
                    where id = @id
                    """,
                new { id, found.BadRowCount, Problems = JsonSerializer.Serialize(found.Problems), Now = time.GetUtcNow() }, transaction,
                cancellationToken: cancellationToken));
            if (found.Problems.Count == 0)
            {
                await write(connection, transaction, found);
                await NoteAsync(connection, transaction, actor, kind, "commit", id, new { rows = before.RowCount }, cancellationToken);
            }
            return (await FindAsync(connection, transaction, kind, id, actor, false, cancellationToken), found.Problems.Count > 0);
        }, cancellationToken);
        return isBad ? throw new RefusedException(TalentProblems.BadRows) : list;
    }

    /// <summary>Discards a list: its rows are forgotten.</summary>
    /// <exception cref="RefusedException">No such list, or closed already.</exception>
    internal Task<UploadedList> DiscardAsync(string kind, Guid id, Actor actor, CancellationToken cancellationToken) =>
        database.ChangeAsync(async (connection, transaction) =>
        {
            await FindAsync(connection, transaction, kind, id, actor, true, cancellationToken);
            var discarded = await connection.ExecuteAsync(new CommandDefinition(
                "update postdoc_imports set state = 'discarded', rows = null where id = @id and state = 'preview'", new { id }, transaction,
                cancellationToken: cancellationToken));
            if (discarded == 0) throw new RefusedException(TalentProblems.ImportClosed);
            await NoteAsync(connection, transaction, actor, kind, "discard", id, null, cancellationToken);
            return await FindAsync(connection, transaction, kind, id, actor, false, cancellationToken);
        }, cancellationToken);

    /// <summary>A list of the caller's.</summary>
    /// <exception cref="RefusedException">There is none of theirs by that id.</exception>
    internal static async Task<UploadedList> FindAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string kind, Guid id, Actor actor, bool lockRow,
        CancellationToken cancellationToken) =>
        await connection.QuerySingleOrDefaultAsync<UploadedList>(new CommandDefinition(
            $"""
            select id, file_name, state, row_count, bad_row_count, problems::text problems_text, rows::text rows_text, created_at, committed_at
            from postdoc_imports where id = @id and kind = @kind and (@Only::uuid is null or station_id = @Only)
            {(lockRow ? "for update" : "")}
            """, new { id, kind, Only = actor.Only() }, transaction, cancellationToken: cancellationToken))
        ?? throw new RefusedException(CommonProblems.NotFound);

    private Task NoteAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Actor actor, string kind, string action, Guid id, object? details,
        CancellationToken cancellationToken) =>
        audit.WriteAsync(connection, transaction, actor, new AuditEvent($"{kind}_import.{action}", $"{kind}_import", id.ToString(), Details: details), cancellationToken);

    // The name only; some browsers send a whole path.
    private static string NameOf(string path)
    {
        var name = new string([.. path.Split('/', '\\')[^1].Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
        return name.Length > 200 ? name[^200..] : name;
    }
}
