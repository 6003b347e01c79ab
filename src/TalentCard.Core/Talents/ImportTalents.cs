using System.Security.Cryptography;
using System.Text.Json;
using TalentCard.Contracts.Talents;
using TalentCard.Core.Privacy;
using TalentCard.Core.Reference;

namespace TalentCard.Core.Talents;

/// <summary>
/// The office's approved list on its way into the database: upload and check, then commit all of it or nothing. Between the
/// two its rows are kept encrypted and nothing is written elsewhere.
/// </summary>
public sealed class ImportTalents(
    Db db, TimeProvider time, AuditTrail audit, IFieldEncryption encryption, ReferenceStore reference)
{
    /// <summary>Largest file that is read, in bytes.</summary>
    public const int MaxFileSize = 5 * 1024 * 1024;

    private const string RowsContext = "talent_imports.rows";
    private const int SampleSize = 10;

    /// <summary>Reads and checks a list and keeps it for the commit.</summary>
    /// <exception cref="RefusedException">It cannot be read as a list of 1 to 10,000 people.</exception>
    public async Task<TalentImport> UploadAsync(string fileName, byte[] file, Actor actor, CancellationToken cancellationToken)
    {
        var rows = TalentList.Read(file);
        var id = Guid.CreateVersion7(time.GetUtcNow());
        return await db.ChangeAsync(async session =>
        {
            var check = await CheckAsync(session, rows);
            await session.ExecuteAsync(
                """
                insert into talent_imports
                    (id, file_name, file_hash, state, row_count, bad_row_count, problems, rows_cipher, created_by, created_at)
                values (@id, @FileName, @FileHash, 'preview', @RowCount, @BadRowCount, @Problems::jsonb, @Cipher, @Me, @Now)
                """,
                new
                {
                    id,
                    FileName = NameOf(fileName),
                    FileHash = SHA256.HashData(file),
                    RowCount = rows.Count,
                    check.BadRowCount,
                    Problems = JsonSerializer.Serialize(check.Findings),
                    Cipher = encryption.Encrypt(JsonSerializer.SerializeToUtf8Bytes(rows), RowsContext),
                    Me = Guid.Parse(actor.Id),
                    Now = time.GetUtcNow(),
                });
            await audit.WriteAsync(session, actor,
                new AuditEvent("talent_import.upload", "talent_import", id.ToString(), Details: new { rows = rows.Count, bad = check.BadRowCount }));
            var import = await FindAsync(session, id);
            return import;
        }, cancellationToken);
    }

    /// <summary>The imports, newest first. Nobody is named.</summary>
    /// <param name="query">Which of them, and the page.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<Page<TalentImportSummary>> ListAsync(TalentImportQuery query, CancellationToken cancellationToken)
    {
        var position = Keyset.Parse(query.After);
        await using var session = await db.OpenAsync(cancellationToken);
        var rows = await session.ListAsync<TalentImportSummary>(
            """
            select i.id, i.file_name, i.state, i.row_count, i.bad_row_count, u.display_name created_by, i.created_at
            from talent_imports i left join users u on u.id = i.created_by
            where (@State::text is null or i.state = @State) and (@At::timestamptz is null or (i.created_at, i.id) < (@At, @Id))
            order by i.created_at desc, i.id desc
            limit @Limit
            """,
            new { query.State, position?.At, position?.Id, Limit = query.Limit + 1 });
        return Keyset.Cut(rows.AsList(), query.Limit, import => new Keyset(import.CreatedAt, import.Id));
    }

    /// <summary>An import with its problems and first rows. The look is written into the audit trail.</summary>
    /// <exception cref="RefusedException">There is none by that id.</exception>
    public async Task<TalentImport> ReadAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        await using var session = await db.OpenAsync(cancellationToken);
        var import = await FindAsync(session, id);
        await audit.WriteAsync(session, actor, new AuditEvent("talent_import.view", "talent_import", id.ToString()));
        return import;
    }

    /// <summary>
    /// Checks the list once more, for someone may have been added or a day has passed, and writes all of it. Where it has
    /// become bad, the problems are kept with the preview and nothing else is written.
    /// </summary>
    /// <exception cref="RefusedException">No such import, closed already, or bad rows.</exception>
    public async Task<TalentImport> CommitAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            return await TryCommitAsync(id, actor, cancellationToken);
        }
        catch (PostgresException exception) when (exception.ConstraintName == "talents_id_number_hash_key")
        {
            // Someone of the list was added between our check and our insert: the next check sees them.
            return await TryCommitAsync(id, actor, cancellationToken);
        }
    }

    /// <summary>Discards a list: its rows are forgotten.</summary>
    /// <exception cref="RefusedException">No such import, or closed already.</exception>
    public Task<TalentImport> DiscardAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        db.ChangeAsync(async session =>
        {
            var discarded = await session.ExecuteAsync(
                "update talent_imports set state = 'discarded', rows_cipher = null where id = @id and state = 'preview'",
                new { id });
            var import = await FindAsync(session, id);
            if (discarded == 0) throw new RefusedException(TalentProblems.ImportClosed);
            await audit.WriteAsync(session, actor, new AuditEvent("talent_import.discard", "talent_import", id.ToString()));
            return import;
        }, cancellationToken);

    private async Task<TalentImport> TryCommitAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        await db.ChangeAsync(async session =>
        {
            // A second commit of the same list waits here and then finds it closed.
            var import = await session.FindAsync<Row>(SelectImport + " for update", new { id })
                ?? throw new RefusedException(CommonProblems.NotFound);
            if (import.State != "preview") throw new RefusedException(TalentProblems.ImportClosed);
            var check = await CheckAsync(session, RowsOf(import));
            if (check.Findings.Count > 0)
            {
                await KeepFindingsAsync(session, id, check);
                return null;
            }
            var ids = await InsertAsync(session, id, check.People);
            await session.ExecuteAsync(
                """
                update talent_imports
                set state = 'committed', rows_cipher = null, problems = '[]', bad_row_count = 0, committed_by = @Me, committed_at = @Now
                where id = @id
                """,
                new { id, Me = Guid.Parse(actor.Id), Now = time.GetUtcNow() });
            await audit.WriteAllAsync(session, actor,
                [new AuditEvent("talent_import.commit", "talent_import", id.ToString(), Details: new { talents = ids.Length }),
                 .. ids.Select(talent => new AuditEvent("talent.create", "talent", talent.ToString(), talent))]);
            return await FindAsync(session, id);
        }, cancellationToken) ?? throw new RefusedException(TalentProblems.BadRows);

    private async Task<ListCheck> CheckAsync(Session session, List<ListRow> rows)
    {
        var hashes = rows.Select(ListCheck.IdNumberOf).Distinct()
            .ToDictionary(number => number, number => encryption.Hash(number, PersonalFields.IdNumber));
        var known = (await session.ListAsync<byte[]>(
            "select id_number_hash from talents where id_number_hash = any(@Hashes)", new { Hashes = hashes.Values.ToArray() })).Select(Convert.ToHexString).ToHashSet();
        var check = new ListCheck(
            await reference.ReadAsync(session.Cancel), number => known.Contains(Convert.ToHexString(hashes[number])), time.Today());
        check.Run(rows);
        return check;
    }

    private static async Task KeepFindingsAsync(Session session, Guid id, ListCheck check) =>
        await session.ExecuteAsync(
            "update talent_imports set problems = @Problems::jsonb, bad_row_count = @BadRowCount where id = @id",
            new { id, check.BadRowCount, Problems = JsonSerializer.Serialize(check.Findings) });

    private async Task<Guid[]> InsertAsync(Session session, Guid importId, IReadOnlyList<CheckedPerson> people)
    {
        var now = time.GetUtcNow();
        // In the order of hashes, so that two lists with the same people wait for each other instead of deadlocking.
        var rows = people.Select(person => (Id: Guid.CreateVersion7(now), person, Hash: encryption.Hash(person.IdNumber, PersonalFields.IdNumber)))
            .OrderBy(row => Convert.ToHexString(row.Hash), StringComparer.Ordinal).ToArray();
        await using var writer = await session.Connection.BeginBinaryImportAsync(
            """
            copy talents (id, name, id_number_cipher, id_number_hash, id_number_tail, birth_date, phone_cipher, phone_hash,
                          phone_tail, email_cipher, email_hash, tier_code, employer, division_code, contract_end, import_id,
                          created_at, updated_at)
            from stdin (format binary)
            """, session.Cancel);
        foreach (var (id, person, hash) in rows)
        {
            await writer.WriteRowAsync(session.Cancel,
                id, person.Name,
                encryption.EncryptText(person.IdNumber, PersonalFields.IdNumber), hash, PersonalFields.Tail(person.IdNumber),
                IdNumber.BirthDate(person.IdNumber),
                encryption.EncryptText(person.Phone, PersonalFields.Phone), encryption.Hash(person.Phone, PersonalFields.Phone),
                PersonalFields.Tail(person.Phone),
                person.Email is { } email ? encryption.EncryptText(email, PersonalFields.Email) : null,
                person.Email is { } address ? encryption.Hash(address, PersonalFields.Email) : null,
                person.Tier, person.Employer, person.Division, person.ContractEnd, importId, now.UtcDateTime, now.UtcDateTime);
        }
        await writer.CompleteAsync(session.Cancel);
        return Array.ConvertAll(rows, row => row.Id);
    }

    private const string SelectImport =
        """
        select id, file_name, state, row_count, bad_row_count, problems::text, rows_cipher, created_at, committed_at
        from talent_imports where id = @id
        """;

    private async Task<TalentImport> FindAsync(Session session, Guid id)
    {
        var row = await session.FindAsync<Row>(SelectImport, new { id }) ?? throw new RefusedException(CommonProblems.NotFound);
        return new TalentImport(row.Id, row.FileName, row.State, row.RowCount, row.BadRowCount,
            [.. JsonSerializer.Deserialize<ListFinding[]>(row.Problems)!.Select(finding => finding.ToProblem())],
            [.. RowsOf(row).Take(SampleSize).Select(Sample)], row.CreatedAt, row.CommittedAt);
    }

    private List<ListRow> RowsOf(Row import) => import.RowsCipher is { } cipher
        ? JsonSerializer.Deserialize<List<ListRow>>(encryption.Decrypt(cipher, RowsContext))!
        : [];

    private static ImportSample Sample(ListRow row)
    {
        var cells = Array.ConvertAll(row.Cells, cell => cell.Text);
        return new ImportSample(row.Number, cells[0], Masked(cells[1]), Masked(cells[2]), cells[4], cells[5], cells[6], cells[7]);
    }

    private static string Masked(string text) =>
        text.Length > 4 ? new string('*', Math.Min(text.Length, 18) - 4) + text[^4..] : new string('*', text.Length);

    // The name only; some browsers send a whole path.
    private static string NameOf(string path)
    {
        var name = new string([.. path.Split('/', '\\')[^1].Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
        return name.Length > 200 ? name[^200..] : name;
    }

    private sealed record Row(
        Guid Id, string FileName, string State, int RowCount, int BadRowCount, string Problems, byte[]? RowsCipher,
        DateTimeOffset CreatedAt, DateTimeOffset? CommittedAt);
}
