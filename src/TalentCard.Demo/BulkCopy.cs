namespace TalentCard.Demo;

/// <summary>A value of a jsonb column.</summary>
internal sealed record Json(string Text);

/// <summary>Inserts many rows at once by PostgreSQL's binary COPY.</summary>
internal static class BulkCopy
{
    /// <summary>
    /// Copies <paramref name="rows"/> into <paramref name="target"/>, a table with its columns: <c>t (a, b)</c>.
    /// </summary>
    public static async Task CopyAsync(this Session session, string target, IEnumerable<object?[]> rows)
    {
        await using var writer = await session.Connection.BeginBinaryImportAsync(
            $"copy {target} from stdin (format binary)",
            session.Cancel
        );
        foreach (var row in rows)
        {
            await writer.StartRowAsync(session.Cancel);
            foreach (var value in row)
                if (value is null)
                    await writer.WriteNullAsync(session.Cancel);
                else if (value is DateTimeOffset instant)
                    await writer.WriteAsync(instant.UtcDateTime, session.Cancel);
                else if (value is Json json)
                    await writer.WriteAsync(json.Text, NpgsqlTypes.NpgsqlDbType.Jsonb, session.Cancel);
                else
                    await writer.WriteAsync(value, session.Cancel);
        }
        await writer.CompleteAsync(session.Cancel);
    }
}
