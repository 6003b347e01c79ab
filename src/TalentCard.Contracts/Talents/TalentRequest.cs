using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Talents;

/// <summary>A talent who is added alone.</summary>
/// <param name="Name">姓名, 1 to 120 characters.</param>
/// <param name="IdNumber">Number of the identity document, in any form.</param>
/// <param name="Phone">A mainland mobile number, or one abroad with its country code.</param>
/// <param name="Tier">Code of the tier.</param>
/// <param name="Employer">工作单位.</param>
/// <param name="Division">Code of the county or park.</param>
/// <param name="ContractEnd">Last day of the contract, from today to 30 years ahead.</param>
/// <param name="Email">E-mail address; null: none.</param>
/// <param name="DocumentKind">One of <see cref="DocumentKinds"/>; null: what the number looks like.</param>
/// <param name="DocumentCountry">A passport's country, ISO 3166-1 alpha-3.</param>
/// <param name="BirthDate">Date of birth; needed where the number holds none.</param>
public sealed record TalentRequest(
    [property: Required, StringLength(120)] string Name,
    [property: Required, StringLength(30)] string IdNumber,
    [property: Required, StringLength(30)] string Phone,
    [property: Required, StringLength(1)] string Tier,
    [property: Required, StringLength(200)] string Employer,
    [property: Required, StringLength(40)] string Division,
    DateOnly ContractEnd,
    [property: StringLength(254)] string? Email = null,
    [property: StringLength(40)] string? DocumentKind = null,
    [property: StringLength(3)] string? DocumentCountry = null,
    DateOnly? BirthDate = null
);
