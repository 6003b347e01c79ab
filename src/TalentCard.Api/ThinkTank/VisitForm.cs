using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;

namespace TalentCard.Api.ThinkTank;

/// <summary>The form by which an expert logs a visit. Public, as the generated validation takes no other.</summary>
/// <param name="AdviseeId">Whom they visited.</param>
/// <param name="VisitedOn">The day.</param>
/// <param name="Place">Where exactly.</param>
/// <param name="Subject">What it was about: a code of the tree.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Latitude">Where the phone was, degrees north; null: not said.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="File">A photo.</param>
public sealed record VisitForm(
    [property: FromForm] Guid AdviseeId,
    [property: FromForm] DateOnly VisitedOn,
    [property: FromForm, Required, StringLength(100, MinimumLength = 1)] string Place,
    [property: FromForm, Required, StringLength(5, MinimumLength = 1)] string Subject,
    [property: FromForm, Required, StringLength(1000, MinimumLength = 1)] string Result,
    [property: FromForm, Range(-90.0, 90.0)] double? Latitude,
    [property: FromForm, Range(-180.0, 180.0)] double? Longitude,
    IFormFile? File
);
