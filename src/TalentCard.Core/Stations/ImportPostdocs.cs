using System.Text.Json;
using Dapper;
using Npgsql;
using TalentCard.Contracts.Problems;
using TalentCard.Contracts.Stations;
using TalentCard.Contracts.Talents;
using TalentCard.Core.Audit;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Stations;

/// <summary>
/// A list of postdocs, of a manager's own station or of any for the office: upload and check, then commit all of it or
/// nothing. Each row becomes a proposed entry, which another person of the office decides.
/// </summary>
public sealed class ImportPostdocs(NpgsqlDataSource database, TimeProvider time, AuditTrail audit, EnterPostdoc enter)
{
    private const int ShownRows = 500;

    /// <summary>Reads and checks a list and keeps it for the commit.</summary>
    /// <exception cref="RefusedException">It cannot be read as a list of postdocs.</exception>
    public Task<PostdocImport> UploadAsync(string fileName, byte[] file, Actor actor, CancellationToken cancellationToken)
    {
        var rows = TalentList.Read(file, PostdocListCheck.Columns, PostdocListCheck.Optional);
        return database.ChangeAsync(async (connection, transaction) =>
        {
            var check = await CheckAsync(connection, transaction, rows, actor, cancellationToken);
            var id = Guid.CreateVersion7(time.GetUtcNow());
            await connection.ExecuteAsync(new CommandDefinition(
                """
                insert into postdoc_imports
                    (id, station_id, file_name, state, row_count, bad_row_count, problems, rows, created_by, created_at)
                values (@id, @Only, @FileName, 'preview', @RowCount, @BadRowCount, @Problems::jsonb, @Rows::jsonb, @ActorId, @Now)
                """,
                new
                {
                    id,
                    Only = actor.Only(),
                    FileName = NameOf(fileName),
                    RowCount = rows.Count,
                    check.BadRowCount,
                    Problems = JsonSerializer.Serialize(check.Problems),
                    Rows = JsonSerializer.Serialize(rows),
                    ActorId = actor.Id,
                    Now = time.GetUtcNow(),
                }, transaction, cancellationToken: cancellationToken));
            await audit.WriteAsync(connection, transaction, actor,
                new AuditEvent("postdoc_import.upload", "postdoc_import", id.ToString(), Details: new { rows = rows.Count, bad = check.BadRowCount }), cancellationToken);
            return ToImport(await FindAsync(connection, transaction, id, actor, false, cancellationToken));
        }, cancellationToken);
    }

    /// <summary>An import with its problems and rows.</summary>
    /// <exception cref="RefusedException">There is none of theirs by that id.</exception>
    public async Task<PostdocImport> ReadAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var import = await FindAsync(connection, null, id, actor, false, cancellationToken);
        await audit.WriteAsync(connection, null, actor, new AuditEvent("postdoc_import.view", "postdoc_import", id.ToString()), cancellationToken);
        return ToImport(import);
    }

    /// <summary>Checks the list once more and proposes every entry of it. Where it has become bad, nothing is written but its problems.</summary>
    /// <exception cref="RefusedException">No such import, closed already, or bad rows.</exception>
    public async Task<PostdocImport> CommitAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        var (import, isBad) = await database.ChangeAsync(async (connection, transaction) =>
        {
            // A second commit of the same list waits here and then finds it closed.
            var row = await FindAsync(connection, transaction, id, actor, true, cancellationToken);
            if (row.State != "preview") throw new RefusedException(TalentProblems.ImportClosed);
            var check = await CheckAsync(connection, transaction, RowsOf(row), actor, cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition(
                check.Problems.Count > 0
                    ? "update postdoc_imports set problems = @Problems::jsonb, bad_row_count = @BadRowCount where id = @id"
                    : """
                    update postdoc_imports set state = 'committed', rows = null, problems = '[]', bad_row_count = 0, committed_at = @Now
                    where id = @id
                    """,
                new { id, check.BadRowCount, Problems = JsonSerializer.Serialize(check.Problems), Now = time.GetUtcNow() }, transaction,
                cancellationToken: cancellationToken));
            if (check.Problems.Count == 0)
            {
                foreach (var entry in check.Entries)
                    await enter.InsertAsync(connection, transaction, Guid.CreateVersion7(time.GetUtcNow()), entry, id, actor, cancellationToken);
                await audit.WriteAsync(connection, transaction, actor,
                    new AuditEvent("postdoc_import.commit", "postdoc_import", id.ToString(), Details: new { postdocs = check.Entries.Count }), cancellationToken);
            }
            return (ToImport(await FindAsync(connection, transaction, id, actor, false, cancellationToken)), check.Problems.Count > 0);
        }, cancellationToken);
        return isBad ? throw new RefusedException(TalentProblems.BadRows) : import;
    }

    /// <summary>Discards a list: its rows are forgotten.</summary>
    /// <exception cref="RefusedException">No such import, or closed already.</exception>
    public Task<PostdocImport> DiscardAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        database.ChangeAsync(async (connection, transaction) =>
        {
            await FindAsync(connection, transaction, id, actor, true, cancellationToken);
            var discarded = await connection.ExecuteAsync(new CommandDefinition(
                "update postdoc_imports set state = 'discarded', rows = null where id = @id and state = 'preview'", new { id }, transaction,
                cancellationToken: cancellationToken));
            if (discarded == 0) throw new RefusedException(TalentProblems.ImportClosed);
            await audit.WriteAsync(connection, transaction, actor, new AuditEvent("postdoc_import.discard", "postdoc_import", id.ToString()), cancellationToken);
            return ToImport(await FindAsync(connection, transaction, id, actor, false, cancellationToken));
        }, cancellationToken);

    private static async Task<PostdocListCheck> CheckAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, List<ListRow> rows, Actor actor, CancellationToken cancellationToken)
    {
        await using var facts = await connection.QueryMultipleAsync(new CommandDefinition(
            $"""
            select id, name from stations where @Only::uuid is null or id = @Only;
            select id, station_id, place, name from station_mentors
            where active and (@Only::uuid is null or station_id = @Only) order by created_at desc;
            select code, name, name_en from disciplines;
            select {PostdocRuleStore.Columns} from postdoc_rules r order by r.valid_from desc;
            select station_id, name, entered_on from postdocs where (@Only::uuid is null or station_id = @Only) and name = any(@Names);
            """,
            new { Only = actor.Only(), Names = rows.Select(row => row.Cells[0].Text).Distinct().ToArray() }, transaction, cancellationToken: cancellationToken));
        var check = new PostdocListCheck(new PostdocListFacts(
            (await facts.ReadAsync<(Guid Id, string Name)>()).ToDictionary(station => station.Name, station => station.Id),
            // Of two mentors of one name the one that was added first.
            (await facts.ReadAsync<(Guid Id, Guid Station, string Place, string Name)>()).GroupBy(one => (one.Station, one.Place, one.Name))
                .ToDictionary(group => group.Key, group => group.Last().Id),
            [.. await facts.ReadAsync<Discipline>()],
            [.. await facts.ReadAsync<PostdocRule>()],
            (await facts.ReadAsync<Person>()).Select(one => (one.StationId, one.Name, one.EnteredOn)).ToHashSet()));
        check.Run(rows);
        return check;
    }

    private static async Task<Row> FindAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid id, Actor actor, bool lockRow, CancellationToken cancellationToken) =>
        await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"""
            select id, file_name, state, row_count, bad_row_count, problems::text, rows::text, created_at, committed_at
            from postdoc_imports where id = @id and (@Only::uuid is null or station_id = @Only)
            {(lockRow ? "for update" : "")}
            """, new { id, Only = actor.Only() }, transaction, cancellationToken: cancellationToken))
        ?? throw new RefusedException(CommonProblems.NotFound);

    private static List<ListRow> RowsOf(Row import) => import.Rows is null ? [] : JsonSerializer.Deserialize<List<ListRow>>(import.Rows)!;

    private static PostdocImport ToImport(Row import) => new(
        import.Id, import.FileName, import.State, import.RowCount, import.BadRowCount, JsonSerializer.Deserialize<ImportProblem[]>(import.Problems)!,
        [.. RowsOf(import).Take(ShownRows).Select(row => new PostdocImportRow(
            row.Number, row.Cells[0].Text, row.Cells[1].Text, row.Cells[2].Text, row.Cells[4].Text, row.Cells[7].Text, row.Cells[8].Text))],
        import.CreatedAt, import.CommittedAt);

    // The name only; some browsers send a whole path.
    private static string NameOf(string path)
    {
        var name = new string([.. path.Split('/', '\\')[^1].Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
        return name.Length > 200 ? name[^200..] : name;
    }

    private sealed record Person(Guid StationId, string Name, DateOnly EnteredOn);

    private sealed record Row(
        Guid Id, string FileName, string State, int RowCount, int BadRowCount, string Problems, string? Rows, DateTimeOffset CreatedAt,
        DateTimeOffset? CommittedAt);
}
