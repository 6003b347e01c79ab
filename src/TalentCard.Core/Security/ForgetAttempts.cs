namespace TalentCard.Core.Security;

/// <summary>Attempts that no longer count, and security events after half a year.</summary>
internal sealed class ForgetAttempts : IForget
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(180);

    /// <inheritdoc />
    public Task ForgetAsync(Session session, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            delete from attempts where until < @now;
            delete from security_events where last_at < @Before;
            """,
            new { now, Before = now - Keep }
        );
}
