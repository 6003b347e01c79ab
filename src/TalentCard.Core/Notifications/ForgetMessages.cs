namespace TalentCard.Core.Notifications;

/// <summary>Messages stay longer than any fact is reminded of, so that nobody is reminded anew.</summary>
internal sealed class ForgetMessages : IForget
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(365);

    /// <inheritdoc />
    public Task ForgetAsync(Session session, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            delete from messages where created_at < @Before and planned_at is not null
                and not exists (select from delivery_messages l join deliveries d on d.id = l.delivery_id
                    where l.message_id = messages.id and d.state in ('waiting', 'dead'));
            delete from deliveries d where created_at < @Before
                and not exists (select from delivery_messages l where l.delivery_id = d.id);
            """,
            new { Before = now - Keep }
        );
}
