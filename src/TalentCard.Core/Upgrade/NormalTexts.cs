namespace TalentCard.Core.Upgrade;

/// <summary>
/// Brings names and addresses that were stored before into the form that texts are kept in (<see cref="PlainText.Normal"/>). Search
/// finds them either way.
/// </summary>
internal static class NormalTexts
{
    private const int BatchSize = 500;

    /// <summary>A data migration for each table that keeps such texts.</summary>
    public static IEnumerable<DataMigration> Migrations() =>
        [
            Of("talents", "name", "employer"),
            Of("partners", "name", "contact"),
            Of("service_points", "name", "address"),
            Of("stations", "name", "host", "contact"),
            Of("station_mentors", "name", "employer"),
            Of("postdocs", "name", "university", "agreement_number"),
            Of("experts", "name", "employer"),
            Of("advisees", "name"),
        ];

    private static DataMigration Of(string table, params string[] columns) =>
        new($"normal_texts_of_{table}", (session, position) => ChangeAsync(session, table, columns, position));

    // A row whose new name is another's already stays as it is: two of one name are for people to join.
    private static async Task<Batch?> ChangeAsync(Session session, string table, string[] columns, string? position)
    {
        var rows = await session.ListAsync<Row>(
            $"select id, array[{string.Join(", ", columns)}] texts from {table} where id > @After order by id limit @BatchSize",
            new { After = position is null ? Guid.Empty : Guid.Parse(position), BatchSize }
        );
        if (rows.Count == 0)
            return null;
        var changed = 0;
        foreach (var row in rows)
        {
            var texts = Array.ConvertAll(row.Texts, text => PlainText.Normal(text) is { Length: > 0 } normal ? normal : text);
            if (texts.SequenceEqual(row.Texts))
                continue;
            await session.ExecuteAsync("savepoint one");
            try
            {
                changed += await session.ExecuteAsync(
                    $"update {table} set {string.Join(", ", columns.Select((column, i) => $"{column} = @texts[{i + 1}]"))} where id = @Id",
                    new { row.Id, texts }
                );
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                await session.ExecuteAsync("rollback to one");
            }
        }
        return new Batch(rows[^1].Id.ToString(), changed);
    }

    private sealed record Row(Guid Id, string[] Texts);
}
