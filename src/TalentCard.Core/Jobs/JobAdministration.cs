namespace TalentCard.Core.Jobs;

/// <summary>What administrators ask of jobs beside the dashboard: each press with its row in the trail, or not at all.</summary>
public sealed class JobAdministration(Db db, JobFailureStore failures, AuditTrail audit, TimeProvider time)
{
    /// <summary>Stops the clock of the job; what runs goes on.</summary>
    /// <exception cref="RefusedException">There is no such job (<c>not_found</c>).</exception>
    public Task PauseAsync(string key, Actor actor, CancellationToken cancel) =>
        ActAsync(
            actor,
            "job.pause",
            null,
            async session =>
                await session.ExecuteAsync(
                    "update jobs set paused_at = coalesce(paused_at, @now), paused_by = coalesce(paused_by, @Name) where key = @key",
                    new
                    {
                        key,
                        actor.Name,
                        now = time.GetUtcNow(),
                    }
                ) > 0
                    ? key
                    : null,
            cancel
        );

    /// <summary>Lets the clock of the job go on; what it missed is run once.</summary>
    /// <exception cref="RefusedException">There is no such job (<c>not_found</c>).</exception>
    public Task ResumeAsync(string key, Actor actor, CancellationToken cancel) =>
        ActAsync(
            actor,
            "job.resume",
            null,
            async session =>
            {
                var missed = await session.ScalarAsync<bool?>(
                    """
                    with paused as (select key, missed from jobs where key = @key for update)
                    update jobs set paused_at = null, paused_by = null, missed = false from paused where jobs.key = paused.key
                    returning paused.missed
                    """,
                    new { key }
                );
                if (missed is true)
                    await JobStore.AskAsync(session, key, actor.Name);
                return missed is null ? null : key;
            },
            cancel
        );

    /// <summary>Runs a failed job again and takes it off the list.</summary>
    /// <exception cref="RefusedException">
    /// There is no such failure or job any more (<c>not_found</c>), or it is decided on (<c>failure_decided</c>).
    /// </exception>
    public Task RunAgainAsync(Guid failure, Actor actor, CancellationToken cancel) =>
        ActAsync(
            actor,
            "job.run_again",
            failure,
            async session =>
            {
                var key = await failures.DecideAsync(session, failure, JobFailureStore.RunAgain);
                return await JobStore.AskAsync(session, key, actor.Name) ? key : null;
            },
            cancel
        );

    /// <summary>Takes a failed job off the list.</summary>
    /// <exception cref="RefusedException">There is none (<c>not_found</c>), or it is decided on
    /// (<c>failure_decided</c>).</exception>
    public Task DropAsync(Guid failure, Actor actor, CancellationToken cancel) =>
        ActAsync(
            actor,
            "job.drop",
            failure,
            async session => await failures.DecideAsync(session, failure, JobFailureStore.Dropped),
            cancel
        );

    private Task ActAsync(
        Actor actor,
        string action,
        Guid? failure,
        Func<Session, Task<string?>> act,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                var key = await act(session) ?? throw new RefusedException(CommonProblems.NotFound);
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent(action, "job", key, Details: failure is null ? null : new { failure })
                );
            },
            cancel
        );
}
