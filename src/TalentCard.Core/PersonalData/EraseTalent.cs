using System.Security.Cryptography;
using TalentCard.Core.Dependants;
using TalentCard.Core.Hotline;
using TalentCard.Core.Privacy;
using TalentCard.Core.Talents;

namespace TalentCard.Core.PersonalData;

/// <summary>
/// Takes the person out of everything that is kept on a talent, and leaves what happened: the services and their sums, the states
/// of cards, who looked at what. What stands in a ledger is erased by <c>erase_ledger_texts()</c>, which keeps the digests of
/// closed days provable (docs/adr/0056).
/// </summary>
internal sealed class EraseTalent(IFieldEncryption encryption)
{
    /// <summary>What stands where a text was.</summary>
    public const string Erased = "已删除";

    private const string Ledgers = """
        select erase_ledger_texts('audit_events', array(select id from audit_events where talent_id = @talent),
            '{reason,details}', @ground, @now);
        select erase_ledger_texts('audit_events',
            array(select a.id from audit_events a join users u on a.actor_id = u.id::text where u.talent_id = @talent),
            '{actor_name,address,reason,details}', @ground, @now);
        select erase_ledger_texts('card_events',
            array(select e.id from card_events e join cards c on c.id = e.card_id where c.talent_id = @talent),
            '{reason}', @ground, @now);
        select erase_ledger_texts('card_events',
            array(select e.id from card_events e join cards c on c.id = e.card_id join users u on e.actor_id = u.id::text
                where c.talent_id = @talent and u.talent_id = @talent),
            '{actor_name}', @ground, @now);
        select erase_ledger_texts('reversals',
            array(select r.id from reversals r join cards c on c.id = r.card_id where c.talent_id = @talent),
            '{reason}', @ground, @now);
        """;

    private const string Matters = """
        select erase_ledger_texts('ticket_steps',
            array(select s.id from ticket_steps s join tickets t on t.id = s.ticket_id where t.consultation_id = any (@ids)),
            '{text}', @ground, @now);
        select erase_ledger_texts('ticket_steps',
            array(select s.id from ticket_steps s join tickets t on t.id = s.ticket_id join users u on s.actor_id = u.id::text
                where t.consultation_id = any (@ids) and u.talent_id is not null),
            '{actor_name}', @ground, @now);
        select erase_ledger_texts('follow_ups',
            array(select f.id from follow_ups f join tickets t on t.id = f.ticket_id where t.consultation_id = any (@ids)),
            '{comment}', @ground, @now);
        update ticket_extensions e set reason = @Erased, decision = case when decision is not null then @Erased end
        from tickets t where t.id = e.ticket_id and t.consultation_id = any (@ids);
        update tickets
        set title = @Erased, content = @Erased, reply = case when reply is not null then @Erased end, place = null,
            phone_hash = @hash
        where consultation_id = any (@ids);
        update consultations set caller_name = @Erased where id = any (@ids);
        """;

    private const string Rows = """
        update talents
        set name = @Erased, id_number_cipher = @IdNumber, id_number_hash = @Hash, id_number_tail = '0000', document_kind = 'id_card',
            document_country = null, birth_date = null,
            phone_cipher = @Phone, phone_hash = @Hash, phone_tail = '0000', email_cipher = null, email_hash = null,
            employer = @Erased, photo = null, photo_type = null, version = version + 1, updated_at = @now, erased_at = @now
        where id = @talent;
        update cards set state_reason = null where talent_id = @talent;
        update reservations r set note = '' from cards c where c.id = r.card_id and c.talent_id = @talent and r.note <> '';
        update redemption_ratings r set comment = '' from cards c
        where c.id = r.card_id and c.talent_id = @talent and r.comment <> '';
        delete from talent_corrections where talent_id = @talent;
        delete from messages where recipient_id = @talent;
        delete from deliveries where recipient_id = @talent;
        delete from notification_opt_outs where recipient_id = @talent;
        delete from notification_settings where recipient_id = @talent;
        delete from user_recovery_codes where user_id in (select id from users where talent_id = @talent);
        delete from passkeys where user_id in (select id from users where talent_id = @talent);
        update users
        set user_name = 'erased-' || id, normalized_user_name = 'ERASED-' || id, display_name = @Erased, password_hash = null,
            two_factor_enabled = false, authenticator_key_cipher = null, security_stamp = gen_random_uuid()::text,
            disabled_at = coalesce(disabled_at, @now)
        where talent_id = @talent;
        """;

    /// <summary>Erases them, within the transaction of what decided it. A second time changes nothing more.</summary>
    /// <param name="session">The session.</param>
    /// <param name="talent">Whose data.</param>
    /// <param name="ground">Why, for the ledger of erasures: no personal data.</param>
    /// <param name="now">When.</param>
    public async Task RunAsync(Session session, Guid talent, string ground, DateTimeOffset now)
    {
        await session.ExecuteAsync(
            Ledgers,
            new
            {
                talent,
                ground,
                now,
            },
            timeout: 0
        );
        await DependantsAsync(session, talent);
        var consultations = await session.ListAsync<Guid>(
            "select id from consultations where talent_id = @talent",
            new { talent }
        );
        await ConsultationsAsync(session, [.. consultations], ground, now);
        await session.ExecuteAsync(
            Rows,
            new
            {
                talent,
                now,
                Erased,
                Hash = NoHash(),
                IdNumber = encryption.EncryptText("", PersonalFields.IdNumber, talent),
                Phone = encryption.EncryptText("", PersonalFields.Phone, talent),
            }
        );
    }

    /// <summary>Erases what callers said, and who they are; the tickets stay with their states and times.</summary>
    /// <param name="session">The session.</param>
    /// <param name="ids">The consultations.</param>
    /// <param name="ground">Why, for the ledger of erasures: no personal data.</param>
    /// <param name="now">When.</param>
    public async Task ConsultationsAsync(Session session, Guid[] ids, string ground, DateTimeOffset now)
    {
        var hash = NoHash();
        await session.ExecuteAsync(
            Matters,
            new
            {
                ids,
                ground,
                now,
                hash,
                Erased,
            },
            timeout: 0
        );
        var calls = await session.ListAsync<Guid>(
            "select call_id from consultations where id = any (@ids) and call_id is not null",
            new { ids }
        );
        await NumbersAsync(session, "consultations", ids, hash);
        await NumbersAsync(session, "calls", [.. calls], hash);
    }

    // A number is bound to its row, and so is an empty one.
    private async Task DependantsAsync(Session session, Guid talent)
    {
        foreach (var id in await session.ListAsync<Guid>("select id from dependants where talent_id = @talent", new { talent }))
            await session.ExecuteAsync(
                """
                update dependants
                set name = @Erased, document_cipher = @Document, document_hash = @Hash, document_tail = '0000', birth_date = null,
                    proof_cipher = @Proof, valid_to = null, reason = null, state = 'ended', ground = coalesce(ground, 'card_ended'),
                    version = version + 1
                where id = @id
                """,
                new
                {
                    id,
                    Erased,
                    Hash = NoHash(),
                    Document = encryption.EncryptText("", DependantFields.Document, id),
                    Proof = encryption.EncryptText("", DependantFields.ProofNumber, id),
                }
            );
    }

    private Task<int> NumbersAsync(Session session, string table, Guid[] rows, byte[] hash) =>
        session.ExecuteAsync(
            $"""
            update {table} t set phone_cipher = x.cipher, phone_hash = @hash, phone_tail = '0000'
            from unnest(@rows, @Ciphers) x (id, cipher) where t.id = x.id and t.phone_cipher is not null
            """,
            new
            {
                hash,
                rows,
                Ciphers = Array.ConvertAll(rows, row => encryption.EncryptText("", CallerNumber.Context, row)),
            }
        );

    // Whoever looks for a number finds nobody.
    private static byte[] NoHash() => RandomNumberGenerator.GetBytes(32);
}
