using Dapper;
using Npgsql;
using TalentCard.Contracts;
using TalentCard.Contracts.Jobs;
using TalentCard.Contracts.Problems;
using TalentCard.Core.Database;

namespace TalentCard.Core.Jobs;

/// <summary>The jobs that failed for good, until somebody runs them again or drops them.</summary>
public sealed class JobFailureStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>The job is run again.</summary>
    public const string RunAgain = "run_again";

    /// <summary>The failure is of no matter.</summary>
    public const string Dropped = "dropped";

    /// <summary>Takes a failure in; one that waits already counts on.</summary>
    public async Task RecordAsync(string jobKey, int attempts, JobError error, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into job_failures (id, job_key, first_failed_at, last_failed_at, attempts, error_code, error_type)
            values (@id, @jobKey, @now, @now, @attempts, @Code, @Type)
            on conflict (job_key) where decision is null do update set
                last_failed_at = excluded.last_failed_at, times = job_failures.times + 1, attempts = excluded.attempts,
                error_code = excluded.error_code, error_type = excluded.error_type
            """,
            new { id = Guid.CreateVersion7(time.GetUtcNow()), jobKey, now = time.GetUtcNow(), attempts, error.Code, error.Type },
            cancellationToken: cancellationToken));
    }

    /// <summary>Those that nobody has decided on, the latest first. What the jobs do and whether they recovered is for the caller to add.</summary>
    public async Task<Page<JobFailure>> ListAsync(int limit, string? after, CancellationToken cancellationToken)
    {
        var position = Keyset.Parse(after);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            select id, job_key, first_failed_at, last_failed_at, times, attempts, error_code, error_type
            from job_failures
            where decision is null and (@At::timestamptz is null or (last_failed_at, id) < (@At, @Id))
            order by last_failed_at desc, id desc
            limit @Limit
            """,
            new { position?.At, position?.Id, Limit = limit + 1 }, cancellationToken: cancellationToken));
        var page = Keyset.Cut(rows.AsList(), limit, row => new Keyset(row.LastFailedAt, row.Id));
        return new Page<JobFailure>([.. page.Items.Select(row => new JobFailure(row.Id, row.JobKey, row.JobKey, row.FirstFailedAt,
            row.LastFailedAt, row.Times, row.Attempts, new JobError(row.ErrorCode, row.ErrorType), false))], page.Next);
    }

    /// <summary>Decides on a failure, once; gives its job's key.</summary>
    /// <exception cref="RefusedException">There is none (<c>not_found</c>), or it is decided on (<c>failure_decided</c>).</exception>
    public async Task<string> DecideAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid id, string decision, CancellationToken cancellationToken)
    {
        var key = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            """
            update job_failures set decision = @decision, decided_at = @now
            where id = @id and decision is null
            returning job_key
            """,
            new { id, decision, now = time.GetUtcNow() }, transaction, cancellationToken: cancellationToken));
        if (key is not null) return key;
        var known = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from job_failures where id = @id)", new { id }, transaction, cancellationToken: cancellationToken));
        throw new RefusedException(known ? JobProblems.FailureDecided : CommonProblems.NotFound);
    }

    private sealed record Row(
        Guid Id, string JobKey, DateTimeOffset FirstFailedAt, DateTimeOffset LastFailedAt, int Times, int Attempts, string ErrorCode,
        string ErrorType);
}
