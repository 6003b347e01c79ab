using System.Security.Cryptography;
using System.Text.Json;
using TalentCard.Core.Privacy;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Notifications;

/// <summary>A delivery that a relay has in hand.</summary>
/// <param name="Id">Its id, the key of every attempt.</param>
/// <param name="Channel">Where it goes.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="Lease">By whom it is held.</param>
/// <param name="OutgoingMessage">What to send; null where it cannot or need not be, which is settled already.</param>
public sealed record LeasedDelivery(Guid Id, string Channel, int Attempt, Guid Lease, OutgoingMessage? OutgoingMessage);

/// <summary>
/// Takes deliveries in hand and settles them. A relay holds one by a lease: when it dies, the lease ends and another sends it
/// again under the same key.
/// </summary>
public sealed class DeliveryStore(Db db, IFieldEncryption encryption, NotificationOptions options, TimeProvider time)
{
    /// <summary>Takes some of the deliveries that are due in hand.</summary>
    /// <param name="channels">The channels that work here.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<IReadOnlyList<LeasedDelivery>> TakeAsync(IReadOnlyCollection<string> channels, CancellationToken cancel)
    {
        var (now, lease) = (time.GetUtcNow(), Guid.NewGuid());
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<Row>(
            """
            with due as (
                select id from deliveries
                where state = 'waiting' and next_attempt_at <= @now and coalesce(leased_until <= @now, true)
                  and channel = any(@Channels)
                  and (channel = 'email' or urgent or not @Quiet)
                order by next_attempt_at, id
                limit @Batch
                for update skip locked),
            taken as (
                update deliveries d
                set lease = @lease, leased_until = @Until, attempts = attempts + 1, begun_at = coalesce(begun_at, @now)
                from due where due.id = d.id
                returning d.id, d.channel, d.recipient_id, d.attempts)
            select x.id, x.channel, x.recipient_id, x.attempts, coalesce(s.language, 'zh') language,
                   t.email_cipher talent_email, t.phone_cipher talent_phone,
                   case when u.disabled_at is null then s.email_cipher end own_email,
                   case when u.disabled_at is null then s.phone_cipher end own_phone
            from taken x
            left join talents t on t.id = x.recipient_id
            left join users u on u.id = x.recipient_id
            left join notification_settings s on s.recipient_id = x.recipient_id
            """,
            new
            {
                now,
                lease,
                Channels = channels.ToArray(),
                Quiet = options.Quiet.Hold(now),
                options.Batch,
                Until = now + options.Lease,
            }
        );
        var messages = await MessagesAsync(session, [.. rows.Select(row => row.Id)], now);
        List<LeasedDelivery> taken = [];
        foreach (var row in rows)
        {
            var delivery = new LeasedDelivery(row.Id, row.Channel, row.Attempts, lease, null);
            var (message, error) = Write(row, [.. messages[row.Id]]);
            if (error is not null)
                await SettleAsync(session, delivery, new SendOutcome(error, Final: true), 0);
            taken.Add(delivery with { OutgoingMessage = message });
        }
        return taken;
    }

    /// <summary>Writes down how an attempt went: done, again later, or given up.</summary>
    /// <param name="delivery">What was tried.</param>
    /// <param name="outcome">How it went.</param>
    /// <param name="chance">From 0 to 1, for the length of the wait.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task SettleAsync(LeasedDelivery delivery, SendOutcome outcome, double chance, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        await SettleAsync(session, delivery, outcome, chance);
    }

    private async Task SettleAsync(Session session, LeasedDelivery delivery, SendOutcome outcome, double chance)
    {
        var now = time.GetUtcNow();
        var state = outcome.Error switch
        {
            null => "sent",
            DeliveryErrors.Outdated => "skipped",
            _ when outcome.Final || delivery.Attempt >= options.Attempts => "dead",
            _ => "waiting",
        };
        // What has left has left, whoever holds it now; of a failure only its holder speaks.
        await session.ExecuteAsync(
            """
            update deliveries
            set state = @state, lease = null, leased_until = null, last_error = @Error, last_status = @Status,
                next_attempt_at = @Next, ended_at = case when @state <> 'waiting' then @now end
            where id = @Id and (lease = @Lease or (@state = 'sent' and state in ('waiting', 'dead')))
            """,
            new
            {
                state,
                now,
                outcome.Error,
                outcome.Status,
                Next = now + options.BackOff.After(delivery.Attempt, outcome.RetryAfter, chance),
                delivery.Id,
                delivery.Lease,
            }
        );
    }

    // What has been told again since, is of no use any more or not wanted by now, is left out.
    private static async Task<ILookup<Guid, MessageText>> MessagesAsync(Session session, Guid[] deliveries, DateTimeOffset now)
    {
        var rows = await session.ListAsync<MessageRow>(
            """
            select l.delivery_id, m.kind, m.arguments::text arguments
            from delivery_messages l
            join deliveries d on d.id = l.delivery_id
            join messages m on m.id = l.message_id
            where l.delivery_id = any(@deliveries) and m.kind = any(@Codes) and (m.expires_at is null or m.expires_at > @now)
              and not exists (select from messages n where n.recipient_id = m.recipient_id and n.fact = m.fact
                  and n.created_at > m.created_at)
              and (m.kind = any(@Mandatory) or not exists (
                  select from notification_opt_outs o where o.recipient_id = m.recipient_id and o.kind = m.kind
                      and o.channel = d.channel))
            order by m.created_at, m.id
            """,
            new
            {
                deliveries,
                now,
                MessageKind.Codes,
                Mandatory = MessageKind.MandatoryCodes,
            }
        );
        return rows.ToLookup(row => row.DeliveryId, row => new MessageText(MessageKind.All[row.Kind], Arguments(row.Arguments)));
    }

    internal static Dictionary<string, string> Arguments(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;

    private (OutgoingMessage? OutgoingMessage, string? Error) Write(Row row, IReadOnlyList<MessageText> messages)
    {
        if (messages.Count == 0)
            return (null, DeliveryErrors.Outdated);
        // Whoever had it in hand the last time ended before saying how it went.
        if (row.Attempts > options.Attempts)
            return (null, DeliveryErrors.WorkerLost);
        try
        {
            if (AddressOf(row) is not { } to)
                return (null, DeliveryErrors.NoAddress);
            var (subject, text) =
                row.Channel == DeliveryChannel.Email
                    ? MessageWords.Email(messages, row.Language, options.WebAddress?.TrimEnd('/'))
                    : ("", MessageWords.Sms(messages[0], row.Language, options.SmsSignature));
            return (new OutgoingMessage(row.Id, to, subject, text), null);
        }
        catch (CryptographicException)
        {
            return (null, DeliveryErrors.NoAddress);
        }
    }

    private string? AddressOf(Row row) =>
        (row.Channel, row.TalentEmail, row.OwnEmail, row.TalentPhone, row.OwnPhone) switch
        {
            (DeliveryChannel.Email, { } cipher, _, _, _) => encryption.DecryptText(cipher, PersonalFields.Email, row.RecipientId),
            (DeliveryChannel.Email, _, { } cipher, _, _) => encryption.DecryptText(
                cipher,
                NotificationFields.Email,
                row.RecipientId
            ),
            (DeliveryChannel.Sms, _, _, { } cipher, _) => encryption.DecryptText(cipher, PersonalFields.Phone, row.RecipientId),
            (DeliveryChannel.Sms, _, _, _, { } cipher) => encryption.DecryptText(
                cipher,
                NotificationFields.Phone,
                row.RecipientId
            ),
            _ => null,
        };

    private sealed record Row(
        Guid Id,
        string Channel,
        Guid RecipientId,
        int Attempts,
        string Language,
        byte[]? TalentEmail,
        byte[]? TalentPhone,
        byte[]? OwnEmail,
        byte[]? OwnPhone
    );

    private sealed record MessageRow(Guid DeliveryId, string Kind, string Arguments);
}

/// <summary>The encrypted fields of an account's own settings: the context of each.</summary>
internal static class NotificationFields
{
    public const string Email = "notification_settings.email";

    public const string Phone = "notification_settings.phone";
}
