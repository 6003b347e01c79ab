namespace TalentCard.Core.Database;

/// <summary>
/// Rules that the office writes, each from a day on until the next begins. What was in force is never rewritten: a rule is set
/// for tomorrow at the earliest, and until its day it can be set again.
/// </summary>
/// <typeparam name="TRule">A rule as it is read.</typeparam>
public abstract class DatedRuleStore<TRule>(Db db, TimeProvider time, AuditTrail audit)
{
    /// <summary>The table of the rules.</summary>
    private protected abstract DatedRuleTable Table { get; }

    /// <summary>Every rule that was, is and will be, the newest first.</summary>
    public async Task<IReadOnlyList<TRule>> ListAsync(CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await QueryAsync(session, Table.SelectAll, null);
    }

    /// <summary>Sets the rule that begins on a day.</summary>
    /// <param name="actor">Who sets it.</param>
    /// <param name="validFrom">Its first day.</param>
    /// <param name="rule">An object with a member for each column, and each column of the key before <c>valid_from</c>.</param>
    /// <param name="entry">What the audit trail says.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RefusedException">The day has begun.</exception>
    private protected Task<TRule> SetAsync(
        Actor actor,
        DateOnly validFrom,
        object rule,
        AuditEvent entry,
        CancellationToken cancel
    )
    {
        if (validFrom <= time.Today())
            throw new RefusedException(Table.InForce);
        return db.ChangeAsync(
            async session =>
            {
                var values = new DynamicParameters(rule);
                values.AddDynamicParams(
                    new
                    {
                        ValidFrom = validFrom,
                        CreatedByName = actor.Name,
                        CreatedAt = time.GetUtcNow(),
                    }
                );
                await session.ExecuteAsync(Table.Upsert, values);
                await audit.WriteAsync(session, actor, entry);
                return (await QueryAsync(session, Table.SelectOne, values)).Single();
            },
            cancel
        );
    }

    /// <summary>Reads rules.</summary>
    private protected virtual Task<List<TRule>> QueryAsync(Session session, string sql, object? values) =>
        session.ListAsync<TRule>(sql, values);
}
