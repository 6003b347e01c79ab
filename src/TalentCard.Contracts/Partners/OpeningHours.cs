using System.ComponentModel.DataAnnotations;
using TalentCard.Contracts.WorkingTime;

namespace TalentCard.Contracts.Partners;

/// <summary>A stretch of a week in which somebody is at a service point, in Asia/Shanghai.</summary>
/// <param name="Weekday">1 is Monday, 7 Sunday.</param>
/// <param name="Opens">Its first minute.</param>
/// <param name="Closes">The minute after its last; 00:00: the end of the day.</param>
public sealed record OpeningSpan([property: Range(1, 7)] int Weekday, TimeOnly Opens, TimeOnly Closes);

/// <summary>A day at a service point, for whoever books.</summary>
/// <param name="Day">The day.</param>
/// <param name="Open">When somebody is there; of today, from now on.</param>
/// <param name="Shut">Why nobody is: <c>closure</c> (a closing day of the point), <c>holiday</c>, <c>weekday</c> (never open on
/// it), <c>over</c> (today, no more); null: somebody is there.</param>
/// <param name="Reason">What the closing day is for, or the holiday's name.</param>
/// <param name="ReasonEn">The same in English; null where there is none.</param>
public sealed record PointDay(DateOnly Day, IReadOnlyList<OfficePeriod> Open, string? Shut, string? Reason, string? ReasonEn);

/// <summary>Days on which a service point is shut, whatever its week says.</summary>
/// <param name="FirstDay">The first day; a point has one closing that begins on it.</param>
/// <param name="LastDay">The last.</param>
/// <param name="Reason">Why.</param>
/// <param name="ReasonEn">Why, in English; empty where nobody has said it.</param>
public sealed record PointClosure(DateOnly FirstDay, DateOnly LastDay, string Reason, string ReasonEn);

/// <summary>What the office says of closing days.</summary>
/// <param name="LastDay">The last day, at most a year after the first.</param>
/// <param name="Reason">Why, e.g. 设备检修.</param>
/// <param name="ReasonEn">Why, in English.</param>
public sealed record PointClosureRequest(
    [property: SensibleDay] DateOnly LastDay,
    [property: Required, StringLength(100, MinimumLength = 1)] string Reason,
    [property: StringLength(200)] string ReasonEn = ""
);

/// <summary>The closing days of a service point, and whom its hours leave standing before a shut door.</summary>
/// <param name="Closures">Closing days that are not over, in order.</param>
/// <param name="Stranded">Bookings ahead on a day or at a time when the point is shut now, the next first; at most 200.</param>
public sealed record PointOpening(IReadOnlyList<PointClosure> Closures, IReadOnlyList<StrandedReservation> Stranded);

/// <summary>A booking on a day or at a time when its service point is shut: its hours changed after it was made.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="Benefit">The benefit's code.</param>
/// <param name="BenefitName">Its name in Chinese.</param>
/// <param name="BenefitNameEn">Its name in English.</param>
/// <param name="MaskedName">The holder's name, masked.</param>
/// <param name="CardNumber">The holder's card, by which the office finds whom to call.</param>
/// <param name="Day">The day.</param>
/// <param name="ArrivesAt">When the holder means to come; null is any time.</param>
/// <param name="Shut">As <see cref="PointDay.Shut"/>, or <c>time</c>: not open at that time.</param>
public sealed record StrandedReservation(
    Guid Id,
    string Benefit,
    string BenefitName,
    string BenefitNameEn,
    string MaskedName,
    string CardNumber,
    DateOnly Day,
    TimeOnly? ArrivesAt,
    string Shut
);
