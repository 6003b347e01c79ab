using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.ThinkTank;

/// <summary>A node of the tree of specialities and needs.</summary>
/// <param name="Code">Its code, which begins with its parent's.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name.</param>
public sealed record Speciality(string Code, string Name, string NameEn);

/// <summary>A think-tank expert (智库专家).</summary>
/// <param name="Id">The expert.</param>
/// <param name="Name">Name.</param>
/// <param name="Title">Title or rank.</param>
/// <param name="Employer">Employer.</param>
/// <param name="Division">Home county: the code.</param>
/// <param name="Latitude">Where they start from, degrees north (WGS 84).</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Specialities">Codes of what they know, the first first.</param>
/// <param name="Dialect">Dialect that they speak; empty: not known.</param>
/// <param name="Capacity">How many villages and firms a year.</param>
/// <param name="AvailableFrom">First day on which they serve.</param>
/// <param name="AvailableTo">Last day; null: open.</param>
/// <param name="Active">Whether they serve at all.</param>
/// <param name="Paired">How many villages and firms they are paired with today.</param>
/// <param name="UserName">Account that they sign in with.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
/// <param name="CreatedAt">Since when they are known.</param>
public sealed record Expert(
    Guid Id,
    string Name,
    string Title,
    string Employer,
    string Division,
    double Latitude,
    double Longitude,
    string[] Specialities,
    string Dialect,
    int Capacity,
    DateOnly AvailableFrom,
    DateOnly? AvailableTo,
    bool Active,
    int Paired,
    string? UserName,
    int Version,
    DateTimeOffset CreatedAt
) : IVersioned;

/// <summary>What the office writes of an expert.</summary>
/// <param name="Name">Name.</param>
/// <param name="Title">Title or rank.</param>
/// <param name="Employer">Employer.</param>
/// <param name="Division">Home county.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Specialities">Codes, 1 to 10.</param>
/// <param name="Capacity">Villages and firms a year.</param>
/// <param name="AvailableFrom">First day.</param>
/// <param name="AvailableTo">Last day; null: open.</param>
/// <param name="Dialect">Dialect.</param>
/// <param name="UserName">Account to sign in with, which must be an expert's.</param>
/// <param name="Active">Whether they serve.</param>
public sealed record ExpertRequest(
    [property: Required, StringLength(50, MinimumLength = 1)] string Name,
    [property: Required, StringLength(50, MinimumLength = 1)] string Title,
    [property: Required, StringLength(100, MinimumLength = 1)] string Employer,
    [property: Required, StringLength(40)] string Division,
    [property: Range(-90.0, 90.0)] double Latitude,
    [property: Range(-180.0, 180.0)] double Longitude,
    [property: Required, MinLength(1), MaxLength(10), Each] string[] Specialities,
    [property: Range(0, 100)] int Capacity,
    DateOnly AvailableFrom,
    DateOnly? AvailableTo = null,
    [property: StringLength(20)] string Dialect = "",
    [property: StringLength(100)] string? UserName = null,
    bool Active = true
);

/// <summary>A year of an expert, scored by the rules of that year's last day.</summary>
/// <param name="ExpertId">The expert.</param>
/// <param name="Expert">Name.</param>
/// <param name="Pairings">Villages and firms paired with during the year.</param>
/// <param name="Visits">Visits that count: with a photo or confirmed.</param>
/// <param name="Logged">All visits logged.</param>
/// <param name="Visited">Paired places visited at least once.</param>
/// <param name="Rating">Mean of the villages' ratings, 1 to 5; null: none yet.</param>
/// <param name="Score">0 to 100.</param>
public sealed record ExpertScore(
    Guid ExpertId,
    string Expert,
    int Pairings,
    int Visits,
    int Logged,
    int Visited,
    double? Rating,
    double Score
);

/// <summary>A year of one expert.</summary>
/// <param name="Year">The year.</param>
/// <param name="Score">Its figures.</param>
public sealed record ExpertYear(int Year, ExpertScore Score);

/// <summary>A village or firm that experts advise.</summary>
/// <param name="Id">The village or firm.</param>
/// <param name="Kind"><c>village</c> (托管村) or <c>firm</c>.</param>
/// <param name="Name">Name.</param>
/// <param name="Division">County: the code.</param>
/// <param name="Latitude">Degrees north (WGS 84).</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Needs">Codes of the same tree as specialities, the main one first.</param>
/// <param name="Produce">Crops or industry.</param>
/// <param name="Dialect">Dialect spoken there; empty: not known.</param>
/// <param name="IsKey">重点村: must have an expert.</param>
/// <param name="Active">Whether it takes part.</param>
/// <param name="Expert">Who advises it today; null: nobody.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
/// <param name="CreatedAt">Since when it is known.</param>
public sealed record Advisee(
    Guid Id,
    string Kind,
    string Name,
    string Division,
    double Latitude,
    double Longitude,
    string[] Needs,
    string Produce,
    string Dialect,
    bool IsKey,
    bool Active,
    string? Expert,
    int Version,
    DateTimeOffset CreatedAt
) : IVersioned;

/// <summary>What the office writes of a village or firm.</summary>
/// <param name="Kind"><c>village</c> or <c>firm</c>.</param>
/// <param name="Name">Name, once in its county.</param>
/// <param name="Division">County.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Needs">Codes, 1 to 10, the main one first.</param>
/// <param name="Produce">Crops or industry.</param>
/// <param name="Dialect">Dialect.</param>
/// <param name="IsKey">Whether it must have an expert.</param>
/// <param name="Active">Whether it takes part.</param>
public sealed record AdviseeRequest(
    [property: Required, RegularExpression("^(village|firm)$")] string Kind,
    [property: Required, StringLength(100, MinimumLength = 1)] string Name,
    [property: Required, StringLength(40)] string Division,
    [property: Range(-90.0, 90.0)] double Latitude,
    [property: Range(-180.0, 180.0)] double Longitude,
    [property: Required, MinLength(1), MaxLength(10), Each] string[] Needs,
    [property: StringLength(100)] string Produce = "",
    [property: StringLength(20)] string Dialect = "",
    bool IsKey = false,
    bool Active = true
);
