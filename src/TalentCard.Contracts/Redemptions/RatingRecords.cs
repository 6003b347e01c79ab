using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Redemptions;

/// <summary>评价: what the talent thinks of a service.</summary>
/// <param name="Score">1 (bad) to 5 (excellent).</param>
/// <param name="Comment">In the talent's words.</param>
public sealed record RatingRequest([property: Range(1, 5)] int Score, [property: StringLength(500)] string? Comment = null);

/// <summary>How a service point is rated, reversed services left out.</summary>
/// <param name="ServicePoint">The service point.</param>
/// <param name="ServicePointName">Its name.</param>
/// <param name="Partner">Whose it is.</param>
/// <param name="PartnerName">The partner's name.</param>
/// <param name="Ratings">How many ratings it has.</param>
/// <param name="Average">Their average, rounded to a tenth; null for a partner while there are fewer than three.</param>
public sealed record PointRating(
    Guid ServicePoint,
    string ServicePointName,
    Guid Partner,
    string PartnerName,
    int Ratings,
    double? Average
);
