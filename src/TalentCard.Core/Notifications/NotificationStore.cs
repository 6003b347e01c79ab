using TalentCard.Contracts.Notifications;

namespace TalentCard.Core.Notifications;

/// <summary>A person's messages in the app.</summary>
public sealed class NotificationStore(Db db, TimeProvider time)
{
    // Kinds that only another release knows have no words here, and what a person switched off is not shown.
    private const string Shown = """
        m.recipient_id = @recipient and m.kind = any(@Codes)
        and (m.kind = any(@Mandatory) or not exists (
            select from notification_opt_outs o where o.recipient_id = m.recipient_id and o.kind = m.kind and o.channel = 'app'))
        """;

    /// <summary>The messages, newest first.</summary>
    public async Task<Page<Notification>> ListAsync(Guid recipient, NotificationQuery query, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<Row>(
            $"""
            select m.id, m.kind, m.arguments::text arguments, m.created_at, m.read_at
            from messages m
            where {Shown} and (not @Unread or m.read_at is null)
                and (@At::timestamptz is null or (m.created_at, m.id) < (@At, @Id))
            order by m.created_at desc, m.id desc
            limit @Limit
            """,
            new
            {
                recipient,
                query.Unread,
                position?.At,
                position?.Id,
                Limit = query.Limit + 1,
                MessageKind.Codes,
                Mandatory = MessageKind.MandatoryCodes,
            }
        );
        var page = Keyset.Cut(rows.AsList(), query.Limit, row => new Keyset(row.CreatedAt, row.Id));
        return new Page<Notification>([.. page.Items.Select(row => row.ToContract())], page.Next);
    }

    /// <summary>How many are unread, up to 100.</summary>
    public async Task<int> UnreadAsync(Guid recipient, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await session.ScalarAsync<int>(
            $"select count(*)::int from (select from messages m where m.read_at is null and {Shown} limit 100) x",
            new
            {
                recipient,
                MessageKind.Codes,
                Mandatory = MessageKind.MandatoryCodes,
            }
        );
    }

    /// <summary>Marks one as read.</summary>
    /// <exception cref="RefusedException">The person has no such message (<c>not_found</c>).</exception>
    public async Task ReadAsync(Guid recipient, Guid id, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var found = await session.ExecuteAsync(
            "update messages set read_at = coalesce(read_at, @Now) where id = @id and recipient_id = @recipient",
            new
            {
                id,
                recipient,
                Now = time.GetUtcNow(),
            }
        );
        if (found == 0)
            throw new RefusedException(CommonProblems.NotFound);
    }

    /// <summary>Marks as read what had come until an instant, so that nothing is that came after the list was shown.</summary>
    public async Task ReadAllAsync(Guid recipient, DateTimeOffset until, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        await session.ExecuteAsync(
            "update messages set read_at = @Now where recipient_id = @recipient and read_at is null and created_at <= @until",
            new
            {
                recipient,
                until,
                Now = time.GetUtcNow(),
            }
        );
    }

    /// <summary>Whose messages an actor reads: the talent's that they are, else the account's own.</summary>
    /// <exception cref="RefusedException">A partner's system is nobody who reads (<c>forbidden</c>).</exception>
    public static Guid RecipientOf(Actor actor) =>
        actor.TalentId
        ?? (Guid.TryParse(actor.Id, out var account) ? account : throw new RefusedException(CommonProblems.Forbidden));

    private sealed record Row(Guid Id, string Kind, string Arguments, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt)
    {
        public Notification ToContract()
        {
            var told = new MessageText(MessageKind.All[Kind], DeliveryStore.Arguments(Arguments));
            return new Notification(
                Id,
                Kind,
                told.Title("zh"),
                told.Title("en"),
                told.Text("zh"),
                told.Text("en"),
                told.Address,
                CreatedAt,
                ReadAt
            );
        }
    }
}
