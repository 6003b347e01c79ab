namespace TalentCard.Core.Notifications;

/// <summary>Decides where new messages go. Several relays do it side by side, each with messages of its own.</summary>
public sealed class DeliveryPlanner(Db db, NotificationOptions options, TimeProvider time)
{
    /// <summary>Plans some of the messages that are not planned yet.</summary>
    /// <param name="channels">The channels that work here.</param>
    /// <param name="cancel">Stops it; nothing is planned then.</param>
    /// <returns>How many.</returns>
    public Task<int> PlanAsync(IReadOnlyCollection<string> channels, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                // A kind that only a newer Worker knows is left to it.
                var messages = await session.ListAsync<Row>(
                    """
                    select m.id, m.kind, m.recipient_id,
                           u.disabled_at is null and (t.email_cipher is not null or s.email_cipher is not null) has_email,
                           u.disabled_at is null and (t.phone_cipher is not null or s.phone_cipher is not null) has_phone,
                           array(select o.channel from notification_opt_outs o where o.recipient_id = m.recipient_id
                           and o.kind = m.kind) opted_out
                    from messages m
                    left join talents t on t.id = m.recipient_id
                    left join users u on u.id = m.recipient_id
                    left join notification_settings s on s.recipient_id = m.recipient_id
                    where m.planned_at is null and m.kind = any(@Codes)
                    order by m.created_at, m.id
                    limit 100
                    for update of m skip locked
                    """,
                    new { MessageKind.Codes }
                );
                if (messages.Count == 0)
                    return 0;
                var now = time.GetUtcNow();
                // In the order of people, so that two relays wait for each other instead of deadlocking.
                foreach (var message in messages.OrderBy(message => message.RecipientId))
                {
                    var person = new Reachable(message.HasEmail, message.HasPhone, message.OptedOut);
                    foreach (
                        var planned in DeliveryPlan.Of(
                            MessageKind.All[message.Kind],
                            person,
                            channels,
                            now,
                            options.Quiet,
                            options.Gathering
                        )
                    )
                        await AddAsync(session, message, planned, now);
                }
                await session.ExecuteAsync(
                    "update messages set planned_at = @now where id = any(@Ids)",
                    new { now, Ids = messages.Select(message => message.Id).ToArray() }
                );
                return messages.Count;
            },
            cancel
        );

    // An e-mail that is not urgent joins the one that gathers for the person. The row is locked by that, so that no relay takes
    // it in hand before the message has joined; one that was taken in hand meanwhile no longer conflicts, and a new one begins.
    private static Task<int> AddAsync(Session session, Row message, PlannedDelivery planned, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            with delivery as (
                insert into deliveries (id, channel, recipient_id, urgent, created_at, next_attempt_at)
                values (@NewId, @Channel, @RecipientId, @Urgent, @now, @At)
                on conflict (recipient_id) where channel = 'email' and not urgent and state = 'waiting' and begun_at is null
                    do update set next_attempt_at = deliveries.next_attempt_at
                returning id)
            insert into delivery_messages (delivery_id, message_id) select id, @Id from delivery
            """,
            new
            {
                NewId = Guid.CreateVersion7(now),
                planned.Channel,
                message.RecipientId,
                planned.Urgent,
                now,
                planned.At,
                message.Id,
            }
        );

    private sealed record Row(Guid Id, string Kind, Guid RecipientId, bool HasEmail, bool HasPhone, string[] OptedOut);
}
