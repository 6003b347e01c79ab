using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.ThinkTank;

/// <summary>A visit as the expert tells it, a form's fields.</summary>
/// <param name="AdviseeId">Whom they visited.</param>
/// <param name="VisitedOn">The day.</param>
/// <param name="Place">Where exactly.</param>
/// <param name="Subject">What it was about: a code of the tree.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Latitude">Where the phone was, degrees north; null: not said. Kept to three decimals, about a hundred metres.</param>
/// <param name="Longitude">Degrees east; a position is both or none.</param>
public sealed record NewVisit(
    Guid AdviseeId, DateOnly VisitedOn, [property: Required, StringLength(100, MinimumLength = 1)] string Place,
    [property: Required, StringLength(5, MinimumLength = 1)] string Subject,
    [property: Required, StringLength(1000, MinimumLength = 1)] string Result,
    [property: Range(-90.0, 90.0)] double? Latitude = null, [property: Range(-180.0, 180.0)] double? Longitude = null);
