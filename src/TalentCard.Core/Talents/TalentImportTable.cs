using System.Security.Cryptography;
using System.Text.Json;
using TalentCard.Core.Lists;
using TalentCard.Core.Privacy;

namespace TalentCard.Core.Talents;

/// <summary>Lists of talents: the office's, with their rows encrypted.</summary>
internal sealed class TalentImportTable(IFieldEncryption encryption) : ImportTable("talent", "talent_imports", "rows_cipher")
{
    /// <inheritdoc />
    protected override string Committed => ", committed_by = @ActorId::uuid";

    /// <inheritdoc />
    public override Task InsertAsync(Session session, NewImport list, Actor actor) =>
        session.ExecuteAsync(
            """
            insert into talent_imports
                (id, file_name, file_hash, state, row_count, bad_row_count, problems, left_out, rows_cipher, created_by,
                 created_at)
            values (@Id, @FileName, @FileHash, 'preview', @RowCount, @BadRowCount, @Problems::jsonb, @LeftOut::jsonb, @Cipher, @Me, @At)
            """,
            new
            {
                list.Id,
                list.FileName,
                FileHash = SHA256.HashData(list.File),
                RowCount = list.List.Rows.Count,
                list.Checked.BadRowCount,
                Problems = ProblemsOf(list.Checked),
                LeftOut = LeftOutOf(list),
                Cipher = encryption.Encrypt(
                    JsonSerializer.SerializeToUtf8Bytes(list.List.Rows),
                    PersonalFields.ImportedRows,
                    list.Id.ToString()
                ),
                Me = Guid.Parse(actor.Id),
                list.At,
            }
        );

    /// <inheritdoc />
    public override async Task<UploadedList> FindAsync(Session session, Guid id, Actor actor, bool lockRow = false)
    {
        var row =
            await session.FindAsync<Row>(
                $"""
                select id, file_name, state, row_count, bad_row_count, problems::text, left_out::text, rows_cipher, created_at,
                    committed_at, corrected
                from talent_imports where id = @id {(lockRow ? "for update" : "")}
                """,
                new { id }
            ) ?? throw new RefusedException(CommonProblems.NotFound);
        return new UploadedList(
            row.Id,
            row.FileName,
            row.State,
            row.RowCount,
            row.BadRowCount,
            ToProblems(row.Problems),
            row.RowsCipher is { } cipher
                ? JsonSerializer.Deserialize<List<ListRow>>(
                    encryption.Decrypt(cipher, PersonalFields.ImportedRows, row.Id.ToString())
                )!
                : [],
            ToLeftOut(row.LeftOut),
            row.CreatedAt,
            row.CommittedAt,
            row.Corrected
        );
    }

    private sealed record Row(
        Guid Id,
        string FileName,
        string State,
        int RowCount,
        int BadRowCount,
        string Problems,
        string LeftOut,
        byte[]? RowsCipher,
        DateTimeOffset CreatedAt,
        DateTimeOffset? CommittedAt,
        int? Corrected
    );
}
