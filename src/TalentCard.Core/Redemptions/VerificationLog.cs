namespace TalentCard.Core.Redemptions;

/// <summary>A row of the log of scans. It never holds the code's text.</summary>
/// <param name="Id">The verification.</param>
/// <param name="At">When.</param>
/// <param name="CardId">The card; null where the code led to none.</param>
/// <param name="Verdict"><c>accepted</c> or the refusal's code.</param>
/// <param name="Level">0 printed, 1 minted, 2 bound to a device; null where the code led to no card.</param>
/// <param name="ServicePointId">Where.</param>
/// <param name="OperatorId">Who scanned.</param>
/// <param name="OperatorName">Their name.</param>
/// <param name="Address">The IP address that the scan came from.</param>
public sealed record VerificationEntry(
    Guid Id,
    DateTimeOffset At,
    Guid? CardId,
    string Verdict,
    int? Level,
    Guid ServicePointId,
    string OperatorId,
    string OperatorName,
    string? Address
);

/// <summary>Writes the log of scans.</summary>
public sealed class VerificationLog(Db db)
{
    /// <summary>Writes all of <paramref name="entries"/> in one statement.</summary>
    public async Task WriteAsync(IReadOnlyCollection<VerificationEntry> entries, CancellationToken cancel)
    {
        await using var command = db.Source.CreateCommand(
            """
            insert into verifications
                (id, at, card_id, verdict, level, service_point_id, operator_id, operator_name, address)
            select * from unnest(@ids, @ats, @card_ids, @verdicts, @levels, @points, @operator_ids, @operator_names, @addresses)
            """
        );
        Add("ids", entry => entry.Id);
        Add("ats", entry => entry.At.UtcDateTime);
        Add("card_ids", entry => entry.CardId);
        Add("verdicts", entry => entry.Verdict);
        Add("levels", entry => entry.Level);
        Add("points", entry => entry.ServicePointId);
        Add("operator_ids", entry => entry.OperatorId);
        Add("operator_names", entry => entry.OperatorName);
        Add("addresses", entry => entry.Address);
        await command.ExecuteNonQueryAsync(cancel);

        void Add<T>(string name, Func<VerificationEntry, T> column) =>
            command.Parameters.Add(new NpgsqlParameter<T[]>(name, [.. entries.Select(column)]));
    }
}
