using TalentCard.Contracts.Talents;
using TalentCard.Core.Lists;
using TalentCard.Core.Privacy;
using TalentCard.Core.Reference;

namespace TalentCard.Core.Talents;

/// <summary>The office's approved list; until its commit the rows are kept encrypted.</summary>
public sealed class ImportTalents(
    Db db,
    TimeProvider time,
    AuditTrail audit,
    IFieldEncryption encryption,
    ReferenceStore reference,
    WriteTalents writer
) : ListImport<TalentImport>(db, time, audit)
{
    private const int SampleSize = 10;

    /// <inheritdoc />
    private protected override ImportTable Table { get; } = new TalentImportTable(encryption);

    /// <inheritdoc />
    private protected override (string[] All, string[] Optional) Columns => (TalentListCheck.Columns, TalentListCheck.Optional);

    /// <summary>The imports, newest first. Nobody is named.</summary>
    /// <param name="query">Which of them, and the page.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<Page<TalentImportSummary>> ListAsync(TalentImportQuery query, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        await using var session = await Db.OpenAsync(cancel);
        var rows = await session.ListAsync<TalentImportSummary>(
            """
            select i.id, i.file_name, i.state, i.row_count, i.bad_row_count, u.display_name created_by, i.created_at,
                i.corrected
            from talent_imports i left join users u on u.id = i.created_by
            where (@State::text is null or i.state = @State) and (@At::timestamptz is null or (i.created_at, i.id) < (@At, @Id))
            order by i.created_at desc, i.id desc
            limit @Limit
            """,
            new
            {
                query.State,
                position?.At,
                position?.Id,
                Limit = query.Limit + 1,
            }
        );
        return Keyset.Cut(rows.AsList(), query.Limit, import => new Keyset(import.CreatedAt, import.Id));
    }

    /// <inheritdoc />
    public override async Task<TalentImport> CommitAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        try
        {
            return await base.CommitAsync(id, actor, cancel);
        }
        catch (PostgresException exception) when (exception.ConstraintName == "talents_id_number_hash_key")
        {
            // Someone of the list was added between our check and our insert: the next check sees them.
            return await base.CommitAsync(id, actor, cancel);
        }
    }

    /// <inheritdoc />
    private protected override async Task<CheckedList> CheckAsync(Session session, List<ListRow> rows, Actor actor)
    {
        var hashes = rows.Select(row => TalentListCheck.DocumentOf(row, Time.Today()).Document)
            .OfType<IdentityDocument>()
            .Distinct()
            .ToDictionary(document => document, document => encryption.Hash(document.Key, PersonalFields.IdNumber));
        var known = (
            await session.ListAsync<byte[]>(
                "select id_number_hash from talents where id_number_hash = any(@Hashes)",
                new { Hashes = hashes.Values.ToArray() }
            )
        )
            .Select(Convert.ToHexString)
            .ToHashSet();
        var check = new TalentListCheck(
            await reference.ReadAsync(session.Cancel),
            document => known.Contains(Convert.ToHexString(hashes[document])),
            Time.Today()
        );
        return check.Run(rows, (people, import) => writer.WriteAsync(session, import, people, actor));
    }

    /// <inheritdoc />
    private protected override TalentImport Show(UploadedList list) =>
        new(
            list.Id,
            list.FileName,
            list.State,
            list.RowCount,
            list.BadRowCount,
            list.Problems,
            [.. list.Rows.Take(SampleSize).Select(Sample)],
            list.CreatedAt,
            list.CommittedAt,
            list.LeftOut,
            list.Corrected
        );

    private static ImportSample Sample(ListRow row)
    {
        var cells = Array.ConvertAll(row.Cells, cell => cell.Shown);
        return new ImportSample(
            row.Number,
            cells[0],
            Masked(cells[1]),
            Masked(cells[2]),
            cells[4],
            cells[5],
            cells[6],
            row.Cells[7].ShownDay
        );
    }

    private static string Masked(string text) =>
        text.Length > 4 ? new string('*', Math.Min(text.Length, 18) - 4) + text[^4..] : new string('*', text.Length);
}
