using System.Globalization;
using TalentCard.Contracts.Redemptions;
using TalentCard.Contracts.WorkingTime;
using TalentCard.Core.Idempotency;
using TalentCard.Core.Partners;
using TalentCard.Core.WorkingTime;

namespace TalentCard.Core.Redemptions;

/// <summary>
/// 预约: a booking holds a unit of the quota, kept by the same constraint as redemptions, until its day is over
/// (docs/adr/0006).
/// </summary>
public sealed class ReserveBenefit(Db db, TimeProvider time)
{
    /// <summary>How far ahead a service can be booked.</summary>
    public const int DaysAhead = 90;

    // The rule of the service's day holds. Locks in the order of RedemptionStatement: card, reservations, entitlement, key.
    private const string Sql = """
        with facts as (
            select c.id card_id, r.period, r.quota, period_start(r.period, @Day) period_start
            from cards c
            join talents t on t.id = c.talent_id
            join service_points sp on sp.id = @ServicePoint and sp.active
            join partners pa on pa.id = sp.partner_id and pa.active
            cross join lateral benefit_rule_on(@Benefit, @Day) r
            cross join lateral service_point_opening(sp.id, @Day, @Working, @Since, @ArrivesAt) o
            where c.talent_id = @TalentId and c.state = 'active' and @Today between c.valid_from and c.valid_to
              and @Day <= c.valid_to
              and r.active and c.tier_code = any (r.tiers) and sp.kind = any (r.service_point_kinds)
              and age_refusal(r.min_age, r.max_age, t.birth_date, @Day) is null
              and cardinality(@Companions) <= r.max_companions and @Companions <@ r.companion_relations
              and o.shut is null
              and (coalesce(r.booking_hours, 0) = 0 or @Now + make_interval(hours => r.booking_hours) <= @DayStart)
            for share of c
        ), lapsed as (
            update reservations v set state = 'lapsed'
            from facts f
            where v.card_id = f.card_id and v.benefit_code = @Benefit and v.period = f.period and v.period_start = f.period_start
              and v.state = 'held' and v.lapses_at <= @Now
            returning v.id
        ), booked as (
            insert into reservations
                (card_id, id, benefit_code, service_point_id, day, period, period_start, state, companions, note, lapses_at,
                 created_at, arrives_at)
            select f.card_id, @Id, @Benefit, @ServicePoint, @Day, f.period, f.period_start, 'held', cardinality(@Companions),
                @Note, @LapsesAt, @Now, @ArrivesAt
            from facts f, (select count(*) from lapsed) l
            returning card_id
        ), counted as (
            insert into entitlements as e (card_id, benefit_code, period, period_start, quota, held)
            select f.card_id, @Benefit, f.period, f.period_start, f.quota, 1 from facts f join booked b on b.card_id = f.card_id
            on conflict (card_id, benefit_code, period, period_start) do update set
                quota = excluded.quota, held = e.held + 1 - (select count(*) from lapsed)::int
            returning card_id
        ), keyed as (
            insert into idempotency_keys (actor_id, key, request_hash, subject_id, created_at)
            select @ActorId, @Key, @RequestHash, @Id, @Now from counted
            returning subject_id
        )
        select subject_id from keyed
        """;

    /// <summary>Books, or gives the id of the booking that the key has made before.</summary>
    /// <exception cref="RefusedException">
    /// One of the <see cref="Verdicts"/>, one of <see cref="RedemptionProblems.OfHours"/>, <c>booking_too_late</c>, <c>already_booked</c>, <c>no_card</c>,
    /// <c>idempotency_conflict</c>.
    /// </exception>
    public async Task<Guid> ReserveAsync(
        ReservationRequest request,
        string key,
        byte[] requestHash,
        Actor actor,
        CancellationToken cancel
    )
    {
        var now = time.GetUtcNow();
        var today = now.ToLocalDate();
        if (request.Day < today || request.Day > today.AddDays(DaysAhead))
            throw Refuse.Field("day", $"from {today:yyyy-MM-dd} on, at most {DaysAhead} days ahead");
        if (request.Day == today && request.ArrivesAt is { } arrival && arrival <= now.ToLocalTimeOfDay())
            throw Refuse.Field("arrivesAt", "later than now");
        await using var session = await db.OpenAsync(cancel);
        var calendar = await OfficialDays.ReadAsync(session);
        ProblemCode? refusal = null;
        try
        {
            var arguments = new
            {
                Id = Guid.CreateVersion7(now),
                actor.TalentId,
                request.Benefit,
                request.ServicePoint,
                request.Day,
                DayStart = request.Day.StartOfDay(),
                LapsesAt = request.Day.AddDays(1).StartOfDay(),
                Companions = request.Companions ?? [],
                Note = request.Note ?? "",
                request.ArrivesAt,
                Working = calendar.WorkingOn(request.Day),
                Since = request.Day == today ? now.ToLocalTimeOfDay() : TimeOnly.MinValue,
                Now = now,
                Today = today,
                ActorId = actor.Id,
                Key = key,
                RequestHash = requestHash,
            };
            if (await session.ScalarAsync<Guid?>(Sql, arguments) is { } id)
                return id;
        }
        catch (PostgresException exception) when (RefusalOf(exception) is { } constraint)
        {
            refusal = constraint;
        }
        if (await IdempotencyStore.FindAsync(session, actor, key, requestHash) is { } first)
            return first;
        throw new RefusedException(refusal ?? await ExplainAsync(session, actor, request, now));
    }

    private static ProblemCode? RefusalOf(PostgresException exception) =>
        exception.ConstraintName switch
        {
            "entitlements_quota" => Verdicts.QuotaExhausted,
            "reservations_one_a_day" => RedemptionProblems.AlreadyBooked,
            "idempotency_keys_once" => CommonProblems.IdempotencyConflict,
            _ => null,
        };

    private static async Task<ProblemCode> ExplainAsync(
        Session session,
        Actor actor,
        ReservationRequest request,
        DateTimeOffset now
    )
    {
        var facts = await session.FindAsync<Facts>(
            """
            select c.state, c.valid_from, c.valid_to, sp.id is not null and pa.active point_known,
                   b.code is not null benefit_known, coalesce(r.active and c.tier_code = any (r.tiers), false) eligible,
                   age_refusal(r.min_age, r.max_age, t.birth_date, @Day) age_refusal,
                   coalesce(sp.kind = any (r.service_point_kinds), false) given_here,
                   coalesce(r.max_companions, 0) max_companions, coalesce(r.companion_relations, '{}') relations
            from cards c
            join talents t on t.id = c.talent_id
            left join service_points sp on sp.id = @ServicePoint and sp.active
            left join partners pa on pa.id = sp.partner_id
            left join benefits b on b.code = @Benefit
            left join lateral benefit_rule_on(b.code, @Day) r on true
            where c.talent_id = @TalentId
            order by c.state in ('active', 'suspended') desc, c.created_at desc
            limit 1
            """,
            new
            {
                actor.TalentId,
                request.Benefit,
                request.ServicePoint,
                request.Day,
            }
        );
        if (facts is null)
            return RedemptionProblems.NoCard;
        if (!facts.PointKnown || !facts.BenefitKnown)
            return CommonProblems.NotFound;
        if (Entitlement.RefusalOf(facts.State, facts.ValidFrom, facts.ValidTo, now.ToLocalDate()) is { } refusal)
            return refusal;
        if (request.Day > facts.ValidTo)
            return Verdicts.CardExpired;
        if (!facts.Eligible)
            return Verdicts.NotEligible;
        if (facts.AgeRefusal is { } age)
            return Verdicts.Of(age);
        if (!facts.GivenHere)
            return Verdicts.WrongServicePoint;
        var companions = request.Companions ?? [];
        if (companions.Length > facts.MaxCompanions || companions.Except(facts.Relations).Any())
            throw Refuse.Field("companions", $"at most {facts.MaxCompanions} of: {string.Join(", ", facts.Relations)}");
        return await ShutAsync(session, request, now) ?? RedemptionProblems.BookingTooLate;
    }

    private static async Task<ProblemCode?> ShutAsync(Session session, ReservationRequest request, DateTimeOffset now)
    {
        var day = (await PointOpeningStore.DaysAsync(session, request.ServicePoint, request.Day, 1, now)).Single();
        if (RedemptionProblems.Shut(day) is { } shut)
            return shut;
        if (
            request.ArrivesAt is { } at
            && !day.Open.Any(span => at >= span.Opens && (at < span.Closes || span.Closes == default))
        )
            throw Refuse.Field("arrivesAt", $"within {string.Join(", ", day.Open.Select(Words))}");
        return null;
    }

    private static string Words(OfficePeriod span) =>
        string.Create(CultureInfo.InvariantCulture, $"{span.Opens:HH:mm}-{span.Closes:HH:mm}");

    private sealed record Facts(
        string State,
        DateOnly ValidFrom,
        DateOnly ValidTo,
        bool PointKnown,
        bool BenefitKnown,
        bool Eligible,
        string? AgeRefusal,
        bool GivenHere,
        int MaxCompanions,
        string[] Relations
    );
}
