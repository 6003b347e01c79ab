namespace TalentCard.Core.Idempotency;

/// <summary>The same <c>Idempotency-Key</c> gets the first answer again for a week.</summary>
internal sealed class ForgetKeys : IForget
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(7);

    /// <inheritdoc />
    public Task ForgetAsync(Session session, DateTimeOffset now) =>
        session.ExecuteAsync("delete from idempotency_keys where created_at < @Before", new { Before = now - Keep });
}
