namespace TalentCard.Contracts.Partners;

/// <summary>A service point where the talent's card is good for something.</summary>
/// <param name="Id">The service point.</param>
/// <param name="Name">Its name.</param>
/// <param name="NameEn">Its name in English; empty where there is none.</param>
/// <param name="PartnerName">Whose it is.</param>
/// <param name="PartnerNameEn">The partner's name in English; empty where there is none.</param>
/// <param name="Kind">Its kind: a code of the service point kinds.</param>
/// <param name="Division">Its county or park: the code.</param>
/// <param name="DivisionName">The county's name in Chinese.</param>
/// <param name="DivisionNameEn">The county's name in English.</param>
/// <param name="Address">Where to go.</param>
/// <param name="AddressEn">Where to go, in English; empty where it is not known.</param>
/// <param name="Hours">When somebody is there, in the order of the week.</param>
/// <param name="FollowsHolidays">Whether it is shut on public holidays.</param>
/// <param name="Latitude">Degrees north, WGS 84; null where unknown.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Kilometres">As the crow flies from the chosen county's seat, or from its own county's where its place is
/// unknown.</param>
/// <param name="Benefits">Codes of the benefits that the talent can have there, in the office's order.</param>
/// <param name="Ratings">How many ratings it has.</param>
/// <param name="Rating">Their average, rounded to a tenth; null while there are fewer than three.</param>
public sealed record Place(
    Guid Id,
    string Name,
    string NameEn,
    string PartnerName,
    string PartnerNameEn,
    string Kind,
    string Division,
    string DivisionName,
    string DivisionNameEn,
    string Address,
    string AddressEn,
    OpeningSpan[] Hours,
    bool FollowsHolidays,
    double? Latitude,
    double? Longitude,
    double? Kilometres,
    string[] Benefits,
    int Ratings,
    double? Rating
);

/// <summary>Places by distance.</summary>
/// <param name="Division">The county that distances are measured from: the chosen one, or the talent's own.</param>
/// <param name="Items">The nearest first.</param>
public sealed record Places(string Division, IReadOnlyList<Place> Items);
