using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Dependants;

/// <summary>A member of a holder's family, as they file them.</summary>
/// <param name="Relation"><c>spouse</c>, <c>child</c> or <c>parent</c> of the holder.</param>
/// <param name="Name">Their name.</param>
/// <param name="DocumentKind"><c>id_card</c>, <c>passport</c>, <c>permanent_residence</c>, <c>hk_macao_permit</c> or
/// <c>taiwan_permit</c>.</param>
/// <param name="DocumentNumber">Its number.</param>
/// <param name="ProofKind">What proves the relation: <c>marriage_certificate</c>, <c>household_register</c>,
/// <c>birth_certificate</c> or <c>other</c>.</param>
/// <param name="ProofNumber">Its number.</param>
/// <param name="BirthDate">Date of birth; an ID card's number says it.</param>
public sealed record NewDependant(
    [property: Required, AllowedValues("spouse", "child", "parent")] string Relation,
    [property: Required, StringLength(100)] string Name,
    [property: Required, AllowedValues("id_card", "passport", "permanent_residence", "hk_macao_permit", "taiwan_permit")]
        string DocumentKind,
    [property: Required, StringLength(40)] string DocumentNumber,
    [property: Required, AllowedValues("marriage_certificate", "household_register", "birth_certificate", "other")]
        string ProofKind,
    [property: Required, StringLength(100)] string ProofNumber,
    DateOnly? BirthDate = null
);

/// <summary>A dependant, as their holder sees them.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Relation"><c>spouse</c>, <c>child</c> or <c>parent</c>.</param>
/// <param name="Name">Their name.</param>
/// <param name="DocumentKind">The kind of their document.</param>
/// <param name="DocumentNumber">Its number, masked.</param>
/// <param name="BirthDate">Date of birth; null once it was erased.</param>
/// <param name="ValidTo">The last day; null: while the holder's card lasts.</param>
/// <param name="State"><c>filed</c>, <c>active</c>, <c>refused</c> or <c>ended</c>.</param>
/// <param name="Ground">Why it ended: <c>of_age</c>, <c>divorce</c>, <c>death</c>, <c>withdrawn</c>, <c>card_ended</c> or
/// <c>own_card</c>; null else.</param>
/// <param name="Reason">What the office said.</param>
/// <param name="FiledAt">When it was filed.</param>
public sealed record OwnDependant(
    Guid Id,
    string Relation,
    string Name,
    string DocumentKind,
    string DocumentNumber,
    DateOnly? BirthDate,
    DateOnly? ValidTo,
    string State,
    string? Ground,
    string? Reason,
    DateTimeOffset FiledAt
);

/// <summary>A dependant, as an office sees them.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TalentId">The holder.</param>
/// <param name="HolderName">The holder's name.</param>
/// <param name="HolderIdNumber">The holder's ID number, masked.</param>
/// <param name="Tier">The holder's tier.</param>
/// <param name="Division">The holder's county or park.</param>
/// <param name="Relation"><c>spouse</c>, <c>child</c> or <c>parent</c>.</param>
/// <param name="Name">Their name.</param>
/// <param name="DocumentKind">The kind of their document.</param>
/// <param name="DocumentNumber">Its number, masked.</param>
/// <param name="BirthDate">Date of birth; null once it was erased.</param>
/// <param name="ProofKind">What proves the relation.</param>
/// <param name="ValidTo">The last day; null: while the holder's card lasts.</param>
/// <param name="State"><c>filed</c>, <c>active</c>, <c>refused</c> or <c>ended</c>.</param>
/// <param name="Ground">Why it ended; null else.</param>
/// <param name="Reason">What the office said.</param>
/// <param name="FiledAt">When it was filed.</param>
public sealed record DependantItem(
    Guid Id,
    Guid TalentId,
    string HolderName,
    string HolderIdNumber,
    string Tier,
    string Division,
    string Relation,
    string Name,
    string DocumentKind,
    string DocumentNumber,
    DateOnly? BirthDate,
    string ProofKind,
    DateOnly? ValidTo,
    string State,
    string? Ground,
    string? Reason,
    DateTimeOffset FiledAt
);

/// <summary>A dependant with what the office checks: the proof's number, in clear.</summary>
/// <param name="Dependant">The dependant.</param>
/// <param name="ProofNumber">The number of what proves the relation.</param>
public sealed record DependantDetail(DependantItem Dependant, string ProofNumber);

/// <summary>Which dependants are listed.</summary>
/// <param name="State">Their state; null: any.</param>
/// <param name="Relation">Their relation; null: any.</param>
/// <param name="Division">Code of the holder's county or park; null: any.</param>
/// <param name="Talent">Their holder; null: anybody.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record DependantQuery(
    [property: AllowedValues(null, "filed", "active", "refused", "ended")] string? State = null,
    [property: AllowedValues(null, "spouse", "child", "parent")] string? Relation = null,
    [property: StringLength(20)] string? Division = null,
    Guid? Talent = null,
    int Limit = ListQuery.DefaultLimit,
    string? After = null
) : ListQuery(Limit, After);

/// <summary>What the office decides on what was filed.</summary>
/// <param name="Approve">Whether they are confirmed.</param>
/// <param name="Reason">What the holder is told.</param>
public sealed record DependantDecision(bool Approve, [property: Required, StringLength(500, MinimumLength = 2)] string Reason);

/// <summary>Ends a dependant.</summary>
/// <param name="Ground"><c>divorce</c>, <c>death</c> or <c>withdrawn</c>.</param>
public sealed record DependantEnd([property: Required, AllowedValues("divorce", "death", "withdrawn")] string Ground);
