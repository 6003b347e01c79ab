using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Partners;

/// <summary>A partner (合作单位): a hospital, a rail station, a bank.</summary>
/// <param name="Id">The partner.</param>
/// <param name="Name">Its name.</param>
/// <param name="NameEn">Its name in English; empty where there is none.</param>
/// <param name="Kind">Its kind: a code of the service point kinds.</param>
/// <param name="Division">Its county or park: the code.</param>
/// <param name="Contact">Whom to call.</param>
/// <param name="Active">Whether it takes part; the points of one that does not give nothing.</param>
/// <param name="ServicePoints">How many service points it has.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
/// <param name="CreatedAt">Since when it is known.</param>
public sealed record Partner(
    Guid Id,
    string Name,
    string NameEn,
    string Kind,
    string Division,
    string Contact,
    bool Active,
    int ServicePoints,
    int Version,
    DateTimeOffset CreatedAt
) : IVersioned;

/// <summary>A partner with its service points.</summary>
/// <param name="Partner">The partner.</param>
/// <param name="ServicePoints">Its service points by name.</param>
public sealed record PartnerDetail(Partner Partner, IReadOnlyList<ServicePoint> ServicePoints) : IVersioned
{
    int IVersioned.Version => Partner.Version;
}

/// <summary>A service point (服务点): a counter, a gate, an office.</summary>
/// <param name="Id">The service point.</param>
/// <param name="PartnerId">Whose it is.</param>
/// <param name="PartnerName">The partner's name.</param>
/// <param name="PartnerNameEn">The partner's name in English; empty where there is none.</param>
/// <param name="Name">Its name.</param>
/// <param name="NameEn">Its name in English; empty where there is none.</param>
/// <param name="Kind">Its kind, by which benefits name where they are given.</param>
/// <param name="Division">Its county or park: the code.</param>
/// <param name="Address">Where to go.</param>
/// <param name="AddressEn">Where to go, in English; empty where it is not known.</param>
/// <param name="Latitude">Degrees north, WGS 84; null where unknown.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Hours">When somebody is there, in the order of the week.</param>
/// <param name="FollowsHolidays">Whether it is shut on public holidays, and open on make-up working days as on the first day of
/// its week; one that does not has its week all year.</param>
/// <param name="Active">Whether it serves.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
/// <param name="CreatedAt">Since when it is known.</param>
public sealed record ServicePoint(
    Guid Id,
    Guid PartnerId,
    string PartnerName,
    string PartnerNameEn,
    string Name,
    string NameEn,
    string Kind,
    string Division,
    string Address,
    string AddressEn,
    double? Latitude,
    double? Longitude,
    OpeningSpan[] Hours,
    bool FollowsHolidays,
    bool Active,
    int Version,
    DateTimeOffset CreatedAt
) : IVersioned;

/// <summary>What the office writes of a partner.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Division">Its county or park.</param>
/// <param name="Contact">Whom to call.</param>
/// <param name="Active">Whether it takes part.</param>
/// <param name="NameEn">Its name in English, for readers of the English pages.</param>
public sealed record PartnerRequest(
    [property: Required, StringLength(100, MinimumLength = 1)] string Name,
    [property: Required, StringLength(40)] string Kind,
    [property: Required, StringLength(40)] string Division,
    [property: StringLength(200)] string Contact = "",
    bool Active = true,
    [property: StringLength(100)] string NameEn = ""
);

/// <summary>What the office writes of a service point.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Division">Its county or park.</param>
/// <param name="Address">Where to go.</param>
/// <param name="Active">Whether it serves.</param>
/// <param name="Latitude">Degrees north, WGS 84; both coordinates or neither.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Hours">When somebody is there: up to four spans a day, in any order; every day from 08:00 to 18:00 unless said
/// otherwise.</param>
/// <param name="FollowsHolidays">Whether it is shut on public holidays, and open on make-up working days.</param>
/// <param name="NameEn">Its name in English, for readers of the English pages.</param>
/// <param name="AddressEn">Where to go, in English.</param>
public sealed record ServicePointRequest(
    [property: Required, StringLength(100, MinimumLength = 1)] string Name,
    [property: Required, StringLength(40)] string Kind,
    [property: Required, StringLength(40)] string Division,
    [property: StringLength(200)] string Address = "",
    bool Active = true,
    [property: Range(-90.0, 90.0)] double? Latitude = null,
    [property: Range(-180.0, 180.0)] double? Longitude = null,
    [property: Length(1, 28), Each] OpeningSpan[]? Hours = null,
    bool FollowsHolidays = false,
    [property: StringLength(100)] string NameEn = "",
    [property: StringLength(200)] string AddressEn = ""
);
