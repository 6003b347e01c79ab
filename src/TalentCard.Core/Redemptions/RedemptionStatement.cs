using NpgsqlTypes;
using TalentCard.Contracts.Redemptions;

namespace TalentCard.Core.Redemptions;

/// <summary>A redemption to record.</summary>
/// <param name="Ticket">The verification it stands on.</param>
/// <param name="Benefit">What is given.</param>
/// <param name="Companions">One relation for each person who comes along.</param>
/// <param name="Checks">What the verifier has checked.</param>
/// <param name="Key">The caller's <c>Idempotency-Key</c>.</param>
/// <param name="RequestHash">SHA-256 of what was asked for.</param>
public sealed record RedemptionOrder(
    VerificationTicket Ticket,
    string Benefit,
    string[] Companions,
    RedemptionChecks Checks,
    string Key,
    byte[] RequestHash
);

/// <summary>
/// The one statement of a redemption, in autocommit at READ COMMITTED (docs/adr/0005). Its parts are chained by selecting
/// from each other, and take their locks in this order, as every statement on these tables does: card, reservations,
/// showings, entitlement, ledger, idempotency key. It returns a row when it recorded, none when a fact did not
/// hold, and fails on a named constraint when the card has nothing left or the showing or the key was used before.
/// </summary>
internal static class RedemptionStatement
{
    /// <summary>Whom it serves: the parts of the statement that differ.</summary>
    /// <param name="Join">What the facts join besides.</param>
    /// <param name="Included">What must hold besides.</param>
    /// <param name="Row">The row with the birth date of who is served.</param>
    /// <param name="Tail">The last four of their document's number.</param>
    /// <param name="Locks">Which rows are locked, the card first.</param>
    /// <param name="Own">Whether they have a quota of their own.</param>
    /// <param name="CountedOwn">The count of such a quota.</param>
    /// <param name="Counted">Which counts the ledger follows.</param>
    /// <param name="Dependant">Whom the ledger names.</param>
    private sealed record Served(
        string Join,
        string Included,
        string Row,
        string Tail,
        string Locks,
        string Own,
        string CountedOwn,
        string Counted,
        string Dependant
    );

    internal static readonly string Sql = Statement(
        new("", "", "t", "t.id_number_tail", "c", "false", "", "counted", "null::uuid, null::boolean")
    );

    // The unit is the holder's, or of a row of the dependant's own; a booking holds one of the holder's.
    private static readonly string FamilySql = Statement(
        new(
            "join dependants d on d.id = @dependant and d.talent_id = c.talent_id",
            """
            and d.state = 'active' and (d.valid_to is null or @today <= d.valid_to)
              and family_included(d, r, c.tier_code)
            """,
            "d",
            "d.document_tail",
            "c, d",
            "r.family_quota = 'own'",
            """
            , counted_own as (
                insert into dependant_entitlements as e
                    (card_id, dependant_id, benefit_code, period, period_start, quota, used)
                select g.card_id, @dependant, @benefit, g.period, g.period_start, g.quota, 1
                from target g join shown s on s.card_id = g.card_id
                where g.own
                on conflict (card_id, dependant_id, benefit_code, period, period_start) do update set
                    quota = excluded.quota, used = e.used + 1
                returning e.card_id, e.quota - e.used remaining
            )
            """,
            "(select * from counted union all select * from counted_own)",
            "@dependant, g.own"
        )
    );

    private static string Statement(Served served) =>
        $"""
            with facts as (
                select c.id card_id, c.talent_id, c.tier_code, t.division_code, sp.partner_id, r.period, r.quota, r.booking_hours,
                       r.checks, r.printed_interval_minutes, period_start(r.period, @today) period_start, {served.Own} own
                from cards c
                join talents t on t.id = c.talent_id
                join service_points sp on sp.id = @point and sp.partner_id = @partner and sp.active
                    and (@own::uuid is null or sp.id = @own)
                join partners pa on pa.id = sp.partner_id and pa.active
                {served.Join}
                cross join lateral benefit_rule_on(@benefit, @today) r
                where c.id = @card and c.state = 'active' and @today between c.valid_from and c.valid_to
                  and r.active and c.tier_code = any (r.tiers) and sp.kind = any (r.service_point_kinds)
                  and age_refusal(r.min_age, r.max_age, {served.Row}.birth_date, @today) is null
                  {served.Included}
                  and (@level > 0 or r.printed_allowed)
                  and cardinality(@companions) <= r.max_companions and @companions <@ r.companion_relations
                  and (not 'face' = any (r.checks) or @face)
                  and (not 'id_last4' = any (r.checks) or {served.Tail} = @id_last4)
                  -- Wrong last fours may have closed the verification; whoever gives them now has paid for the attempt.
                  and (@id_last4 <> '' or not exists (
                      select from attempts x
                      where x.subject = @verification::text and x.kind = 'verification' and x.source = '' and x.misses >= x.most))
                for share of {served.Locks}
            ), booked as (
                -- A booking for today here is used up; its unit belongs to the period that it was booked in.
                update reservations v set state = 'used'
                from facts f
                where not f.own and v.card_id = f.card_id and v.benefit_code = @benefit
                  and v.service_point_id = @point and v.day = @today
                  and v.state = 'held' and v.lapses_at > @now
                returning v.id, v.period, v.period_start
            ), target as (
                select f.card_id, f.talent_id, f.tier_code, f.division_code, f.partner_id, f.quota, f.checks, f.own,
                       nullif(make_interval(mins => f.printed_interval_minutes), '0') printed_wait,
                       b.id reservation_id, coalesce(b.period, f.period) period,
                       coalesce(b.period_start, f.period_start) period_start
                from facts f left join booked b on true
                where f.booking_hours is null or b.id is not null
            ), lapsed as (
                update reservations v set state = 'lapsed'
                from target g
                where not g.own and v.card_id = g.card_id and v.benefit_code = @benefit and v.period = g.period
                  and v.period_start = g.period_start
                  and v.state = 'held' and v.lapses_at <= @now
                returning v.id
            ), shown as (
                insert into redemption_showings (card_id, showing, benefit_code, redemption_id)
                select g.card_id, @showing, @benefit, @id from target g, (select count(*) from lapsed) l
                returning card_id
            ), counted as (
                insert into entitlements as e
                    (card_id, benefit_code, period, period_start, quota, used, printed_at, printed_gap, printed_wait)
                select g.card_id, @benefit, g.period, g.period_start, g.quota, 1, case when @level = 0 then @now end,
                       case when @level = 0 then @now - (
                           select max(p.printed_at) from entitlements p where p.card_id = g.card_id
                               and p.benefit_code = @benefit) end,
                       case when @level = 0 then g.printed_wait end
                from target g join shown s on s.card_id = g.card_id
                where not g.own
                on conflict (card_id, benefit_code, period, period_start) do update set
                    -- A used booking moves a unit from held to used: the quota that it was booked under stands.
                    quota = case when exists (select from booked) then e.quota else excluded.quota end,
                    used = e.used + 1,
                    held = e.held - (select count(*) from booked)::int - (select count(*) from lapsed)::int,
                    printed_at = coalesce(excluded.printed_at, e.printed_at),
                    printed_gap = case when excluded.printed_at is null then e.printed_gap
                                       else least(excluded.printed_gap, excluded.printed_at - e.printed_at) end,
                    printed_wait = case when excluded.printed_at is null then e.printed_wait else excluded.printed_wait end
                returning e.card_id, e.quota - e.used - e.held remaining
            ){served.CountedOwn}, recorded as (
                insert into redemptions
                    (card_id, redeemed_at, id, benefit_code, period, period_start, service_point_id, partner_id, talent_id,
                     tier_code,
                     division_code, operator_id, operator_name, companions, checks, level, remaining, verification_id,
                     reservation_id,
                     dependant_id, own_quota)
                select g.card_id, @now, @id, @benefit, g.period, g.period_start, @point, g.partner_id, g.talent_id, g.tier_code,
                       g.division_code, @operator_id, @operator_name, cardinality(@companions), g.checks, @level, n.remaining,
                       @verification, g.reservation_id,
                       {served.Dependant}
                from target g join {served.Counted} n on n.card_id = g.card_id
                returning remaining
            ), keyed as (
                insert into idempotency_keys (actor_id, key, request_hash, subject_id, created_at)
                select @operator_id, @key, @request_hash, @id, @now from recorded
                returning subject_id
            )
            select r.remaining from recorded r, keyed k
            """;

    /// <summary>Runs it; null when a fact did not hold.</summary>
    /// <exception cref="PostgresException">One of the named constraints refused; nothing was written.</exception>
    public static async Task<RedemptionMade?> RunAsync(
        NpgsqlDataSource database,
        Actor actor,
        RedemptionOrder order,
        Guid id,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        await using var command = database.CreateCommand(order.Ticket.DependantId is null ? Sql : FamilySql);
        var (ticket, parameters) = (order.Ticket, command.Parameters);
        if (ticket.DependantId is { } dependant)
            parameters.Add(new NpgsqlParameter<Guid>("dependant", dependant));
        command.Parameters.Add(new NpgsqlParameter<DateOnly>("today", now.ToLocalDate()));
        command.AddServicePoint(actor, ticket.ServicePoint);
        parameters.Add(new NpgsqlParameter<DateTime>("now", NpgsqlDbType.TimestampTz) { TypedValue = now.UtcDateTime });
        parameters.Add(new NpgsqlParameter<Guid>("id", id));
        parameters.Add(new NpgsqlParameter<Guid>("card", ticket.CardId));
        parameters.Add(new NpgsqlParameter<Guid>("verification", ticket.Id));
        parameters.Add(new NpgsqlParameter<byte[]>("showing", ticket.Showing));
        parameters.Add(new NpgsqlParameter<int>("level", ticket.Level));
        parameters.Add(new NpgsqlParameter<string>("benefit", order.Benefit));
        parameters.Add(
            new NpgsqlParameter<string[]>("companions", NpgsqlDbType.Array | NpgsqlDbType.Text) { TypedValue = order.Companions }
        );
        parameters.Add(new NpgsqlParameter<bool>("face", order.Checks.Face));
        parameters.Add(new NpgsqlParameter<string>("id_last4", order.Checks.IdLast4 ?? ""));
        parameters.Add(new NpgsqlParameter<string>("operator_id", actor.Id));
        parameters.Add(new NpgsqlParameter<string>("operator_name", actor.Name));
        parameters.Add(new NpgsqlParameter<string>("key", order.Key));
        parameters.Add(new NpgsqlParameter<byte[]>("request_hash", order.RequestHash));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? new RedemptionMade(id, order.Benefit, reader.GetFieldValue<int?>(0), now) : null;
    }
}
