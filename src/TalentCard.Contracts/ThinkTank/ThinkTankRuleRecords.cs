using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.ThinkTank;

/// <summary>How fit and scores are reckoned and what a visit has to be, from a day on.</summary>
/// <param name="ValidFrom">The first day on which it holds.</param>
/// <param name="Figures">What holds.</param>
/// <param name="CreatedBy">Who wrote the rule.</param>
/// <param name="CreatedAt">When.</param>
public sealed record ThinkTankRule(DateOnly ValidFrom, ThinkTankFigures Figures, string CreatedBy, DateTimeOffset CreatedAt);

/// <summary>
/// The figures of a rule. A term's pairing goes by the rule of the term's first day, a visit by that of the day on which it is
/// logged, a year's score by that of the year's last day.
/// </summary>
/// <param name="SpecialityShare">Share of the speciality in the fit, percent. The five shares make 100.</param>
/// <param name="DistanceShare">Share of the distance.</param>
/// <param name="SatisfactionShare">Share of past satisfaction.</param>
/// <param name="ContinuityShare">Share of having been paired before.</param>
/// <param name="DialectShare">Share of the dialect.</param>
/// <param name="GeneralPart">What a speciality above the need in the tree is worth of a whole one, percent.</param>
/// <param name="GroupPart">What one of the same group is worth, percent; not above <paramref name="GeneralPart"/>.</param>
/// <param name="MaxKm">Kilometres beyond which no expert is sent.</param>
/// <param name="CapacityMost">Most places of an expert a year, whatever the expert's own capacity.</param>
/// <param name="Balance">Charge for load, in hundredths of the best fit: what an expert's last place costs more than the
/// first.</param>
/// <param name="Candidates">How many experts are proposed for a request.</param>
/// <param name="LogWithinDays">Days within which a visit is logged.</param>
/// <param name="MaxVisitKm">Kilometres from the place within which the phone has to be, where it says where it is.</param>
/// <param name="VisitsPerYear">Visits a year that a pairing is to have.</param>
/// <param name="ScoreVisits">Part of the visits kept in a year's score. The three parts make 100.</param>
/// <param name="ScoreRating">Part of the villages' ratings.</param>
/// <param name="ScoreCoverage">Part of the paired places visited at all.</param>
public sealed record ThinkTankFigures(
    [property: Range(0, 100)] int SpecialityShare,
    [property: Range(0, 100)] int DistanceShare,
    [property: Range(0, 100)] int SatisfactionShare,
    [property: Range(0, 100)] int ContinuityShare,
    [property: Range(0, 100)] int DialectShare,
    [property: Range(0, 100)] int GeneralPart,
    [property: Range(0, 100)] int GroupPart,
    [property: Range(1, 1000)] int MaxKm,
    [property: Range(1, 100)] int CapacityMost,
    [property: Range(0, 1000)] int Balance,
    [property: Range(1, 20)] int Candidates,
    [property: Range(0, 366)] int LogWithinDays,
    [property: Range(1, 1000)] int MaxVisitKm,
    [property: Range(1, 366)] int VisitsPerYear,
    [property: Range(0, 100)] int ScoreVisits,
    [property: Range(0, 100)] int ScoreRating,
    [property: Range(0, 100)] int ScoreCoverage
);
