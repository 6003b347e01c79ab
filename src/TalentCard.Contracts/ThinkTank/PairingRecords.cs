using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.ThinkTank;

/// <summary>Words in both languages.</summary>
/// <param name="Code">What they speak of, e.g. <c>distance</c>.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record MatchReason(string Code, string Zh, string En);

/// <summary>A span of time for which all are paired at once.</summary>
/// <param name="Id">The term.</param>
/// <param name="Name">Name.</param>
/// <param name="StartsOn">First day.</param>
/// <param name="EndsOn">Last day.</param>
/// <param name="Adopted">The proposal in force; null: none.</param>
/// <param name="Pairings">How many pairings run or ran to its end.</param>
public sealed record PairingTerm(Guid Id, string Name, DateOnly StartsOn, DateOnly EndsOn, Guid? Adopted, int Pairings);

/// <summary>A term to open.</summary>
/// <param name="Name">Name.</param>
/// <param name="StartsOn">First day.</param>
/// <param name="EndsOn">Last day, after the first and within three years.</param>
public sealed record PairingTermRequest(
    [property: Required, StringLength(50, MinimumLength = 1)] string Name,
    DateOnly StartsOn,
    DateOnly EndsOn
);

/// <summary>An expert and a village or firm.</summary>
/// <param name="ExpertId">The expert.</param>
/// <param name="AdviseeId">The village or firm.</param>
public sealed record PairKey(Guid ExpertId, Guid AdviseeId);

/// <summary>What to solve.</summary>
/// <param name="TermId">For which term.</param>
/// <param name="Name">Name of the proposal, once in its term.</param>
/// <param name="Locks">Pairs that must be in it.</param>
/// <param name="Bans">Pairs that must not.</param>
/// <param name="KeyOnly">Whether only key villages are paired; else the others too where it adds to the total.</param>
/// <param name="ParentId">The proposal that this one goes on from.</param>
public sealed record SolveRequest(
    Guid TermId,
    [property: Required, StringLength(50, MinimumLength = 1)] string Name,
    [property: MaxLength(2000), Each] PairKey[]? Locks = null,
    [property: MaxLength(2000), Each] PairKey[]? Bans = null,
    bool KeyOnly = true,
    Guid? ParentId = null
);

/// <summary>Why a proposal is decided as it is.</summary>
/// <param name="Reason">The reason.</param>
public sealed record DecisionRequest([property: Required, StringLength(500, MinimumLength = 1)] string Reason);

/// <summary>A proposed pairing.</summary>
/// <param name="Id">The proposal.</param>
/// <param name="TermId">Its term.</param>
/// <param name="Term">The term's name.</param>
/// <param name="Name">Its name.</param>
/// <param name="State"><c>proposed</c>, <c>adopted</c> or <c>rejected</c>.</param>
/// <param name="KeyOnly">Whether only key villages were paired.</param>
/// <param name="Total">Sum of fits less the charges for load, in millionths.</param>
/// <param name="Pairs">How many pairs.</param>
/// <param name="Unserved">How many key villages stay without an expert.</param>
/// <param name="CreatedBy">Who solved it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="DecidedBy">Who adopted or rejected it.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Mine">Whether the caller solved it, and so does not decide.</param>
public sealed record ProposalSummary(
    Guid Id,
    Guid TermId,
    string Term,
    string Name,
    string State,
    bool KeyOnly,
    long Total,
    int Pairs,
    int Unserved,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    bool Mine
);

/// <summary>One pair of a proposal with its reasons.</summary>
/// <param name="ExpertId">The expert.</param>
/// <param name="Expert">Name.</param>
/// <param name="AdviseeId">The village or firm.</param>
/// <param name="Advisee">Name.</param>
/// <param name="Division">The village's county.</param>
/// <param name="IsKey">Whether it is a key village.</param>
/// <param name="Fit">How well they fit, in millionths.</param>
/// <param name="Km">Distance in kilometres, as the crow flies.</param>
/// <param name="Locked">Whether the office locked it.</param>
/// <param name="Reasons">Why, in words.</param>
public sealed record ProposalPair(
    Guid ExpertId,
    string Expert,
    Guid AdviseeId,
    string Advisee,
    string Division,
    bool IsKey,
    int Fit,
    double Km,
    bool Locked,
    IReadOnlyList<MatchReason> Reasons
);

/// <summary>A pair that was forbidden.</summary>
/// <param name="ExpertId">The expert.</param>
/// <param name="Expert">Name.</param>
/// <param name="AdviseeId">The village or firm.</param>
/// <param name="Advisee">Name.</param>
public sealed record BannedPair(Guid ExpertId, string Expert, Guid AdviseeId, string Advisee);

/// <summary>How many places an expert has in a proposal.</summary>
/// <param name="ExpertId">The expert.</param>
/// <param name="Expert">Name.</param>
/// <param name="Load">Places in the proposal.</param>
/// <param name="Capacity">Places a year.</param>
public sealed record ExpertLoad(Guid ExpertId, string Expert, int Load, int Capacity);

/// <summary>Key villages that cannot all be served, and the constraint that stands in the way.</summary>
/// <param name="Advisees">Names of the villages that compete.</param>
/// <param name="Experts">Names of the experts for whom they do; empty: there is none.</param>
/// <param name="Missing">How many of the villages stay without an expert.</param>
/// <param name="Words">The constraint in words.</param>
public sealed record ProposalBottleneck(
    IReadOnlyList<string> Advisees,
    IReadOnlyList<string> Experts,
    int Missing,
    MatchReason Words
);

/// <summary>A proposal with all of its pairs.</summary>
/// <param name="Summary">What it is.</param>
/// <param name="Pairs">Its pairs by expert and village.</param>
/// <param name="Bans">What was forbidden.</param>
/// <param name="Loads">The load of every expert who could serve.</param>
/// <param name="Bottlenecks">Why key villages stay without an expert.</param>
public sealed record Proposal(
    ProposalSummary Summary,
    IReadOnlyList<ProposalPair> Pairs,
    IReadOnlyList<BannedPair> Bans,
    IReadOnlyList<ExpertLoad> Loads,
    IReadOnlyList<ProposalBottleneck> Bottlenecks
);

/// <summary>One village in two proposals.</summary>
/// <param name="AdviseeId">The village or firm.</param>
/// <param name="Advisee">Name.</param>
/// <param name="First">Its expert in the first; null: none.</param>
/// <param name="Second">Its expert in the second; null: none.</param>
/// <param name="FitChange">Fit in the second less fit in the first, in millionths.</param>
public sealed record ComparedAdvisee(Guid AdviseeId, string Advisee, string? First, string? Second, int FitChange);

/// <summary>Two proposals beside each other.</summary>
/// <param name="First">The first.</param>
/// <param name="Second">The second.</param>
/// <param name="Same">Villages with the same expert in both.</param>
/// <param name="Changes">The others.</param>
public sealed record ProposalComparison(
    ProposalSummary First,
    ProposalSummary Second,
    int Same,
    IReadOnlyList<ComparedAdvisee> Changes
);

/// <summary>A pairing that was adopted, with what came of it.</summary>
/// <param name="Id">The pairing.</param>
/// <param name="Term">Name of the term.</param>
/// <param name="ProposalId">The proposal that made it; null: older than those.</param>
/// <param name="ExpertId">The expert.</param>
/// <param name="Expert">Name.</param>
/// <param name="AdviseeId">The village or firm.</param>
/// <param name="Advisee">Name.</param>
/// <param name="StartsOn">First day.</param>
/// <param name="EndsOn">Last day; before the term's where a later proposal ended it.</param>
/// <param name="Visits">Visits that count, within these days.</param>
/// <param name="LastVisit">The last visit within these days; null: none.</param>
/// <param name="Rating">Mean of the village's ratings, 1 to 5; null: none.</param>
public sealed record AdoptedPairing(
    Guid Id,
    string Term,
    Guid? ProposalId,
    Guid ExpertId,
    string Expert,
    Guid AdviseeId,
    string Advisee,
    DateOnly StartsOn,
    DateOnly EndsOn,
    int Visits,
    DateOnly? LastVisit,
    double? Rating
);
