using System.Text.Json;

namespace TalentCard.Core.Idempotency;

/// <summary>Remembers what a caller's <c>Idempotency-Key</c> made, so that the same request twice makes it once.</summary>
public sealed class IdempotencyStore(TimeProvider time)
{
    /// <summary>
    /// Claims the key for <paramref name="subjectId"/> in the transaction that makes it. A second caller with the same key
    /// waits here until the first has committed or rolled back.
    /// </summary>
    /// <param name="session">The session that it is part of.</param>
    /// <param name="actor">Whose key it is.</param>
    /// <param name="key">The header's value.</param>
    /// <param name="requestHash">SHA-256 of what was asked for.</param>
    /// <param name="subjectId">What the request is about to make.</param>
    /// <returns>null: claimed now, go on; else the id of what the first request made: roll back and answer with that.</returns>
    /// <exception cref="RefusedException">The key was used for another request (<c>idempotency_conflict</c>).</exception>
    public async Task<Guid?> ClaimAsync(Session session, Actor actor, string key, byte[] requestHash, Guid subjectId)
    {
        var claimed = await session.ExecuteAsync(
            """
            insert into idempotency_keys (actor_id, key, request_hash, subject_id, created_at)
            values (@ActorId, @key, @requestHash, @subjectId, @Now)
            on conflict on constraint idempotency_keys_once do nothing
            """,
            new
            {
                ActorId = actor.Id,
                key,
                requestHash,
                subjectId,
                Now = time.GetUtcNow(),
            }
        );
        return claimed == 1 ? null : await FindAsync(session, actor, key, requestHash);
    }

    /// <summary>The id of what the key's first request made; null for a key that is new.</summary>
    /// <exception cref="RefusedException">The key was used for another request (<c>idempotency_conflict</c>).</exception>
    public static async Task<Guid?> FindAsync(Session session, Actor actor, string key, byte[] requestHash)
    {
        // The lock is written to the log, so that this answer is not given before a standby has all that it tells of: a primary
        // that was cut off keeps rows that no standby knows once whoever wrote them has stopped waiting (docs/adr/0070).
        var first = await session.FindAsync<Claim>(
            "select request_hash, subject_id from idempotency_keys where actor_id = @ActorId and key = @key for share",
            new { ActorId = actor.Id, key }
        );
        if (first is null)
            return null;
        return first.RequestHash.AsSpan().SequenceEqual(requestHash)
            ? first.SubjectId
            : throw new RefusedException(CommonProblems.IdempotencyConflict);
    }

    /// <summary>Keeps the answer to a claimed key, where the subject alone does not tell it later.</summary>
    public static Task KeepAnswerAsync<T>(Session session, Actor actor, string key, T answer) =>
        session.ExecuteAsync(
            "update idempotency_keys set response = @Answer::jsonb where actor_id = @ActorId and key = @key",
            new
            {
                ActorId = actor.Id,
                key,
                Answer = JsonSerializer.Serialize(answer),
            }
        );

    /// <summary>The answer that <see cref="KeepAnswerAsync{T}"/> kept.</summary>
    public static async Task<T> AnswerAsync<T>(Session session, Actor actor, string key) =>
        JsonSerializer.Deserialize<T>(
            await session.SingleAsync<string>(
                "select response::text from idempotency_keys where actor_id = @ActorId and key = @key",
                new { ActorId = actor.Id, key }
            )
        )!;

    private sealed record Claim(byte[] RequestHash, Guid SubjectId);
}
