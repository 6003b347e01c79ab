using TalentCard.Contracts.Jobs;

namespace TalentCard.Core.Jobs;

/// <summary>The jobs that failed for good, until somebody runs them again or drops them.</summary>
public sealed class JobFailureStore(Db db, TimeProvider time)
{
    /// <summary>The job is run again.</summary>
    public const string RunAgain = "run_again";

    /// <summary>The failure is of no matter.</summary>
    public const string Dropped = "dropped";

    /// <summary>Takes a failure in; one that waits already counts on.</summary>
    /// <param name="jobKey">The job.</param>
    /// <param name="attempts">How many attempts it had.</param>
    /// <param name="error">Why the last one failed.</param>
    /// <param name="backgroundJob">The background job that gave up; taken in a second time, it counts once.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The background job that gave up before and waited for the same decision; null where there is none.</returns>
    public async Task<string?> RecordAsync(
        string jobKey,
        int attempts,
        JobError error,
        string? backgroundJob,
        CancellationToken cancel
    )
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ScalarAsync<string?>(
            """
            with before as (select background_job from job_failures where job_key = @jobKey and decision is null)
            insert into job_failures
                (id, job_key, first_failed_at, last_failed_at, attempts, error_code, error_type, background_job)
            values (@id, @jobKey, @now, @now, @attempts, @Code, @Type, @backgroundJob)
            on conflict (job_key) where decision is null do update set
                last_failed_at = excluded.last_failed_at, attempts = excluded.attempts,
                times = job_failures.times + (job_failures.background_job is distinct from excluded.background_job)::int,
                error_code = excluded.error_code, error_type = excluded.error_type, background_job = excluded.background_job
            returning (select background_job from before where background_job is distinct from @backgroundJob)
            """,
            new
            {
                id = Guid.CreateVersion7(time.GetUtcNow()),
                jobKey,
                now = time.GetUtcNow(),
                attempts,
                error.Code,
                error.Type,
                backgroundJob,
            }
        );
    }

    /// <summary>Those that nobody has decided on, the latest first.</summary>
    public async Task<Page<JobFailure>> ListAsync(ListQuery query, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<Row>(
            """
            select f.id, f.job_key, coalesce(j.sentence, f.job_key) as sentence, f.first_failed_at, f.last_failed_at, f.times,
                   f.attempts, f.error_code, f.error_type, coalesce(j.last_succeeded > f.last_failed_at, false) as succeeded_since
            from job_failures f left join jobs j on j.key = f.job_key
            where f.decision is null and (@At::timestamptz is null or (f.last_failed_at, f.id) < (@At, @Id))
            order by f.last_failed_at desc, f.id desc
            limit @Limit
            """,
            new
            {
                position?.At,
                position?.Id,
                Limit = query.Limit + 1,
            }
        );
        var page = Keyset.Cut(rows.AsList(), query.Limit, row => new Keyset(row.LastFailedAt, row.Id));
        return new Page<JobFailure>(
            [
                .. page.Items.Select(row => new JobFailure(
                    row.Id,
                    row.JobKey,
                    row.Sentence,
                    row.FirstFailedAt,
                    row.LastFailedAt,
                    row.Times,
                    row.Attempts,
                    new JobError(row.ErrorCode, row.ErrorType),
                    row.SucceededSince
                )),
            ],
            page.Next
        );
    }

    /// <summary>Decides on a failure, once; gives its job's key.</summary>
    /// <exception cref="RefusedException">There is none (<c>not_found</c>), or it is decided on
    /// (<c>failure_decided</c>).</exception>
    public async Task<string> DecideAsync(Session session, Guid id, string decision)
    {
        var key = await session.ScalarAsync<string?>(
            $"""
            update job_failures set decision = @decision, decided_at = @now
            where id = @id and decision is null
            returning job_key;
            notify {JobStore.Wake}
            """,
            new
            {
                id,
                decision,
                now = time.GetUtcNow(),
            }
        );
        if (key is not null)
            return key;
        var known = await session.ScalarAsync<bool>("select exists (select from job_failures where id = @id)", new { id });
        throw new RefusedException(known ? JobProblems.FailureDecided : CommonProblems.NotFound);
    }

    /// <summary>Notes the decision that somebody pressed on the dashboard for a background job that gave up.</summary>
    public async Task DecideAsync(string backgroundJob, string decision, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        await session.ExecuteAsync(
            """
            update job_failures set decision = @decision, decided_at = @now, background_job = null
            where background_job = @backgroundJob and decision is null
            """,
            new
            {
                backgroundJob,
                decision,
                now = time.GetUtcNow(),
            }
        );
    }

    /// <summary>Takes the background jobs that are decided on, for as long as the transaction lives.</summary>
    public static async Task<IReadOnlyList<string>> TakeDecidedAsync(Session session) =>
        await session.ListAsync<string>(
            """
            with decided as (
                select id, background_job from job_failures where decision is not null and background_job is not null
                for update skip locked
            )
            update job_failures set background_job = null from decided where job_failures.id = decided.id
            returning decided.background_job
            """
        );

    private sealed record Row(
        Guid Id,
        string JobKey,
        string Sentence,
        DateTimeOffset FirstFailedAt,
        DateTimeOffset LastFailedAt,
        int Times,
        int Attempts,
        string ErrorCode,
        string ErrorType,
        bool SucceededSince
    );
}
