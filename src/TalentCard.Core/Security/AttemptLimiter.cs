namespace TalentCard.Core.Security;

/// <summary>How often something may be guessed at.</summary>
/// <param name="Kind">What is counted; one of <see cref="AttemptKinds"/>.</param>
/// <param name="Subject">Whose secret it is, or who guesses.</param>
/// <param name="Most">How many misses close it.</param>
/// <param name="Until">Until when the first miss counts, and with it those that follow.</param>
/// <param name="Source">The device or address, where those are counted apart; else empty.</param>
public sealed record AttemptLimit(string Kind, string Subject, int Most, DateTimeOffset Until, string Source = "");

/// <summary>An attempt that is paid for and may be judged.</summary>
/// <param name="Limits">What it counts against.</param>
/// <param name="IsLast">Whether it is the last that one of them allows: if it misses, that is closed.</param>
public sealed record Attempt(IReadOnlyList<AttemptLimit> Limits, bool IsLast);

/// <summary>
/// Counts guesses in the database. An attempt is paid for before it is judged and given back when it was right, so that guesses
/// at the same instant, on whatever host, get no more than a limit allows; a caller that hangs up has paid too.
/// </summary>
public sealed class AttemptLimiter(Db db, TimeProvider time)
{
    /// <summary>Pays for one attempt under all of the limits, or under none.</summary>
    /// <returns>Null: one of them is used up; the attempt may not be judged.</returns>
    public async Task<Attempt?> BeginAsync(IReadOnlyList<AttemptLimit> limits, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        try
        {
            // In the order of the key, so that two attempts never wait for each other.
            var counts = await session.ListAsync<(int Misses, int Most)>(
                """
                insert into attempts as a (subject, kind, source, misses, most, until)
                select subject, kind, source, 1, most, until
                from unnest(@Subjects, @Kinds, @Sources, @Mosts, @Untils) as x (subject, kind, source, most, until)
                order by subject, kind, source
                on conflict (subject, kind, source) do update set
                    misses = case when a.until <= @now then 1 else a.misses + 1 end,
                    until = case when a.until <= @now then excluded.until else a.until end,
                    most = excluded.most
                returning misses, most
                """,
                Parameters(limits)
            );
            return new Attempt(limits, counts.Exists(count => count.Misses == count.Most));
        }
        catch (PostgresException exception) when (exception.ConstraintName == "attempts_most")
        {
            return null;
        }
    }

    /// <summary>Gives an attempt back: it was right, or was not judged. Misses before it stay counted.</summary>
    public Task RefundAsync(Attempt attempt) =>
        ExecuteAsync(
            """
            update attempts a set misses = a.misses - 1
            from (
                select a.subject, a.kind, a.source
                from attempts a
                join unnest(@Subjects, @Kinds, @Sources) as x (subject, kind, source) using (subject, kind, source)
                where a.misses > 0
                order by 1, 2, 3
                for update of a
            ) paid
            where (a.subject, a.kind, a.source) = (paid.subject, paid.kind, paid.source)
            """,
            attempt
        );

    /// <summary>Forgets what counts against the attempt: it was right, and so were those before it, in a way.</summary>
    public Task ForgetAsync(Attempt attempt) =>
        ExecuteAsync(
            """
            delete from attempts a using unnest(@Subjects, @Kinds, @Sources) as x (subject, kind, source)
            where (a.subject, a.kind, a.source) = (x.subject, x.kind, x.source)
            """,
            attempt
        );

    /// <summary>Forgets everything that counts against a subject.</summary>
    public static Task ForgetAsync(Session session, string subject) =>
        session.ExecuteAsync("delete from attempts where subject = @subject", new { subject });

    // What was judged is settled, whoever has hung up meanwhile.
    private async Task ExecuteAsync(string sql, Attempt attempt)
    {
        await using var session = await db.OpenAsync(CancellationToken.None);
        await session.ExecuteAsync(sql, Parameters(attempt.Limits));
    }

    private object Parameters(IReadOnlyList<AttemptLimit> limits) =>
        new
        {
            now = time.GetUtcNow(),
            Subjects = limits.Select(limit => limit.Subject).ToArray(),
            Kinds = limits.Select(limit => limit.Kind).ToArray(),
            Sources = limits.Select(limit => limit.Source).ToArray(),
            Mosts = limits.Select(limit => limit.Most).ToArray(),
            Untils = limits.Select(limit => limit.Until).ToArray(),
        };
}
