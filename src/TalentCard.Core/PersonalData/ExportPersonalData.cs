using System.Text.Json;
using TalentCard.Contracts.PersonalData;
using TalentCard.Core.Dependants;
using TalentCard.Core.Notifications;
using TalentCard.Core.Privacy;
using TalentCard.Core.Talents;

namespace TalentCard.Core.PersonalData;

/// <summary>
/// Everything that is kept on a talent, put together for themselves. A feature that begins to keep something on a talent
/// adds it here.
/// </summary>
public sealed class ExportPersonalData(Db db, IFieldEncryption encryption, AuditTrail audit, TimeProvider time)
{
    private const string Sql = """
        select t.name, t.document_kind, t.document_country, t.id_number_cipher, t.birth_date, t.phone_cipher, t.email_cipher,
               t.tier_code tier, ti.name tier_name, t.employer, d.name division, t.contract_end, i.file_name listed_in,
               t.created_at, t.updated_at, t.photo_type, t.photo
        from talents t
        join tiers ti on ti.code = t.tier_code
        join divisions d on d.code = t.division_code
        left join talent_imports i on i.id = t.import_id
        where t.id = @talentId;

        select user_name, display_name, roles, two_factor_enabled second_factor, disabled_at, created_at,
               array(select p.name from passkeys p where p.user_id = users.id order by p.created_at, p.id) passkeys
        from users where talent_id = @talentId order by created_at;

        select g.auth_time at, c.name application, g.expires_at ends_at, g.revoked_at ended_at
        from grants g
        join clients c on c.client_id = g.client_id
        where g.user_id in (select id from users where talent_id = @talentId)
        order by g.auth_time desc;

        select c.number, c.tier_code tier, c.state, c.state_reason, c.valid_from, c.valid_to, b.name batch, c.created_at
        from cards c
        left join card_batches b on b.id = c.batch_id
        where c.talent_id = @talentId
        order by c.created_at desc;

        select e.at, c.number, e.action, e.to_state state, e.actor_name by, e.reason
        from card_events e
        join cards c on c.id = e.card_id
        where c.talent_id = @talentId
        order by e.at desc, e.id desc;

        select c.number, b.name benefit, b.name_en benefit_en, e.period, e.period_start, e.quota, e.used, e.held
        from entitlements e
        join cards c on c.id = e.card_id
        join benefits b on b.code = e.benefit_code
        where c.talent_id = @talentId
        order by e.period_start desc, b.position, c.created_at desc;

        select v.created_at, b.name benefit, b.name_en benefit_en, concat_ws(' · ', p.name, s.name) place, place_en(p, s), v.day,
               v.arrives_at,
               case when v.state = 'held' and v.lapses_at <= @now then 'lapsed' else v.state end state, v.companions, v.note
        from reservations v
        join cards c on c.id = v.card_id
        join benefits b on b.code = v.benefit_code
        join service_points s on s.id = v.service_point_id
        join partners p on p.id = s.partner_id
        where c.talent_id = @talentId
        order by v.created_at desc, v.id desc;

        select r.redeemed_at at, b.name benefit, b.name_en benefit_en, concat_ws(' · ', p.name, s.name) place, place_en(p, s),
               r.operator_name by, r.companions, r.checks, v.reversed_at, v.reason reversal_reason, x.score, x.comment, x.rated_at
        from redemptions r
        join cards c on c.id = r.card_id
        join benefits b on b.code = r.benefit_code
        join partners p on p.id = r.partner_id
        join service_points s on s.id = r.service_point_id
        left join reversals v on v.card_id = r.card_id and v.redemption_id = r.id
        left join redemption_ratings x on x.card_id = r.card_id and x.redemption_id = r.id
        where c.talent_id = @talentId
        order by r.redeemed_at desc, r.id desc;

        select v.at, concat_ws(' · ', p.name, s.name) place, place_en(p, s), v.operator_name by, v.verdict
        from verifications v
        join cards c on c.id = v.card_id
        join service_points s on s.id = v.service_point_id
        join partners p on p.id = s.partner_id
        where c.talent_id = @talentId
        order by v.at desc, v.id desc;

        select t.received_at at, c.channel, t.number, c.caller_name, t.title, t.content, t.place, d.name department, t.reply,
               t.replied_at, t.closed_at, t.solved, t.satisfied
        from tickets t
        join consultations c on c.id = t.consultation_id
        left join departments d on d.id = t.department_id
        where t.talent_id = @talentId
        order by t.received_at desc, t.id desc;

        select m.created_at, m.kind, m.arguments::text arguments, m.read_at,
               array(select d.channel || ' ' || d.state from delivery_messages l join deliveries d on d.id = l.delivery_id
                     where l.message_id = m.id order by 1) deliveries
        from messages m
        where m.recipient_id = @talentId
        order by m.created_at desc, m.id desc;

        select s.language,
               array(select o.kind || ' ' || o.channel from notification_opt_outs o where o.recipient_id = s.recipient_id
               order by 1) switched_off
        from notification_settings s
        where s.recipient_id = @talentId;

        select id, relation, name, document_kind, document_cipher, birth_date, valid_to, state, filed_at
        from dependants where talent_id = @talentId order by filed_at desc, id desc;

        select e.at, e.actor_name by, e.actor_roles roles, e.action, e.reason, e.details::text details,
               case when e.actor_id in (select id::text from users where talent_id = @talentId) then e.address end address
        from audit_events e
        where e.talent_id = @talentId
        order by e.at desc, e.id desc;
        """;

    /// <summary>The export. Making one is itself kept in the trail, and so stands in the next one.</summary>
    /// <exception cref="RefusedException">There is no such talent (<c>not_found</c>).</exception>
    public async Task<PersonalDataExport> ExportAsync(Guid talentId, Actor actor, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var session = await db.OpenAsync(cancel);
        PersonalDataExport export;
        await using (var lists = await session.MultipleAsync(Sql, new { talentId, now }))
        {
            var person = await lists.ReadSingleOrDefaultAsync<Person>() ?? throw new RefusedException(CommonProblems.NotFound);
            export = new PersonalDataExport(
                now,
                ToContract(person, talentId),
                [.. await lists.ReadAsync<ExportedAccount>()],
                [.. await lists.ReadAsync<ExportedSignIn>()],
                [.. await lists.ReadAsync<ExportedCard>()],
                [.. await lists.ReadAsync<ExportedCardEvent>()],
                [.. await lists.ReadAsync<ExportedEntitlement>()],
                [.. await lists.ReadAsync<ExportedReservation>()],
                [.. await lists.ReadAsync<ExportedService>()],
                [.. await lists.ReadAsync<ExportedScan>()],
                [.. await lists.ReadAsync<ExportedMatter>()],
                [.. (await lists.ReadAsync<Message>()).Select(ToContract)],
                [.. await lists.ReadAsync<ExportedPreference>()],
                [.. (await lists.ReadAsync<Dependant>()).Select(ToContract)],
                [.. (await lists.ReadAsync<Look>()).Select(ToContract)]
            );
        }
        await audit.WriteAsync(session, actor, new AuditEvent("talent.export", "talent", talentId.ToString(), talentId));
        return export;
    }

    private ExportedPerson ToContract(Person row, Guid id) =>
        new(
            row.Name,
            row.DocumentKind,
            row.DocumentCountry,
            encryption.DecryptText(row.IdNumberCipher, PersonalFields.IdNumber, id),
            row.BirthDate,
            encryption.DecryptText(row.PhoneCipher, PersonalFields.Phone, id),
            row.EmailCipher is null ? null : encryption.DecryptText(row.EmailCipher, PersonalFields.Email, id),
            row.Tier,
            row.TierName,
            row.Employer,
            row.Division,
            row.ContractEnd,
            row.ListedIn,
            row.CreatedAt,
            row.UpdatedAt,
            row.PhotoType,
            row.Photo
        );

    private static ExportedMessage ToContract(Message row)
    {
        // One of a kind that only a later release knew has no words any more.
        if (!MessageKind.All.TryGetValue(row.Kind, out var kind))
            return new(row.CreatedAt, row.Kind, row.Kind, "", "", row.ReadAt, row.Deliveries);
        var told = new MessageText(kind, DeliveryStore.Arguments(row.Arguments));
        return new(
            row.CreatedAt,
            told.Title("zh"),
            told.Title("en"),
            told.Text("zh"),
            told.Text("en"),
            row.ReadAt,
            row.Deliveries
        );
    }

    private ExportedDependant ToContract(Dependant row) =>
        new(
            row.Relation,
            row.Name,
            row.DocumentKind,
            encryption.DecryptText(row.DocumentCipher, DependantFields.Document, row.Id),
            row.BirthDate,
            row.ValidTo,
            row.State,
            row.FiledAt
        );

    private static ExportedLook ToContract(Look row) =>
        new(
            row.At,
            row.By,
            row.Roles,
            row.Action,
            row.Reason,
            row.Details is null ? null : JsonSerializer.Deserialize<JsonElement>(row.Details),
            row.Address
        );

    private sealed record Person(
        string Name,
        string DocumentKind,
        string? DocumentCountry,
        byte[] IdNumberCipher,
        DateOnly? BirthDate,
        byte[] PhoneCipher,
        byte[]? EmailCipher,
        string Tier,
        string TierName,
        string Employer,
        string Division,
        DateOnly ContractEnd,
        string? ListedIn,
        DateTimeOffset CreatedAt,
        DateTimeOffset UpdatedAt,
        string? PhotoType,
        byte[]? Photo
    );

    private sealed record Message(
        DateTimeOffset CreatedAt,
        string Kind,
        string Arguments,
        DateTimeOffset? ReadAt,
        string[] Deliveries
    );

    private sealed record Dependant(
        Guid Id,
        string Relation,
        string Name,
        string DocumentKind,
        byte[] DocumentCipher,
        DateOnly? BirthDate,
        DateOnly? ValidTo,
        string State,
        DateTimeOffset FiledAt
    );

    private sealed record Look(
        DateTimeOffset At,
        string By,
        string[] Roles,
        string Action,
        string? Reason,
        string? Details,
        string? Address
    );
}
