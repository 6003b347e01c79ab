using TalentCard.Contracts.PersonalData;

namespace TalentCard.Core.PersonalData;

/// <summary>SQL of the retention periods. Their bounds are the table's to keep.</summary>
public sealed class RetentionStore(Db db, AuditTrail audit)
{
    private const string Columns = "kind, months, least_months, most_months, ground, ground_en, version";

    /// <summary>Every kind of record with its period, the longest first.</summary>
    public async Task<IReadOnlyList<RetentionSetting>> ListAsync(CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ListAsync<RetentionSetting>($"select {Columns} from retention_periods order by months desc, kind");
    }

    /// <summary>Sets another period. What is older is erased by the next run of the job, and for good.</summary>
    /// <param name="kind">The kind of record.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="edit">The period.</param>
    /// <param name="actor">Who sets it.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="RefusedException">
    /// <c>not_found</c>, <c>stale</c>, or <c>invalid_request</c> for months out of bounds.
    /// </exception>
    public Task<RetentionSetting> EditAsync(
        string kind,
        int version,
        RetentionEdit edit,
        Actor actor,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                var before =
                    await session.FindAsync<RetentionSetting>(
                        $"select {Columns} from retention_periods where kind = @kind for update",
                        new { kind }
                    ) ?? throw new RefusedException(CommonProblems.NotFound);
                if (before.Version != version)
                    throw new RefusedException(CommonProblems.Stale);
                if (edit.Months < before.LeastMonths || edit.Months > before.MostMonths)
                    throw Refuse.Field("months", $"between {before.LeastMonths} and {before.MostMonths}");
                var saved = await session.SingleAsync<RetentionSetting>(
                    $"""
                    update retention_periods
                    set months = @Months, ground = @Ground, ground_en = @GroundEn, version = version + 1
                    where kind = @kind
                    returning {Columns}
                    """,
                    new
                    {
                        kind,
                        edit.Months,
                        Ground = PlainText.Normal(edit.Ground),
                        GroundEn = PlainText.Normal(edit.GroundEn),
                    }
                );
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent(
                        "retention.edit",
                        "retention_period",
                        kind,
                        Reason: edit.Reason,
                        Details: new { from = before.Months, to = saved.Months }
                    )
                );
                return saved;
            },
            cancel
        );
}
