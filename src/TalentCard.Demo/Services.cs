using TalentCard.Core;

namespace TalentCard.Demo;

/// <summary>One service given: whom, what, where, when.</summary>
internal sealed record DemoService(
    Holder Holder,
    DemoBenefit Benefit,
    DemoPoint Point,
    DateTimeOffset At,
    int Companions = 0,
    int Level = 1,
    bool Reversed = false
)
{
    public DateOnly Day => At.ToLocalDate();

    public DateOnly PeriodStart => Benefit.PeriodStart(Day);
}

/// <summary>Writes services as the counters would have: scan, booking, ledger, showing, entitlement.</summary>
internal static class Services
{
    public static async Task InsertAsync(Session session, IReadOnlyList<DemoService> services)
    {
        var booked = Book([.. services.OrderBy(s => s.At)]);
        await session.CopyAsync(
            "verifications (id, at, card_id, verdict, level, service_point_id, operator_id, operator_name)",
            booked.SelectMany(Scans)
        );
        await session.CopyAsync(
            """
            reservations (card_id, id, benefit_code, service_point_id, day, period, period_start, state, companions, lapses_at,
            created_at)
            """,
            booked.Where(b => b.ReservationId is not null).Select(Reservation)
        );
        await session.CopyAsync(
            """
            redemptions (card_id, redeemed_at, id, benefit_code, period, period_start, service_point_id, partner_id, talent_id,
                tier_code, division_code, operator_id, operator_name, companions, checks, level, remaining, verification_id,
                reservation_id)
            """,
            booked.Select(Redemption)
        );
        await session.CopyAsync(
            "redemption_showings (card_id, showing, benefit_code, redemption_id)",
            booked.Select(b => new object?[] { b.Service.Holder.Card.Id, b.Showing, b.Service.Benefit.Code, b.Id })
        );
        await session.CopyAsync(
            "reversals (card_id, redemption_id, redeemed_at, id, reversed_at, reason, operator_id, operator_name)",
            booked.Where(b => b.Service.Reversed).Select(Reversal)
        );
        await session.CopyAsync(
            "redemption_ratings (card_id, redemption_id, redeemed_at, service_point_id, score, comment, rated_at, changed_at)",
            booked.SelectMany(Rating)
        );
        await session.CopyAsync(
            """
            entitlements (card_id, benefit_code, period, period_start, quota, used, printed_at, printed_gap, printed_wait)
            """,
            Entitlements(booked)
        );
    }

    private static readonly string[][] Words =
    [
        ["等了很久，没有人引导。"],
        ["窗口不清楚有这项服务，打电话问了才办。"],
        ["排队时间有点长。", "标识不太好找。"],
        ["总体不错，指引再清楚些更好。", "办得比较快。"],
        ["工作人员很热情，几分钟就办好了。", "全程有人引导，非常方便。", "很省心，谢谢！"],
    ];

    // The ids of a service, and what was left after it.
    private sealed record Booked(
        DemoService Service,
        Guid Id,
        Guid VerificationId,
        Guid? ReservationId,
        byte[] Showing,
        int? Remaining
    );

    private static List<Booked> Book(IReadOnlyList<DemoService> services)
    {
        var used = new Dictionary<(Guid, string, DateOnly), int>();
        return
        [
            .. services.Select(
                (service, index) =>
                {
                    var key = (service.Holder.Card.Id, service.Benefit.Code, service.PeriodStart);
                    var nth = used.GetValueOrDefault(key) + 1;
                    used[key] = service.Reversed ? nth - 1 : nth;
                    var random = new DemoRandom($"service {service.Holder.Card.Number} {index}");
                    var (id, verification) = (random.Id(City.FoundedAt), random.Id(City.FoundedAt));
                    return new Booked(
                        service,
                        id,
                        verification,
                        service.Benefit.BookingHours is null ? null : random.Id(City.FoundedAt),
                        service.Level == 0 ? verification.ToByteArray() : random.Bytes(8),
                        service.Benefit.Quota - nth
                    );
                }
            ),
        ];
    }

    private static IEnumerable<object?[]> Scans(Booked booked)
    {
        var (service, point) = (booked.Service, booked.Service.Point);
        var random = new DemoRandom($"scan {booked.VerificationId}");
        // Now and then the phone showed an old code first.
        if (service.Level == 1 && random.Chance(5))
            yield return Scan(random.Id(City.FoundedAt), -75, "expired_code");
        yield return Scan(booked.VerificationId, -random.Between(20, 50), "accepted");

        object?[] Scan(Guid id, int seconds, string verdict) =>
            [
                id,
                service.At.AddSeconds(seconds),
                service.Holder.Card.Id,
                verdict,
                service.Level,
                point.Id,
                point.OperatorId,
                point.OperatorName,
            ];
    }

    private static object?[] Reservation(Booked booked)
    {
        var service = booked.Service;
        var madeAt = service.At.AddHours(-service.Benefit.BookingHours!.Value).AddDays(-2);
        return
        [
            service.Holder.Card.Id,
            booked.ReservationId,
            service.Benefit.Code,
            service.Point.Id,
            service.Day,
            service.Benefit.Period,
            service.PeriodStart,
            "used",
            service.Companions,
            service.Day.AddDays(1).StartOfDay(),
            madeAt,
        ];
    }

    private static object?[] Redemption(Booked booked)
    {
        var (service, holder, point) = (booked.Service, booked.Service.Holder, booked.Service.Point);
        return
        [
            holder.Card.Id,
            service.At,
            booked.Id,
            service.Benefit.Code,
            service.Benefit.Period,
            service.PeriodStart,
            point.Id,
            point.PartnerId,
            holder.TalentId,
            holder.Person.Tier,
            City.DivisionCode(holder.Person.Division),
            point.OperatorId,
            point.OperatorName,
            service.Companions,
            service.Benefit.Checks,
            service.Level,
            booked.Remaining,
            booked.VerificationId,
            booked.ReservationId,
        ];
    }

    // Two in five rate, most of them kindly, and the last weeks' services wait for their holders' word.
    private static IEnumerable<object?[]> Rating(Booked booked)
    {
        var (service, random) = (booked.Service, new DemoRandom($"rating {booked.Id}"));
        if (service.Reversed || service.At.Year > 2022 || !random.Chance(40))
            yield break;
        var score = random.Below(100) switch
        {
            < 62 => 5,
            < 90 => 4,
            < 97 => 3,
            < 99 => 2,
            _ => 1,
        };
        var at = service.At.AddHours(random.Between(1, 60));
        yield return
        [
            service.Holder.Card.Id,
            booked.Id,
            service.At,
            service.Point.Id,
            score,
            random.Chance(25) ? random.Of(Words[score - 1]) : "",
            at,
            at,
        ];
    }

    private static object?[] Reversal(Booked booked)
    {
        var (service, point) = (booked.Service, booked.Service.Point);
        return
        [
            service.Holder.Card.Id,
            booked.Id,
            service.At,
            new DemoRandom($"reversal {booked.Id}").Id(City.FoundedAt),
            service.At.AddMinutes(3),
            "选错了服务事项",
            point.OperatorId,
            point.OperatorName,
        ];
    }

    private static IEnumerable<object?[]> Entitlements(IReadOnlyList<Booked> booked)
    {
        // How long ago the printed code was used before counts across periods.
        var printed = booked
            .Where(b => b.Service.Level == 0)
            .ToLookup(b => (b.Service.Holder.Card.Id, b.Service.Benefit.Code), b => b.Service.At);
        return booked
            .GroupBy(b => (b.Service.Holder.Card.Id, b.Service.Benefit.Code, b.Service.PeriodStart))
            .Select(group => Entitlement(group, [.. printed[(group.Key.Id, group.Key.Code)]]));
    }

    private static object?[] Entitlement(
        IGrouping<(Guid Id, string Code, DateOnly PeriodStart), Booked> group,
        IReadOnlyList<DateTimeOffset> printedBefore
    )
    {
        var benefit = group.First().Service.Benefit;
        DateTimeOffset? printed = group.Where(b => b.Service.Level == 0).Max(b => (DateTimeOffset?)b.Service.At);
        DateTimeOffset? before = printedBefore.Where(at => at < printed).Max(at => (DateTimeOffset?)at);
        return
        [
            group.Key.Id,
            group.Key.Code,
            benefit.Period,
            group.Key.PeriodStart,
            benefit.Quota,
            group.Count(b => !b.Service.Reversed),
            printed,
            printed - before,
            printed is null ? null : TimeSpan.FromMinutes(benefit.PrintedIntervalMinutes),
        ];
    }
}
