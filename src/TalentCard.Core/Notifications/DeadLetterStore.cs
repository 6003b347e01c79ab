using TalentCard.Contracts.Notifications;
using TalentCard.Core.Redemptions;

namespace TalentCard.Core.Notifications;

/// <summary>What could not be sent, until an administrator sends it again or drops it.</summary>
public sealed class DeadLetterStore(Db db, AuditTrail audit, TimeProvider time)
{
    /// <summary>Those that nobody has decided on, the latest first.</summary>
    public async Task<Page<DeadLetter>> ListAsync(ListQuery query, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<Row>(
            """
            select d.id, d.channel, d.attempts, d.last_error, d.last_status, d.created_at, d.ended_at, t.name talent,
                   u.display_name account, array(select distinct m.kind from delivery_messages l
                   join messages m on m.id = l.message_id where l.delivery_id = d.id) kinds, (select count(*)::int
                   from delivery_messages l where l.delivery_id = d.id) messages
            from deliveries d
            left join talents t on t.id = d.recipient_id
            left join users u on u.id = d.recipient_id
            where d.state = 'dead' and (@At::timestamptz is null or (d.ended_at, d.id) < (@At, @Id))
            order by d.ended_at desc, d.id desc
            limit @Limit
            """,
            new
            {
                position?.At,
                position?.Id,
                Limit = query.Limit + 1,
            }
        );
        var page = Keyset.Cut(rows.AsList(), query.Limit, row => new Keyset(row.EndedAt, row.Id));
        return new Page<DeadLetter>([.. page.Items.Select(row => row.ToContract())], page.Next);
    }

    /// <summary>Sends it again, under the same key.</summary>
    /// <exception cref="RefusedException">There is none (<c>not_found</c>), or somebody decided on it
    /// (<c>dead_letter_decided</c>).</exception>
    public Task SendAgainAsync(Guid id, Actor actor, CancellationToken cancel) =>
        DecideAsync(
            id,
            "message.send_again",
            """
            update deliveries set state = 'waiting', attempts = 0, ended_at = null, next_attempt_at = @Now
            where id = @id and state = 'dead'
            """,
            actor,
            cancel
        );

    /// <summary>Leaves it unsent.</summary>
    /// <exception cref="RefusedException">There is none (<c>not_found</c>), or somebody decided on it
    /// (<c>dead_letter_decided</c>).</exception>
    public Task DropAsync(Guid id, Actor actor, CancellationToken cancel) =>
        DecideAsync(
            id,
            "message.drop",
            "update deliveries set state = 'dropped', ended_at = @Now where id = @id and state = 'dead'",
            actor,
            cancel
        );

    private Task DecideAsync(Guid id, string action, string sql, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var decided = await session.ExecuteAsync(sql, new { id, Now = time.GetUtcNow() });
                if (decided == 0)
                {
                    var known = await session.ScalarAsync<bool>(
                        "select exists (select from deliveries where id = @id)",
                        new { id }
                    );
                    throw new RefusedException(known ? NotificationProblems.DeadLetterDecided : CommonProblems.NotFound);
                }
                await audit.WriteAsync(session, actor, new AuditEvent(action, "delivery", id.ToString()));
                await session.ExecuteAsync("select pg_notify(@Wake, '')", new { Outbox.Wake });
            },
            cancel
        );

    private sealed record Row(
        Guid Id,
        string Channel,
        int Attempts,
        string LastError,
        int? LastStatus,
        DateTimeOffset CreatedAt,
        DateTimeOffset EndedAt,
        string? Talent,
        string? Account,
        string[] Kinds,
        int Messages
    )
    {
        public DeadLetter ToContract() =>
            new(
                Id,
                Channel,
                Talent is null ? Account ?? "" : MaskedName.Of(Talent),
                [
                    .. Kinds.Select(code =>
                        MessageKind.All.TryGetValue(code, out var kind)
                            ? new KindName(code, kind.Zh.Name, kind.En.Name)
                            : new KindName(code, code, code)
                    ),
                ],
                Messages,
                Attempts,
                LastError,
                LastStatus,
                CreatedAt,
                EndedAt
            );
    }
}
