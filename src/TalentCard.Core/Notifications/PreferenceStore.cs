using TalentCard.Contracts.Notifications;
using TalentCard.Core.Privacy;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Notifications;

/// <summary>How a person wants to be told: the language, what not, and, where they are no talent, the addresses.</summary>
public sealed class PreferenceStore(Db db, IFieldEncryption encryption, AuditTrail audit, TimeProvider time)
{
    private static readonly string[] Channels = ["app", DeliveryChannel.Email, DeliveryChannel.Sms];

    /// <summary>The actor's preferences with the kinds of messages that their roles get.</summary>
    public async Task<NotificationPreferences> GetAsync(Actor actor, CancellationToken cancel)
    {
        var recipient = NotificationStore.RecipientOf(actor);
        await using var session = await db.OpenAsync(cancel);
        var row = await session.FindAsync<Row>(
            """
            select x.talent, coalesce(s.language, 'zh') language, coalesce(t.email_cipher, s.email_cipher) email_cipher,
                   coalesce(t.phone_cipher, s.phone_cipher) phone_cipher, coalesce(s.version, 0) version,
                   array(select o.kind || '/' || o.channel from notification_opt_outs o
                   where o.recipient_id = @recipient) opted_out
            from (select @recipient::uuid id, @Talent talent) x
            left join talents t on t.id = x.id
            left join notification_settings s on s.recipient_id = x.id
            """,
            new { recipient, Talent = actor.TalentId is not null }
        );
        return ToContract(row!, actor);
    }

    /// <summary>Replaces them.</summary>
    /// <exception cref="RefusedException">A kind cannot be switched off, a talent's address is the office's, or somebody saved
    /// meanwhile.</exception>
    public async Task<NotificationPreferences> SetAsync(
        NotificationPreferencesRequest request,
        int version,
        Actor actor,
        CancellationToken cancel
    )
    {
        var recipient = NotificationStore.RecipientOf(actor);
        Check(request, actor);
        await db.ChangeAsync(
            async session =>
            {
                var (email, phone) = (Blank(request.Email)?.ToLowerInvariant(), Blank(request.Phone));
                var saved = await session.ExecuteAsync(
                    """
                    insert into notification_settings (recipient_id, language, email_cipher, phone_cipher, updated_at)
                    select @recipient, @Language, @Email, @Phone, @Now
                    where @version = 0 or exists (select from notification_settings where recipient_id = @recipient)
                    on conflict (recipient_id) do update
                    set language = @Language, email_cipher = @Email, phone_cipher = @Phone, updated_at = @Now,
                        version = notification_settings.version + 1
                    where notification_settings.version = @version
                    """,
                    new
                    {
                        recipient,
                        request.Language,
                        version,
                        Email = email is null ? null : encryption.EncryptText(email, NotificationFields.Email, recipient),
                        Phone = phone is null ? null : encryption.EncryptText(phone, NotificationFields.Phone, recipient),
                        Now = time.GetUtcNow(),
                    }
                );
                if (saved == 0)
                    throw new RefusedException(CommonProblems.Stale);
                await session.ExecuteAsync(
                    """
                    delete from notification_opt_outs where recipient_id = @recipient;
                    insert into notification_opt_outs (recipient_id, kind, channel)
                    select distinct @recipient, kind, channel from unnest(@Kinds, @Channels) as x (kind, channel)
                    """,
                    new
                    {
                        recipient,
                        Kinds = request.OptOuts.Select(one => one.Kind).ToArray(),
                        Channels = request.OptOuts.Select(one => one.Channel).ToArray(),
                    }
                );
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent(
                        "notification.set_preferences",
                        "notification_settings",
                        recipient.ToString(),
                        actor.TalentId,
                        Details: new { request.Language, optOuts = request.OptOuts.Count }
                    )
                );
            },
            cancel
        );
        return await GetAsync(actor, cancel);
    }

    private static void Check(NotificationPreferencesRequest request, Actor actor)
    {
        if (actor.TalentId is not null && (Blank(request.Email) ?? Blank(request.Phone)) is not null)
            throw new RefusedException(NotificationProblems.AddressOfTheOffice);
        foreach (var one in request.OptOuts)
        {
            if (!MessageKind.All.TryGetValue(one.Kind, out var kind) || !Channels.Contains(one.Channel))
                throw Refuse.Field("optOuts", "unknown");
            if (kind.Mandatory)
                throw new RefusedException(NotificationProblems.Mandatory);
        }
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private NotificationPreferences ToContract(Row row, Actor actor)
    {
        var (emailField, phoneField) = row.Talent
            ? (PersonalFields.Email, PersonalFields.Phone)
            : (NotificationFields.Email, NotificationFields.Phone);
        var recipient = NotificationStore.RecipientOf(actor);
        var email = row.EmailCipher is null ? null : encryption.DecryptText(row.EmailCipher, emailField, recipient);
        var phone = row.PhoneCipher is null ? null : encryption.DecryptText(row.PhoneCipher, phoneField, recipient);
        // A talent sees the office's record of them masked, as everywhere; one's own entry is there to be changed.
        return new NotificationPreferences(
            row.Language,
            row.Talent && email is not null ? PersonalFields.MaskedEmail(email) : email,
            row.Talent && phone is not null ? PersonalFields.MaskedPhone(PersonalFields.Tail(phone)) : phone,
            !row.Talent,
            [
                .. MessageKind
                    .All.Values.Where(kind => kind.Roles.Any(actor.Is))
                    .Select(kind => new NotificationKind(
                        kind.Code,
                        kind.Zh.Name,
                        kind.En.Name,
                        kind.Mandatory,
                        [
                            .. Channels
                                .Where(channel => channel == "app" || kind.Channels.Contains(channel))
                                .Select(channel => new NotificationChannel(
                                    channel,
                                    kind.Mandatory || !row.OptedOut.Contains($"{kind.Code}/{channel}")
                                )),
                        ]
                    )),
            ],
            row.Version
        );
    }

    private sealed record Row(
        bool Talent,
        string Language,
        byte[]? EmailCipher,
        byte[]? PhoneCipher,
        int Version,
        string[] OptedOut
    );
}
