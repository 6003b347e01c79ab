using System.Globalization;
using TalentCard.Contracts.Partners;
using TalentCard.Core.Redemptions;
using TalentCard.Core.WorkingTime;

namespace TalentCard.Core.Partners;

/// <summary>
/// When somebody is at a service point. The rule is the database's function <c>service_point_opening</c>, which bookings ask too
/// (docs/adr/0066); the official calendar goes in.
/// </summary>
public sealed class PointOpeningStore(Db db, TimeProvider time, AuditTrail audit)
{
    /// <summary>The longest stretch of days that is answered at once.</summary>
    public const int MostDays = 100;

    /// <summary>The days of a point from a day on, in order; none where nobody knows the point.</summary>
    /// <param name="id">The service point.</param>
    /// <param name="from">The first day; null: today.</param>
    /// <param name="days">How many, up to <see cref="MostDays"/>.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async Task<IReadOnlyList<PointDay>> DaysAsync(Guid id, DateOnly? from, int days, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await DaysAsync(session, id, from ?? time.Today(), days, time.GetUtcNow());
    }

    /// <inheritdoc cref="DaysAsync(Guid, DateOnly?, int, CancellationToken)"/>
    internal static async Task<List<PointDay>> DaysAsync(Session session, Guid id, DateOnly from, int days, DateTimeOffset now)
    {
        var calendar = await OfficialDays.ReadAsync(session);
        var rows = await session.ListAsync<DayRow>(
            $"""
            select d::date as day, bounds(o.open) open, o.shut, o.reason, o.reason_en
            from generate_series(@from::date, @from::date + @days - 1, interval '1 day') d
            cross join lateral service_point_opening(@id, d::date, {OfficialDays.Working("d::date")},
                case when d::date = @Today then @Time::time else '00:00' end, null) o
            order by d
            """,
            new
            {
                id,
                from,
                days,
                calendar.Off,
                calendar.MakeUp,
                Today = now.ToLocalDate(),
                Time = now.ToLocalTimeOfDay(),
            }
        );
        return rows.ConvertAll(row =>
        {
            var holiday = row.Shut == "holiday" ? calendar.Days[row.Day] : null;
            return new PointDay(
                row.Day,
                WeekHours.ReadDay(row.Open),
                row.Shut,
                holiday?.Name ?? row.Reason,
                holiday is null ? row.ReasonEn : holiday.NameEn
            );
        });
    }

    /// <summary>The closing days ahead, and the bookings that are made for when the point is shut. The look is audited.</summary>
    /// <exception cref="RefusedException">Unknown (<c>not_found</c>).</exception>
    public async Task<PointOpening> ReadAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        return await ReadAsync(session, id, actor);
    }

    /// <summary>Shuts a point from a day on, today or later; what was said of a closing from that day is replaced.</summary>
    /// <exception cref="RefusedException">Unknown (<c>not_found</c>), or the last day lies before the first, too far behind it, or
    /// in the past.</exception>
    public Task<PointOpening> CloseAsync(
        Guid id,
        DateOnly firstDay,
        PointClosureRequest request,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (request.LastDay < time.Today())
            throw Refuse.Field("lastDay", "must not lie in the past");
        return ChangeAsync(
            id,
            firstDay,
            "service_point.close",
            request,
            """
            insert into service_point_closures (service_point_id, first_day, last_day, reason, reason_en)
            select s.id, @firstDay, @LastDay, @Reason, @ReasonEn from service_points s where s.id = @id
            on conflict (service_point_id, first_day) do update
            set last_day = excluded.last_day, reason = excluded.reason, reason_en = excluded.reason_en
            """,
            new
            {
                id,
                firstDay,
                request.LastDay,
                Reason = PlainText.Normal(request.Reason),
                request.ReasonEn,
            },
            actor,
            cancel
        );
    }

    /// <summary>Takes a closing back.</summary>
    /// <exception cref="RefusedException">Unknown, or nobody closed it (<c>not_found</c>).</exception>
    public Task<PointOpening> ReopenAsync(Guid id, DateOnly firstDay, Actor actor, CancellationToken cancel) =>
        ChangeAsync(
            id,
            firstDay,
            "service_point.reopen",
            null,
            "delete from service_point_closures where service_point_id = @id and first_day = @firstDay",
            new { id, firstDay },
            actor,
            cancel
        );

    private Task<PointOpening> ChangeAsync(
        Guid id,
        DateOnly firstDay,
        string action,
        PointClosureRequest? request,
        string sql,
        object values,
        Actor actor,
        CancellationToken cancel
    ) =>
        db.ChangeAsync(
            async session =>
            {
                if (await session.ExecuteAsync(sql, values) == 0)
                    throw new RefusedException(CommonProblems.NotFound);
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent(
                        action,
                        "service_point",
                        id.ToString(),
                        Reason: request?.Reason,
                        Details: new { FirstDay = firstDay.ToString("O", CultureInfo.InvariantCulture), request?.LastDay }
                    )
                );
                return await ReadAsync(session, id, actor);
            },
            cancel
        );

    private async Task<PointOpening> ReadAsync(Session session, Guid id, Actor actor)
    {
        var now = time.GetUtcNow();
        if (!await session.ScalarAsync<bool>("select exists (select from service_points where id = @id)", new { id }))
            throw new RefusedException(CommonProblems.NotFound);
        var closures = await session.ListAsync<PointClosure>(
            """
            select first_day, last_day, reason, reason_en from service_point_closures
            where service_point_id = @id and last_day >= @Today
            order by first_day
            """,
            new { id, Today = now.ToLocalDate() }
        );
        var calendar = await OfficialDays.ReadAsync(session);
        var stranded = await session.ListAsync<StrandedReservation>(
            $"""
            select v.id, v.benefit_code benefit, b.name benefit_name, b.name_en benefit_name_en, t.name masked_name,
                   c.number card_number, v.day, v.arrives_at, o.shut
            from reservations v
            join cards c on c.id = v.card_id
            join talents t on t.id = c.talent_id
            join benefits b on b.code = v.benefit_code
            cross join lateral service_point_opening(v.service_point_id, v.day, {OfficialDays.Working(
                "v.day"
            )}, '00:00', v.arrives_at) o
            where v.service_point_id = @id and v.state = 'held' and v.lapses_at > @now and o.shut is not null
            order by v.day, v.arrives_at nulls last, v.id
            limit 200
            """,
            new
            {
                id,
                now,
                calendar.Off,
                calendar.MakeUp,
            }
        );
        if (stranded.Count > 0)
            await audit.WriteAsync(
                session,
                actor,
                new AuditEvent("reservation.list", "reservation", null, Details: new { ServicePoint = id })
            );
        return new PointOpening(closures, stranded.ConvertAll(row => row with { MaskedName = MaskedName.Of(row.MaskedName) }));
    }

    private sealed record DayRow(DateOnly Day, int[] Open, string? Shut, string? Reason, string? ReasonEn);
}
