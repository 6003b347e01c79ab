using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Redemptions;

/// <summary>A booking: it holds a unit of the quota until the end of its day.</summary>
/// <param name="Benefit">What is booked.</param>
/// <param name="ServicePoint">Where.</param>
/// <param name="Day">The day of the service in Asia/Shanghai, at most 90 days ahead.</param>
/// <param name="Companions">One relation for each person who comes along.</param>
/// <param name="Note">A word to the service point.</param>
/// <param name="ArrivesAt">When the talent means to come, within the point's hours; null is any time.</param>
public sealed record ReservationRequest(
    [property: Required, StringLength(40)] string Benefit,
    Guid ServicePoint,
    DateOnly Day,
    [property: MaxLength(10), Each] string[]? Companions = null,
    [property: StringLength(200)] string? Note = null,
    TimeOnly? ArrivesAt = null
);

/// <summary>A talent's own booking.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="Benefit">The benefit's code.</param>
/// <param name="BenefitName">Its name in Chinese.</param>
/// <param name="BenefitNameEn">Its name in English.</param>
/// <param name="ServicePoint">Where.</param>
/// <param name="ServicePointName">Its name.</param>
/// <param name="ServicePointNameEn">Its name in English; empty where there is none.</param>
/// <param name="PartnerName">Whose service point it is.</param>
/// <param name="PartnerNameEn">The partner's name in English; empty where there is none.</param>
/// <param name="Address">Where that is.</param>
/// <param name="AddressEn">Where that is, in English; empty where it is not known.</param>
/// <param name="Day">The day of the service.</param>
/// <param name="ArrivesAt">When the talent means to come; null is any time.</param>
/// <param name="State"><c>held</c>, <c>used</c>, <c>cancelled</c> or <c>lapsed</c>.</param>
/// <param name="Companions">How many come along.</param>
/// <param name="Note">The word to the service point.</param>
/// <param name="LapsesAt">When a held one lapses by itself.</param>
/// <param name="CreatedAt">When it was booked.</param>
/// <param name="Shut">Why nobody would be there, where the point's hours changed after it was held: <c>closure</c>,
/// <c>holiday</c>, <c>weekday</c> or <c>time</c>; null: somebody is.</param>
public sealed record Reservation(
    Guid Id,
    string Benefit,
    string BenefitName,
    string BenefitNameEn,
    Guid ServicePoint,
    string ServicePointName,
    string ServicePointNameEn,
    string PartnerName,
    string PartnerNameEn,
    string Address,
    string AddressEn,
    DateOnly Day,
    TimeOnly? ArrivesAt,
    string State,
    int Companions,
    string Note,
    DateTimeOffset LapsesAt,
    DateTimeOffset CreatedAt,
    string? Shut
);

/// <summary>A booking as the service point sees it.</summary>
/// <param name="Id">The reservation.</param>
/// <param name="Benefit">The benefit's code.</param>
/// <param name="BenefitName">Its name in Chinese.</param>
/// <param name="MaskedName">The holder's name, masked.</param>
/// <param name="Tier">The card's tier.</param>
/// <param name="ServicePoint">Where.</param>
/// <param name="Day">The day of the service.</param>
/// <param name="ArrivesAt">When the holder means to come; null is any time.</param>
/// <param name="State"><c>held</c>, <c>used</c>, <c>cancelled</c> or <c>lapsed</c>.</param>
/// <param name="Companions">How many come along.</param>
/// <param name="Note">The holder's word.</param>
/// <param name="CreatedAt">When it was booked.</param>
public sealed record ExpectedReservation(
    Guid Id,
    string Benefit,
    string BenefitName,
    string MaskedName,
    string Tier,
    Guid ServicePoint,
    DateOnly Day,
    TimeOnly? ArrivesAt,
    string State,
    int Companions,
    string Note,
    DateTimeOffset CreatedAt
);
