using System.ComponentModel.DataAnnotations;

namespace TalentCard.Web.ThinkTank.Experts;

/// <summary>Which scores are shown, as it stands in the address.</summary>
/// <param name="Year">The year; null is this one.</param>
internal sealed record ScoreFilter([property: Range(2000, 2200)] int? Year = null);
