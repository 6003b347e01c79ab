using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.ThinkTank;

/// <summary>A visit of an expert to a village or firm.</summary>
/// <param name="Id">The log.</param>
/// <param name="ExpertId">The expert.</param>
/// <param name="Expert">Name.</param>
/// <param name="AdviseeId">The village or firm.</param>
/// <param name="Advisee">Name.</param>
/// <param name="VisitedOn">The day.</param>
/// <param name="Place">Where exactly.</param>
/// <param name="Km">How far the phone was from it when the visit was logged, kilometres; null: it did not say.</param>
/// <param name="Subject">What it was about: a code of the tree.</param>
/// <param name="Result">What came of it.</param>
/// <param name="HasPhoto">Whether there is a photo.</param>
/// <param name="ConfirmedBy">Who confirmed it for the village; null: nobody yet.</param>
/// <param name="Rating">How content the village was, 1 to 5.</param>
/// <param name="Word">What the village said.</param>
/// <param name="Counts">Whether it counts: with a photo or a confirmation.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
/// <param name="CreatedAt">When it was logged.</param>
public sealed record ServiceLog(
    Guid Id,
    Guid ExpertId,
    string Expert,
    Guid AdviseeId,
    string Advisee,
    DateOnly VisitedOn,
    string Place,
    double? Km,
    string Subject,
    string Result,
    bool HasPhoto,
    string? ConfirmedBy,
    int? Rating,
    string? Word,
    bool Counts,
    int Version,
    DateTimeOffset CreatedAt
) : IVersioned;

/// <summary>The village's word on a visit, as the office heard it.</summary>
/// <param name="ConfirmedBy">Who said so.</param>
/// <param name="Rating">1 to 5.</param>
/// <param name="Word">What they said.</param>
public sealed record VisitFeedback(
    [property: Required, StringLength(50, MinimumLength = 1)] string ConfirmedBy,
    [property: Range(1, 5)] int Rating,
    [property: StringLength(500)] string Word = ""
);

/// <summary>A request for help from a village or firm.</summary>
/// <param name="Id">The request.</param>
/// <param name="AdviseeId">Whose.</param>
/// <param name="Advisee">Name.</param>
/// <param name="Need">What it is about: a code of the tree.</param>
/// <param name="Text">In their words.</param>
/// <param name="State"><c>open</c>, <c>assigned</c> or <c>closed</c>.</param>
/// <param name="ExpertId">Who was sent.</param>
/// <param name="Expert">Name.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
/// <param name="CreatedAt">When it came in.</param>
public sealed record HelpRequest(
    Guid Id,
    Guid AdviseeId,
    string Advisee,
    string Need,
    string Text,
    string State,
    Guid? ExpertId,
    string? Expert,
    string? Outcome,
    int Version,
    DateTimeOffset CreatedAt
) : IVersioned;

/// <summary>A request as it comes in.</summary>
/// <param name="AdviseeId">Whose.</param>
/// <param name="Need">What it is about.</param>
/// <param name="Text">In their words.</param>
public sealed record NewHelpRequest(
    Guid AdviseeId,
    [property: Required, StringLength(5)] string Need,
    [property: Required, StringLength(500, MinimumLength = 1)] string Text
);

/// <summary>Who is sent.</summary>
/// <param name="ExpertId">The expert.</param>
public sealed record Assignment(Guid ExpertId);

/// <summary>What came of a request.</summary>
/// <param name="Outcome">In words.</param>
public sealed record Closing([property: Required, StringLength(500, MinimumLength = 1)] string Outcome);

/// <summary>An expert who could help, with reasons.</summary>
/// <param name="ExpertId">The expert.</param>
/// <param name="Expert">Name.</param>
/// <param name="Title">Title or rank.</param>
/// <param name="Fit">How well they fit, in millionths.</param>
/// <param name="Km">Distance in kilometres.</param>
/// <param name="Free">Places left this year.</param>
/// <param name="Reasons">Why, in words.</param>
public sealed record ExpertCandidate(
    Guid ExpertId,
    string Expert,
    string Title,
    int Fit,
    double Km,
    int Free,
    IReadOnlyList<MatchReason> Reasons
);

/// <summary>A village or firm that the caller advises.</summary>
/// <param name="AdviseeId">The village or firm.</param>
/// <param name="Kind"><c>village</c> or <c>firm</c>.</param>
/// <param name="Name">Name.</param>
/// <param name="Division">County: the code.</param>
/// <param name="Produce">Crops or industry.</param>
/// <param name="Needs">Codes, the main one first.</param>
/// <param name="Km">Kilometres from the expert.</param>
/// <param name="StartsOn">First day of the pairing, or of the assignment.</param>
/// <param name="EndsOn">Last day; null: until the request is closed.</param>
/// <param name="Visits">Visits that count, this calendar year.</param>
/// <param name="LastVisit">Last visit.</param>
/// <param name="Request">What they ask for, where a request was assigned.</param>
public sealed record MyAdvisee(
    Guid AdviseeId,
    string Kind,
    string Name,
    string Division,
    string Produce,
    string[] Needs,
    double Km,
    DateOnly StartsOn,
    DateOnly? EndsOn,
    int Visits,
    DateOnly? LastVisit,
    string? Request
);

/// <summary>The expert's own page.</summary>
/// <param name="Name">The expert.</param>
/// <param name="VisitsPerYear">Visits a year that each pairing is to have.</param>
/// <param name="LogWithinDays">Within how many days a visit is logged.</param>
/// <param name="Advisees">Whom they advise today, those longest without a visit first.</param>
/// <param name="Score">This year's score so far; null: no pairing this year.</param>
public sealed record MyThinkTank(
    string Name,
    int VisitsPerYear,
    int LogWithinDays,
    IReadOnlyList<MyAdvisee> Advisees,
    ExpertScore? Score
);
