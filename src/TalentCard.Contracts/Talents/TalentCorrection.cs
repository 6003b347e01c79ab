using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Talents;

/// <summary>Asks for a name or a document number to be put right.</summary>
/// <param name="Name">The right name; null keeps the one there.</param>
/// <param name="IdNumber">The right ID number; null keeps the one there. It waits for a second person.</param>
/// <param name="Reason">Why, 2 to 500 characters; it is kept in the audit trail.</param>
public sealed record TalentCorrectionRequest(
    [property: StringLength(100)] string? Name,
    [property: StringLength(30)] string? IdNumber,
    [property: Required, StringLength(500, MinimumLength = 2)] string Reason
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
