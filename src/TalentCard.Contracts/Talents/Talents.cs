using System.ComponentModel.DataAnnotations;
using TalentCard.Contracts.Cards;

namespace TalentCard.Contracts.Talents;

/// <summary>A talent in a list.</summary>
/// <param name="Id">Id of the talent.</param>
/// <param name="Name">姓名.</param>
/// <param name="IdNumber">ID number, all but the last four hidden.</param>
/// <param name="Phone">Phone, all but the last four hidden.</param>
/// <param name="Tier">Code of the tier.</param>
/// <param name="Employer">工作单位.</param>
/// <param name="Division">Code of the county or park.</param>
/// <param name="ContractEnd">Last day of the contract.</param>
/// <param name="HasLiveCard">Whether an active or suspended card exists.</param>
/// <param name="CreatedAt">When the talent was added.</param>
public sealed record TalentSummary(
    Guid Id,
    string Name,
    string IdNumber,
    string Phone,
    string Tier,
    string Employer,
    string Division,
    DateOnly ContractEnd,
    bool HasLiveCard,
    DateTimeOffset CreatedAt
);

/// <summary>A talent with their cards.</summary>
/// <param name="Id">Id of the talent.</param>
/// <param name="Name">姓名.</param>
/// <param name="IdNumber">ID number, all but the last four hidden.</param>
/// <param name="Phone">Phone, all but the last four hidden.</param>
/// <param name="Email">E-mail, all but its first letter and domain hidden; null when none is known.</param>
/// <param name="Tier">Code of the tier.</param>
/// <param name="Employer">工作单位.</param>
/// <param name="Division">Code of the county or park.</param>
/// <param name="ContractEnd">Last day of the contract.</param>
/// <param name="HasPhoto">Whether a photo is there.</param>
/// <param name="Version">Number of the version, as in the <c>ETag</c>.</param>
/// <param name="CreatedAt">When the talent was added.</param>
/// <param name="UpdatedAt">When the talent was last changed.</param>
/// <param name="Cards">All cards of the talent, newest first.</param>
/// <param name="Correction">A correction that waits for a second person; null when none does.</param>
/// <param name="DocumentKind">What document the number is of, one of <see cref="DocumentKinds"/>.</param>
/// <param name="DocumentCountry">A passport's country, ISO 3166-1 alpha-3; null for other kinds.</param>
/// <param name="BirthDate">Date of birth; null where it is not known.</param>
public sealed record TalentDetail(
    Guid Id,
    string Name,
    string IdNumber,
    string Phone,
    string? Email,
    string Tier,
    string Employer,
    string Division,
    DateOnly ContractEnd,
    bool HasPhoto,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<CardSummary> Cards,
    TalentCorrection? Correction,
    string DocumentKind,
    string? DocumentCountry,
    DateOnly? BirthDate
) : IVersioned;

/// <summary>New values of a talent.</summary>
/// <param name="Tier">Code of the tier. A card in use keeps its own until it is replaced.</param>
/// <param name="Employer">工作单位.</param>
/// <param name="Division">Code of the county or park.</param>
/// <param name="ContractEnd">Last day of the contract, from today to 30 years ahead. A card that runs longer is cut to
/// it.</param>
/// <param name="Phone">A new phone number; null keeps the one there.</param>
/// <param name="Email">A new e-mail address; null keeps the one there, an empty text removes it.</param>
public sealed record TalentEdit(
    [property: Required, StringLength(1)] string Tier,
    [property: Required, StringLength(200)] string Employer,
    [property: Required, StringLength(40)] string Division,
    DateOnly ContractEnd,
    [property: StringLength(30)] string? Phone = null,
    [property: StringLength(254)] string? Email = null
);

/// <summary>Asks for one field in clear.</summary>
/// <param name="Field"><c>id_number</c>, <c>phone</c> or <c>email</c>.</param>
/// <param name="Reason">Why it is needed; it is kept in the audit trail.</param>
public sealed record RevealRequest(
    [property: Required, AllowedValues("id_number", "phone", "email")] string Field,
    [property: Required, StringLength(500, MinimumLength = 2)] string Reason
);

/// <summary>One field in clear.</summary>
/// <param name="Field">Which field.</param>
/// <param name="Value">Its value; null when none is known.</param>
public sealed record Revealed(string Field, string? Value);
