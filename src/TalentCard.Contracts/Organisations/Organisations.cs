using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Organisations;

/// <summary>An organisation (单位) of the register.</summary>
/// <param name="Id">The organisation.</param>
/// <param name="CreditCode">统一社会信用代码 (GB 32100), upper case; null where it has none or nobody knows it.</param>
/// <param name="Name">Its name.</param>
/// <param name="ShortName">A short name; empty where there is none.</param>
/// <param name="NameEn">Its name in English; empty where there is none.</param>
/// <param name="Kind"><c>enterprise</c>, <c>institution</c>, <c>university</c>, <c>hospital</c>, <c>government</c>,
/// <c>association</c>, or <c>outside</c> (of no county or park of the city).</param>
/// <param name="Industry">Its industry, in words; empty where nobody has said it.</param>
/// <param name="Division">Its county or park: the code; null for one outside the city.</param>
/// <param name="Scale"><c>large</c>, <c>medium</c>, <c>small</c>, <c>micro</c>; null where unknown.</param>
/// <param name="State"><c>active</c>, <c>closed</c> or <c>merged</c>.</param>
/// <param name="MergedInto">Where it went; null unless merged.</param>
/// <param name="Talents">How many talents it employs.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
/// <param name="CreatedAt">Since when the register has it.</param>
public sealed record Organisation(
    Guid Id,
    string? CreditCode,
    string Name,
    string ShortName,
    string NameEn,
    string Kind,
    string Industry,
    string? Division,
    string? Scale,
    string State,
    Guid? MergedInto,
    int Talents,
    int Version,
    DateTimeOffset CreatedAt
) : IVersioned;

/// <summary>An organisation with everything that hangs on it.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Contact">Name and phone of a person there; empty where nobody has said it.</param>
/// <param name="FormerNames">What else lists call it, in order.</param>
/// <param name="LiveCards">Active and suspended cards of its talents.</param>
/// <param name="BenefitsUsed">Services that its talents have had, reversed ones left out.</param>
/// <param name="Stations">Its postdoc stations by name.</param>
/// <param name="Firms">How often it stands among the firms that experts advise.</param>
public sealed record OrganisationDetail(
    Organisation Organisation,
    string Contact,
    IReadOnlyList<string> FormerNames,
    int LiveCards,
    int BenefitsUsed,
    IReadOnlyList<OrganisationStation> Stations,
    int Firms
) : IVersioned
{
    int IVersioned.Version => Organisation.Version;
}

/// <summary>A postdoc station of an organisation.</summary>
/// <param name="Id">The station.</param>
/// <param name="Name">Its name.</param>
public sealed record OrganisationStation(Guid Id, string Name);

/// <summary>What the office writes of an organisation.</summary>
/// <param name="Name">Its name; one that it had before is kept among its former names.</param>
/// <param name="Kind">Its kind, as <see cref="Organisation.Kind"/>.</param>
/// <param name="Division">Its county or park; null exactly for kind <c>outside</c>.</param>
/// <param name="CreditCode">统一社会信用代码, in any width and case; empty for none.</param>
/// <param name="ShortName">A short name.</param>
/// <param name="NameEn">Its name in English.</param>
/// <param name="Industry">Its industry, in words.</param>
/// <param name="Scale">As <see cref="Organisation.Scale"/>.</param>
/// <param name="Contact">Name and phone of a person there; kept encrypted.</param>
/// <param name="Closed">Whether it is no more.</param>
public sealed record OrganisationRequest(
    [property: Required, StringLength(200, MinimumLength = 1)] string Name,
    [property:
        Required,
        AllowedValues("enterprise", "institution", "university", "hospital", "government", "association", "outside")
    ]
        string Kind,
    [property: StringLength(40)] string? Division = null,
    [property: StringLength(40)] string? CreditCode = null,
    [property: StringLength(100)] string ShortName = "",
    [property: StringLength(200)] string NameEn = "",
    [property: StringLength(100)] string Industry = "",
    [property: AllowedValues(null, "large", "medium", "small", "micro")] string? Scale = null,
    [property: StringLength(200)] string Contact = "",
    bool Closed = false
);

/// <summary>Merges an organisation into another.</summary>
/// <param name="Into">The one that stays.</param>
public sealed record MergeRequest(Guid Into);

/// <summary>A name that stands in lists and that the register does not know, or knows more than once.</summary>
/// <param name="Name">As written.</param>
/// <param name="Talents">How many talents have it.</param>
/// <param name="Stations">How many stations have it as their host.</param>
/// <param name="Firms">How many firms that experts advise have it.</param>
/// <param name="Candidates">The organisations with the most similar names, at most three, the most similar first.</param>
public sealed record UnmatchedName(
    string Name,
    int Talents,
    int Stations,
    int Firms,
    IReadOnlyList<OrganisationCandidate> Candidates
);

/// <summary>An organisation that a name may mean.</summary>
/// <param name="Id">The organisation.</param>
/// <param name="Name">Its name.</param>
/// <param name="CreditCode">Its credit code; null where it has none.</param>
/// <param name="Division">Its county or park; null for one outside the city.</param>
public sealed record OrganisationCandidate(Guid Id, string Name, string? CreditCode, string? Division);

/// <summary>Says which organisation a written name means.</summary>
/// <param name="Name">As written.</param>
/// <param name="Organisation">The organisation.</param>
public sealed record MatchRequest([property: Required, StringLength(200, MinimumLength = 1)] string Name, Guid Organisation);

/// <summary>What a match did.</summary>
/// <param name="Linked">How many rows it linked.</param>
public sealed record MatchAnswer(int Linked);
