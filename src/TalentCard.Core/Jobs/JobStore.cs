using TalentCard.Contracts.Jobs;

namespace TalentCard.Core.Jobs;

/// <summary>A recurring job as a Worker declares it.</summary>
/// <param name="Key">Its stable key.</param>
/// <param name="Sentence">What it does, in Chinese.</param>
/// <param name="NextRun">When the clock runs it next; null for never.</param>
public sealed record DeclaredJob(string Key, string Sentence, DateTimeOffset? NextRun);

/// <summary>Somebody's wish that a job runs now.</summary>
/// <param name="Key">The job.</param>
/// <param name="AskedBy">Their name.</param>
public sealed record AskedRun(string Key, string AskedBy);

/// <summary>What becomes of a run that is about to begin.</summary>
public enum RunStart
{
    /// <summary>It runs.</summary>
    Runs,

    /// <summary>The clock fired, and the job is paused.</summary>
    Paused,

    /// <summary>A run that began after this one was asked for has succeeded, and did its work too.</summary>
    Done,
}

/// <summary>The recurring jobs as the office sees them: when they ran, when they run next, which are paused.</summary>
public sealed class JobStore(Db db, TimeProvider time)
{
    /// <summary>The channel on which Workers hear that somebody asked something of them.</summary>
    public const string Wake = "jobs";

    /// <summary>Every job, by key.</summary>
    public async Task<IReadOnlyList<Job>> ListAsync(CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<Row>(
            """
            select key, sentence, next_run, paused_at, paused_by, last_began, last_ended, last_error_code, last_error_type
            from jobs
            order by key
            """
        );
        return [.. rows.Select(row => row.ToJob())];
    }

    /// <summary>Brings the list in line with what is declared; pauses and outcomes stay.</summary>
    public async Task DeclareAsync(IReadOnlyCollection<DeclaredJob> jobs, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        await session.ExecuteAsync(
            """
            with gone as (delete from jobs where key <> all(@keys))
            insert into jobs (key, sentence, next_run)
            select key, sentence, next_run from unnest(@keys, @sentences, @nextRuns) as declared (key, sentence, next_run)
            on conflict (key) do update set sentence = excluded.sentence, next_run = excluded.next_run
            """,
            new
            {
                keys = jobs.Select(job => job.Key).ToArray(),
                sentences = jobs.Select(job => job.Sentence).ToArray(),
                nextRuns = jobs.Select(job => job.NextRun).ToArray(),
            }
        );
    }

    /// <summary>Says when the jobs run next.</summary>
    public async Task SetNextRunsAsync(IReadOnlyDictionary<string, DateTimeOffset?> nextRuns, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        await session.ExecuteAsync(
            """
            update jobs set next_run = declared.next_run
            from unnest(@keys, @times) as declared (key, next_run)
            where jobs.key = declared.key and jobs.next_run is distinct from declared.next_run
            """,
            new { keys = nextRuns.Keys.ToArray(), times = nextRuns.Values.ToArray() }
        );
    }

    /// <summary>Notes that a run begins, or why it need not. Whoever calls holds the job: no other run of it begins.</summary>
    /// <param name="key">The job.</param>
    /// <param name="asked">When the run was asked for.</param>
    /// <param name="byClock">Whether the clock asked; a pause holds nobody else.</param>
    /// <param name="cancel">Cancels the call.</param>
    public async Task<RunStart> BeginAsync(string key, DateTimeOffset asked, bool byClock, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        // A success of later than now was noted by a clock that has been set back since.
        return await session.ScalarAsync<RunStart>(
            """
            with start as (
                select key, case when @byClock and paused_at is not null then 1
                                 when last_succeeded > @asked and last_succeeded <= @now then 2 else 0 end as start
                from jobs where key = @key for update
            )
            update jobs set
                missed = missed or start = 1,
                last_began = case start when 0 then @now else last_began end,
                last_ended = case start when 0 then null else last_ended end,
                last_error_code = case start when 0 then null else last_error_code end,
                last_error_type = case start when 0 then null else last_error_type end
            from start where jobs.key = start.key
            returning start
            """,
            new
            {
                key,
                asked,
                byClock,
                now = time.GetUtcNow(),
            }
        );
    }

    /// <summary>Notes how the run went.</summary>
    /// <param name="key">The job.</param>
    /// <param name="error">Why it failed; null where it succeeded.</param>
    /// <param name="nextRun">When the clock runs it next.</param>
    /// <param name="cancel">Cancels the call.</param>
    public async Task EndAsync(string key, JobError? error, DateTimeOffset? nextRun, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        await session.ExecuteAsync(
            """
            update jobs set
                last_ended = @now, last_error_code = @Code, last_error_type = @Type, next_run = @nextRun,
                last_succeeded = case when @Code::text is null then last_began else last_succeeded end
            where key = @key
            """,
            new
            {
                key,
                error?.Code,
                error?.Type,
                nextRun,
                now = time.GetUtcNow(),
            }
        );
    }

    /// <summary>Asks for a run now, on behalf of somebody; false where there is no such job.</summary>
    public static async Task<bool> AskAsync(Session session, string key, string askedBy) =>
        await session.ExecuteAsync($"update jobs set asked_by = @askedBy where key = @key; notify {Wake}", new { key, askedBy })
        > 0;

    /// <summary>Takes the wishes that nobody has taken, for as long as the transaction lives.</summary>
    public static async Task<IReadOnlyList<AskedRun>> TakeAskedAsync(Session session) =>
        await session.ListAsync<AskedRun>(
            """
            with asked as (select key, asked_by from jobs where asked_by is not null for update skip locked)
            update jobs set asked_by = null from asked where jobs.key = asked.key
            returning asked.key, asked.asked_by
            """
        );

    private sealed record Row(
        string Key,
        string Sentence,
        DateTimeOffset? NextRun,
        DateTimeOffset? PausedAt,
        string? PausedBy,
        DateTimeOffset? LastBegan,
        DateTimeOffset? LastEnded,
        string? LastErrorCode,
        string? LastErrorType
    )
    {
        public Job ToJob() =>
            new(
                Key,
                Sentence,
                LastBegan is not null && LastEnded is null ? "running"
                    : PausedAt is null ? "waiting"
                    : "paused",
                PausedAt is null ? NextRun : null,
                LastBegan is { } began && LastEnded is { } ended
                    ? new JobOutcome(
                        began,
                        (long)(ended - began).TotalMilliseconds,
                        LastErrorCode is null ? null : new(LastErrorCode, LastErrorType!)
                    )
                    : null,
                PausedAt,
                PausedBy
            );
    }
}
