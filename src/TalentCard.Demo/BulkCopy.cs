using Npgsql;

namespace TalentCard.Demo;

/// <summary>A value of a jsonb column.</summary>
internal sealed record Json(string Text);

/// <summary>Inserts many rows at once by PostgreSQL's binary COPY.</summary>
internal static class BulkCopy
{
    /// <summary>Copies <paramref name="rows"/> into <paramref name="target"/>, a table with its columns: <c>t (a, b)</c>.</summary>
    public static async Task CopyAsync(
        this NpgsqlConnection connection, string target, IEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        await using var writer = await connection.BeginBinaryImportAsync($"copy {target} from stdin (format binary)", cancellationToken);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(cancellationToken);
            foreach (var value in row)
                if (value is null) await writer.WriteNullAsync(cancellationToken);
                else if (value is DateTimeOffset instant) await writer.WriteAsync(instant.UtcDateTime, cancellationToken);
                else if (value is Json json) await writer.WriteAsync(json.Text, NpgsqlTypes.NpgsqlDbType.Jsonb, cancellationToken);
                else await writer.WriteAsync(value, cancellationToken);
        }
        await writer.CompleteAsync(cancellationToken);
    }
}
