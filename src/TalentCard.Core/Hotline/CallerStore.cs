using TalentCard.Contracts.Hotline;
using TalentCard.Core.Idempotency;

namespace TalentCard.Core.Hotline;

/// <summary>Who calls: found by the keyed hash of the number. Every look is written into the audit trail.</summary>
public sealed class CallerStore(Db db, TimeProvider time, AuditTrail audit, CallerNumber numbers, IdempotencyStore idempotency)
{
    /// <summary>The caller with this number.</summary>
    /// <exception cref="RefusedException">It is not a telephone number.</exception>
    public async Task<Caller> FindAsync(string phone, Actor actor, CancellationToken cancel)
    {
        var digits = CallerNumber.Digits(phone);
        await using var session = await db.OpenAsync(cancel);
        return await FindAsync(session, numbers.Hash(digits), digits[^4..], actor);
    }

    /// <summary>Announces a ringing call to the agents' pages.</summary>
    /// <param name="call">The call.</param>
    /// <param name="key">The <c>Idempotency-Key</c>.</param>
    /// <param name="hash">SHA-256 of the request.</param>
    /// <param name="actor">The telephone exchange.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RefusedException">The number is none.</exception>
    public Task<AnnouncedCall> AnnounceAsync(RingingCall call, string key, byte[] hash, Actor actor, CancellationToken cancel)
    {
        var digits = CallerNumber.Digits(call.Number, "number");
        return db.ChangeAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                var id = Guid.CreateVersion7(now);
                if (await idempotency.ClaimAsync(session, actor, key, hash, id) is { } first)
                    return await session.SingleAsync<AnnouncedCall>(
                        "select id, rang_at from calls where id = @first",
                        new { first }
                    );
                await session.ExecuteAsync(
                    """
                    insert into calls (id, phone_cipher, phone_hash, phone_tail, agent, announced_by, rang_at)
                    values (@id, @Cipher, @Hash, @Tail, @Agent, @By, @now)
                    """,
                    new
                    {
                        id,
                        Cipher = numbers.Encrypt(digits, id),
                        Hash = numbers.Hash(digits),
                        Tail = digits[^4..],
                        call.Agent,
                        By = actor.Id,
                        now,
                    }
                );
                await audit.WriteAsync(session, actor, new AuditEvent("call.announce", "call", id.ToString()));
                await HotlineNotices.SendAsync(session, new HotlineEvent("call", id, Agent: call.Agent));
                return new AnnouncedCall(id, now);
            },
            cancel
        );
    }

    /// <summary>An announced call with its caller.</summary>
    /// <exception cref="RefusedException">There is none by that id.</exception>
    public async Task<CallAtTheDesk> ReadCallAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var call =
            await session.FindAsync<CallRow>(
                """
                select l.phone_hash, l.phone_tail, l.rang_at, c.id consultation_id
                from calls l left join consultations c on c.call_id = l.id where l.id = @id
                """,
                new { id }
            ) ?? throw new RefusedException(CommonProblems.NotFound);
        return new CallAtTheDesk(
            id,
            call.RangAt,
            call.ConsultationId,
            await FindAsync(session, call.PhoneHash, call.PhoneTail, actor)
        );
    }

    /// <summary>A consultation with its tickets.</summary>
    /// <exception cref="RefusedException">There is none by that id.</exception>
    public async Task<Consultation> ReadConsultationAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var row =
            await session.FindAsync<ConsultationRow>(
                "select id, channel, caller_name, phone_tail, talent_id, agent_name agent, received_at from consultations where id = @id",
                new { id }
            ) ?? throw new RefusedException(CommonProblems.NotFound);
        var tickets = await session.ListAsync<TicketSummary>(
            $"select {TicketStore.Columns} from {TicketStore.Tables} where t.consultation_id = @id order by t.number",
            new { id, now = time.GetUtcNow() }
        );
        await audit.WriteAsync(session, actor, new AuditEvent("consultation.view", "consultation", id.ToString(), row.TalentId));
        return new Consultation(
            row.Id,
            row.Channel,
            row.CallerName,
            "*******" + row.PhoneTail,
            row.TalentId,
            row.Agent,
            row.ReceivedAt,
            tickets.AsList()
        );
    }

    private async Task<Caller> FindAsync(Session session, byte[] hash, string tail, Actor actor)
    {
        await using var all = await session.MultipleAsync(
            $"""
            select t.id, t.name, t.tier_code tier, t.employer, t.division_code division, k.number card_number,
                   shown_card_state(k.state, k.valid_to, @Today) card_state, k.valid_to card_valid_to
            from talents t
            left join lateral (
                select number, state, valid_to from cards k where k.talent_id = t.id
                order by k.state in ('active', 'suspended') desc, k.created_at desc limit 1) k on true
            where t.phone_hash = @hash order by t.created_at desc limit 1;
            select {TicketStore.Columns} from {TicketStore.Tables}
            where t.phone_hash = @hash and t.state not in ('closed', 'merged') order by t.due_at, t.id limit 20;
            select c.id, c.received_at, c.channel, c.agent_name agent,
                   (select array_agg(x.title order by x.number) from tickets x where x.consultation_id = c.id) titles
            from consultations c where c.phone_hash = @hash order by c.received_at desc, c.id desc limit 10
            """,
            new
            {
                hash,
                now = time.GetUtcNow(),
                Today = time.Today(),
            }
        );
        var caller = new Caller(
            "*******" + tail,
            await all.ReadSingleOrDefaultAsync<CallerTalent>(),
            (await all.ReadAsync<TicketSummary>()).AsList(),
            (await all.ReadAsync<CallerConsultation>()).AsList()
        );
        await audit.WriteAsync(session, actor, new AuditEvent("caller.view", "caller", null, caller.Talent?.Id));
        return caller;
    }

    private sealed record CallRow(byte[] PhoneHash, string PhoneTail, DateTimeOffset RangAt, Guid? ConsultationId);

    private sealed record ConsultationRow(
        Guid Id,
        string Channel,
        string CallerName,
        string PhoneTail,
        Guid? TalentId,
        string? Agent,
        DateTimeOffset ReceivedAt
    );
}
