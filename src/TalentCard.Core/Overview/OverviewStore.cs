using System.Globalization;
using TalentCard.Contracts.Overview;
using TalentCard.Core.Redemptions;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Overview;

/// <summary>
/// Counts for the office's start page. Only <see cref="BookingsAsync"/> names people, and is written into the audit trail.
/// </summary>
public sealed class OverviewStore(Db db, TimeProvider time, AuditTrail audit, IEnumerable<IWaitingWork> work)
{
    /// <summary>What waits for the actor, and this week's figures beside last week's.</summary>
    public async Task<OfficeOverview> ReadAsync(Actor actor, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var monday = Week.StartOf(time.Today());
        var (services, scope) = (RowScope.Of(actor, RedemptionLedger.Owner), RowScope.Of(actor, TalentStore.Owner));
        var holder = scope.Exists("talents t where t.id = x.talent_id");
        var shown = scope.Exists("cards c join talents t on t.id = c.talent_id where c.id = x.card_id");
        await using var session = await db.OpenAsync(cancel);
        var waiting = new List<WaitingWork>();
        foreach (var feature in work)
            waiting.AddRange(await feature.CountAsync(session, actor));
        var weeks = await session.ListAsync<Figures>(
            $"""
            select s.times, s.people, s.companions, s.reversed, c.verifications, c.refused,
                   (select count(*)::int from cards x
                    where x.created_at >= w.start and x.created_at < w.stop and {holder}) cards_issued,
                   (select count(*)::int from talents t
                    where t.created_at >= w.start and t.created_at < w.stop and {scope}) talents_added
            from (values (1, @Monday::timestamptz, @now::timestamptz), (2, @LastMonday, @LastNow), (3, @LastMonday, @Monday))
                as w (place, start, stop)
            cross join lateral (
                select (count(*) filter (where v.id is null))::int times,
                       (count(distinct r.talent_id) filter (where v.id is null))::int people,
                       coalesce(sum(r.companions) filter (where v.id is null), 0)::int companions,
                       (count(v.id))::int reversed
                from redemptions r left join reversals v on v.card_id = r.card_id and v.redemption_id = r.id
                where r.redeemed_at >= w.start and r.redeemed_at < w.stop and {services}) s
            cross join lateral (
                select count(*)::int verifications, (count(*) filter (where x.verdict <> 'accepted'))::int refused
                from verifications x where x.at >= w.start and x.at < w.stop and {shown}) c
            order by w.place
            """,
            // The end is exclusive; what was recorded at this very moment counts.
            scope.With(
                new
                {
                    Monday = monday.StartOfDay(),
                    now = now.AddMilliseconds(1),
                    LastMonday = monday.AddDays(-7).StartOfDay(),
                    LastNow = now.AddDays(-7),
                }
            )
        );
        var today = time.Today();
        return new OfficeOverview(
            now,
            waiting,
            weeks[0].Of(monday, today),
            weeks[1].Of(monday.AddDays(-7), today.AddDays(-7)),
            weeks[2].Of(monday.AddDays(-7), monday.AddDays(-1))
        );
    }

    /// <summary>A year's services by month, benefit and division, and today's cards by tier.</summary>
    /// <param name="year">Which; null is the latest in which a service was recorded.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="cancel">Stops counting.</param>
    public async Task<OverviewCharts> ReadChartsAsync(int? year, Actor actor, CancellationToken cancel)
    {
        var today = time.Today();
        var (services, scope) = (RowScope.Of(actor, RedemptionLedger.Owner), RowScope.Of(actor, TalentStore.Owner));
        await using var session = await db.OpenAsync(cancel);
        var (first, last) = await session.SingleAsync<(DateTime?, DateTime?)>(
            $"""
            select (select min(r.redeemed_at) from redemptions r where {services}),
                   (select max(r.redeemed_at) from redemptions r where {services})
            """,
            services.With()
        );
        var shown = year ?? (last is { } latest ? new DateTimeOffset(latest, TimeSpan.Zero).ToLocalDate().Year : today.Year);
        var since = first is { } earliest ? new DateTimeOffset(earliest, TimeSpan.Zero).ToLocalDate().Year : today.Year;
        var start = new DateOnly(shown, 1, 1);
        var rows = await session.ListAsync<Group>(
            $"""
            select to_char(x.month, 'YYYY-MM') as month, x.benefit_code benefit, x.division_code division, count(*)::int times,
                   count(distinct x.talent_id)::int people
            from (
                select date_trunc('month', redeemed_at at time zone 'Asia/Shanghai') as month, benefit_code, division_code,
                    talent_id
                from redemptions r
                where redeemed_at >= @Start and redeemed_at < @End and {services}
                  and not exists (select from reversals v where v.card_id = r.card_id and v.redemption_id = r.id)) x
            group by grouping sets ((x.month), (x.benefit_code), (x.division_code))
            """,
            services.With(new { Start = start.StartOfDay(), End = start.AddYears(1).StartOfDay() })
        );
        var order = await session.ListAsync<string>("select code from benefits order by position, code");
        var tiers = await session.ListAsync<TierCount>(
            $"""
            select t.code tier, (count(c.id) filter (where c.state = 'active'))::int active,
                   (count(c.id) filter (where c.state = 'suspended'))::int suspended
            from tiers t
            left join cards c on c.tier_code = t.code and (c.state = 'suspended' or (c.state = 'active' and c.valid_to >= @today))
                and {scope.Exists("talents t where t.id = c.talent_id")}
            group by t.code order by t.code
            """,
            scope.With(new { today })
        );
        var months = rows.Where(row => row.Month is not null).ToDictionary(row => row.Month!);
        return new OverviewCharts(
            shown,
            [.. Enumerable.Range(since, Math.Max(1, today.Year - since + 1)).Reverse()],
            [
                .. Enumerable
                    .Range(0, 12)
                    .Select(month => start.AddMonths(month).ToString("yyyy-MM", CultureInfo.InvariantCulture))
                    .Select(month => months.GetValueOrDefault(month)?.As(month) ?? new ServiceCount(month, 0, 0)),
            ],
            [
                .. rows.Where(row => row.Benefit is not null)
                    .OrderBy(row => order.IndexOf(row.Benefit!))
                    .Select(row => row.As(row.Benefit!)),
            ],
            [
                .. rows.Where(row => row.Division is not null)
                    .OrderByDescending(row => row.Times)
                    .ThenBy(row => row.Division, StringComparer.Ordinal)
                    .Select(row => row.As(row.Division!)),
            ],
            [.. tiers]
        );
    }

    /// <summary>
    /// The bookings of the actor's people on a day at every service point, the last made first. The look is written into the
    /// audit trail.
    /// </summary>
    public async Task<Page<OfficeBooking>> BookingsAsync(BookingQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var day = query.Day ?? time.Today();
        var scope = RowScope.Of(actor, TalentStore.Owner);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<OfficeBooking>(
            $"""
            select v.id, v.day, c.talent_id, t.name, c.tier_code tier, v.benefit_code benefit, p.id partner_id,
                   p.name partner_name, p.name_en partner_name_en, s.name service_point_name, s.name_en service_point_name_en,
                   case when v.state = 'held' and v.lapses_at <= @Now then 'lapsed' else v.state end state, v.companions,
                       v.created_at
            from reservations v
            join cards c on c.id = v.card_id
            join talents t on t.id = c.talent_id
            join service_points s on s.id = v.service_point_id
            join partners p on p.id = s.partner_id
            where v.day = @day and {scope} and (@At::timestamptz is null or (v.created_at, v.id) < (@At, @Id))
            order by v.created_at desc, v.id desc
            limit @Limit
            """,
            scope.With(
                new
                {
                    day,
                    Now = time.GetUtcNow(),
                    position?.At,
                    position?.Id,
                    Limit = query.Limit + 1,
                }
            )
        );
        await audit.WriteAsync(session, actor, new AuditEvent("reservation.list", "reservation", null, Details: new { day }));
        return Keyset.Cut(rows.AsList(), query.Limit, booking => new Keyset(booking.CreatedAt, booking.Id));
    }

    private sealed record Figures(
        int Times,
        int People,
        int Companions,
        int Reversed,
        int Verifications,
        int Refused,
        int CardsIssued,
        int TalentsAdded
    )
    {
        public PeriodFigures Of(DateOnly from, DateOnly to) =>
            new(from, to, Times, People, Companions, Reversed, Verifications, Refused, CardsIssued, TalentsAdded);
    }

    private sealed record Group(string? Month, string? Benefit, string? Division, int Times, int People)
    {
        public ServiceCount As(string key) => new(key, Times, People);
    }
}
