using TalentCard.Contracts.Partners;
using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Redemptions;

/// <summary>Refusals of redemptions, reversals and reservations beside the <see cref="Verdicts"/>.</summary>
public static class RedemptionProblems
{
    /// <summary>The verification is older than five minutes, or not this operator's.</summary>
    public static readonly ProblemCode VerificationExpired = new(
        "verification_expired",
        409,
        "本次核验已失效，请重新扫码。",
        "The verification is no longer good; scan the code again."
    );

    /// <summary>The ID's last four did not match too often: closed for this verification, and for the day.</summary>
    public static readonly ProblemCode IdentityCheckClosed = new(
        "identity_check_closed",
        409,
        "身份证后四位多次不符，今日不再受理须核对的服务，请持卡人联系人才办。",
        "The ID's last four did not match too often; what needs them is closed for today. Ask the holder to call the talent office."
    );

    /// <summary>The card's identity check is open, perhaps because somebody else has opened it.</summary>
    public static readonly ProblemCode IdentityCheckOpen = new(
        "identity_check_open",
        409,
        "该卡的身份核对未关闭，无需重新开放，请刷新后查看。",
        "This card's identity check is open already; reload the card."
    );

    /// <summary>The redemption has been reversed before.</summary>
    public static readonly ProblemCode AlreadyReversed = new(
        "already_reversed",
        409,
        "该笔服务已撤销，无需重复操作。",
        "This redemption has been reversed already; nothing is left to do."
    );

    /// <summary>More than 15 minutes have passed.</summary>
    public static readonly ProblemCode ReversalWindowOver = new(
        "reversal_window_over",
        409,
        "已超过 15 分钟撤销时限，请联系人才办撤销。",
        "The 15 minutes for a reversal are over; ask the talent office to reverse it."
    );

    /// <summary>The talent has no card.</summary>
    public static readonly ProblemCode NoCard = new(
        "no_card",
        404,
        "您还没有优才卡，请联系人才办。",
        "You have no card yet; ask the talent office."
    );

    /// <summary>The benefit had to be booked earlier for that day.</summary>
    public static readonly ProblemCode BookingTooLate = new(
        "booking_too_late",
        409,
        "已过该日的预约截止时间，请选择更晚的日期。",
        "It is too late to book for that day; choose a later one."
    );

    /// <summary>The service point is shut on that day by its own closing.</summary>
    public static readonly ProblemCode PointClosed = new(
        "service_point_closed",
        409,
        "服务点该日停止服务，请选择其他日期。",
        "The service point is closed that day; choose another."
    );

    /// <summary>The service point keeps the public holidays, and that day is one.</summary>
    public static readonly ProblemCode PointHoliday = new(
        "service_point_holiday",
        409,
        "该日放假，服务点不开放，请选择其他日期。",
        "That day is a public holiday and the service point is closed; choose another."
    );

    /// <summary>The service point is never open on that day of the week.</summary>
    public static readonly ProblemCode PointRests = new(
        "service_point_rests",
        409,
        "服务点每周的这一天不开放，请选择其他日期。",
        "The service point is not open on that day of the week; choose another."
    );

    /// <summary>The booking is for today, and the service point opens no more today.</summary>
    public static readonly ProblemCode PointOver = new(
        "service_point_over",
        409,
        "服务点今天的开放时间已过，请选择其他日期。",
        "The service point opens no more today; choose another day."
    );

    /// <summary>Why nobody is at a service point on a day.</summary>
    public static readonly IReadOnlyList<ProblemCode> OfHours = [PointClosed, PointHoliday, PointRests, PointOver];

    /// <summary>The refusal of a booking for a day, in words that name its cause; null: somebody is there.</summary>
    public static ProblemCode? Shut(PointDay day) =>
        day.Shut switch
        {
            "closure" => PointClosed with
            {
                Zh = $"服务点该日停止服务（{day.Reason}），请选择其他日期。",
                En = $"The service point is closed that day ({English(day)}); choose another.",
            },
            "holiday" => PointHoliday with
            {
                Zh = $"该日放假（{day.Reason}），服务点不开放，请选择其他日期。",
                En = $"That day is a public holiday ({English(day)}) and the service point is closed; choose another.",
            },
            "weekday" => PointRests,
            "over" => PointOver,
            _ => null,
        };

    /// <summary>The same service is booked there for that day.</summary>
    public static readonly ProblemCode AlreadyBooked = new(
        "already_booked",
        409,
        "您已预约该日在此服务点的同一服务，无需重复预约。",
        "You have booked this service there for that day already."
    );

    /// <summary>The reservation was used, cancelled, or has lapsed.</summary>
    public static readonly ProblemCode ReservationClosed = new(
        "reservation_closed",
        409,
        "该预约已使用、取消或过期，无法再取消。",
        "The reservation was used, cancelled or has lapsed; it cannot be cancelled."
    );

    /// <summary>A reversed service was none.</summary>
    public static readonly ProblemCode RatingOfReversed = new(
        "rating_of_reversed",
        409,
        "该笔服务已撤销，无需评价。",
        "This service has been reversed; there is nothing to rate."
    );

    /// <summary>More than 30 days have passed since the service.</summary>
    public static readonly ProblemCode RatingWindowOver = new(
        "rating_window_over",
        409,
        "服务已超过 30 天，不能再评价或修改。如有意见，请联系人才办。",
        "The 30 days for a rating are over; tell the talent office instead."
    );

    private static string? English(PointDay day) => day.ReasonEn is { Length: > 0 } english ? english : day.Reason;
}
