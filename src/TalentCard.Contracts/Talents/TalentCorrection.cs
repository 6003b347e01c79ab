using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Talents;

/// <summary>Asks for a name or a document number to be put right.</summary>
/// <param name="Name">The right name; null keeps the one there.</param>
/// <param name="IdNumber">The right document's number; null keeps the one there. It waits for a second person.</param>
/// <param name="Reason">Why, 2 to 500 characters; it is kept in the audit trail.</param>
/// <param name="DocumentKind">Its kind, one of <see cref="DocumentKinds"/>; null: what the number looks like.</param>
/// <param name="DocumentCountry">A passport's country, ISO 3166-1 alpha-3.</param>
/// <param name="BirthDate">The date of birth where the number holds none; null keeps the one there.</param>
public sealed record TalentCorrectionRequest(
    [property: StringLength(120)] string? Name,
    [property: StringLength(30)] string? IdNumber,
    [property: Required, StringLength(500, MinimumLength = 2)] string Reason,
    [property: StringLength(40)] string? DocumentKind = null,
    [property: StringLength(3)] string? DocumentCountry = null,
    DateOnly? BirthDate = null
);

/// <summary>A correction that waits for a second person.</summary>
/// <param name="Id">Id of the correction.</param>
/// <param name="Name">The right name; null: as it is.</param>
/// <param name="IdNumber">The right ID number, all but the last four hidden.</param>
/// <param name="Reason">Why.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="ProposedAt">When.</param>
public sealed record TalentCorrection(
    Guid Id,
    string? Name,
    string IdNumber,
    string Reason,
    string ProposedBy,
    DateTimeOffset ProposedAt
);
