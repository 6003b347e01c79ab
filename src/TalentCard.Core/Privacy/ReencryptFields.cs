using System.Globalization;
using System.Security.Cryptography;
using TalentCard.Core.Notifications;
using TalentCard.Core.Upgrade;

namespace TalentCard.Core.Privacy;

/// <summary>
/// Brings every encrypted field under the newest key and binds it to its row, batch by batch, and says which keys encrypt nothing
/// any more. It takes only fields that still need it, so that it can be stopped and run again at any time (docs/adr/0057).
/// </summary>
/// <param name="db">The database.</param>
/// <param name="encryption">The key ring.</param>
/// <param name="time">The clock.</param>
public sealed class ReencryptFields(Db db, IFieldEncryption encryption, TimeProvider time)
{
    // A batch locks its rows for some hundredths of a second.
    private const int BatchSize = 500;

    private static IReadOnlyList<EncryptedColumn> Columns => EncryptedColumn.All;

    /// <summary>The same as a data migration of <c>db/upgrade</c>.</summary>
    public static DataMigration Migration(IFieldEncryption encryption) =>
        new("encrypted_fields", (session, position) => NextAsync(session, encryption, position));

    /// <summary>Re-encrypts what needs it, and tells the administrators of every key that can go.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (!encryption.BindsRows)
            return;
        for (Batch? batch = new("", 0); batch is not null; )
        {
            var position = batch.Position.Length == 0 ? null : batch.Position;
            batch = await db.ChangeAsync(session => NextAsync(session, encryption, position), cancel);
        }
        await db.ChangeAsync(TellAsync, cancel);
    }

    /// <summary>The keys of the ring that encrypt nothing in the database any more, by number.</summary>
    public async Task<IReadOnlyList<int>> UnusedKeysAsync(CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await UnusedKeysAsync(session);
    }

    private async Task<IReadOnlyList<int>> UnusedKeysAsync(Session session)
    {
        var used = await session.ListAsync<int>(
            string.Join(
                " union ",
                Columns.Select(one =>
                    $"""
                        select case get_byte({one.Name}, 0) when 0 then get_byte({one.Name}, 1) else get_byte({one.Name}, 0) end
                        from {one.Table} where length({one.Name}) > 1
                        """
                )
            ),
            timeout: 0
        );
        return [.. encryption.Keys.SkipLast(1).Except(used)];
    }

    private async Task TellAsync(Session session)
    {
        var unused = await UnusedKeysAsync(session);
        if (unused.Count == 0)
            return;
        var administrators = await session.ListAsync<Guid>(
            "select id from users where roles && @Roles and disabled_at is null",
            new { MessageKind.All["field_key_unused"].Roles }
        );
        await Outbox.EnqueueAsync(
            session,
            time.GetUtcNow(),
            [
                .. from person in administrators
                from key in unused
                let number = key.ToString(CultureInfo.InvariantCulture)
                select new NewMessage(
                    "field_key_unused",
                    person,
                    $"field-key-unused:{number}",
                    new Dictionary<string, string> { ["key"] = number }
                ),
            ]
        );
    }

    // A position is the number of a column and the last row of it that was looked at.
    private static async Task<Batch?> NextAsync(Session session, IFieldEncryption encryption, string? position)
    {
        if (!encryption.BindsRows)
            return null;
        var parts = (position ?? "0|").Split('|', 2);
        var after = parts[1].Length == 0 ? null : parts[1];
        for (var n = int.Parse(parts[0], CultureInfo.InvariantCulture); n < Columns.Count; n++, after = null)
        {
            var fields = await ReadAsync(session, Columns[n], encryption.Keys[^1], after);
            if (fields.Count == 0)
                continue;
            var changed = await WriteAsync(session, Columns[n], fields, encryption);
            return new Batch($"{n}|{fields[^1].Row}", changed);
        }
        return null;
    }

    private static Task<List<Field>> ReadAsync(Session session, EncryptedColumn column, int newest, string? after) =>
        session.ListAsync<Field>(
            $"""
            select {column.Key}::text as row, {column.Context} as context, {column.Name} as cipher
            from {column.Table}
            where length({column.Name}) > 1
              and (get_byte({column.Name}, 0) <> 0 or get_byte({column.Name}, 1) <> @newest)
              and (@after::text is null or {column.Key} > @after::{column.KeyType})
            order by {column.Key}
            limit @BatchSize
            """,
            new
            {
                newest,
                after,
                BatchSize,
            }
        );

    // A field that somebody has written meanwhile is under the newest key already.
    private static Task<int> WriteAsync(
        Session session,
        EncryptedColumn column,
        List<Field> fields,
        IFieldEncryption encryption
    ) =>
        session.ExecuteAsync(
            $"""
            update {column.Table} t set {column.Name} = x.new
            from unnest(@Rows, @Old, @New) x (row, old, new)
            where t.{column.Key} = x.row::{column.KeyType} and t.{column.Name} = x.old
            """,
            new
            {
                Rows = fields.Select(field => field.Row).ToArray(),
                Old = fields.Select(field => field.Cipher).ToArray(),
                New = fields.Select(field => Again(column, field, encryption)).ToArray(),
            }
        );

    private static byte[] Again(EncryptedColumn column, Field field, IFieldEncryption encryption)
    {
        try
        {
            return encryption.Encrypt(encryption.Decrypt(field.Cipher, field.Context, field.Row), field.Context, field.Row);
        }
        catch (CryptographicException exception)
        {
            throw new DataMigrationException(
                $"{column.Table}.{column.Name} of {field.Row} does not decrypt. Set all keys of the hosts "
                    + "(FieldEncryption__Keys__…).",
                exception
            );
        }
    }

    private sealed record Field(string Row, string Context, byte[] Cipher);
}
