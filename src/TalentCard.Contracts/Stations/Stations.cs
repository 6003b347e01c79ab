using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Stations;

/// <summary>A first-level discipline of the national catalogue.</summary>
/// <param name="Code">Four digits.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name.</param>
public sealed record Discipline(string Code, string Name, string NameEn);

/// <summary>A postdoc station (博士后站点).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>research_station</c> (流动站), <c>workstation</c> (工作站) or <c>innovation_base</c> (创新实践基地).</param>
/// <param name="ApprovedOn">Day of the approval.</param>
/// <param name="ApprovalDocument">Number of the approving document.</param>
/// <param name="Host">设站单位.</param>
/// <param name="Division">Code of the county or park.</param>
/// <param name="Disciplines">Codes of the disciplines it works in.</param>
/// <param name="Contact">Name and telephone of who looks after it.</param>
/// <param name="InResidence">Postdocs in residence today.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
/// <param name="CreatedAt">When it was entered here.</param>
public sealed record Station(
    Guid Id,
    string Name,
    string Kind,
    DateOnly? ApprovedOn,
    string ApprovalDocument,
    string Host,
    string? Division,
    string[] Disciplines,
    string Contact,
    int InResidence,
    int Version,
    DateTimeOffset CreatedAt
) : IVersioned;

/// <summary>A station with its mentors.</summary>
/// <param name="Station">The station.</param>
/// <param name="Mentors">In the station and at universities, by name.</param>
public sealed record StationDetail(Station Station, IReadOnlyList<Mentor> Mentors) : IVersioned
{
    int IVersioned.Version => Station.Version;
}

/// <summary>A station to enter or change. Name, kind and approval are the office's.</summary>
/// <param name="Name">Its name, unique.</param>
/// <param name="Kind"><c>research_station</c>, <c>workstation</c> or <c>innovation_base</c>.</param>
/// <param name="ApprovedOn">Day of the approval, not in the future.</param>
/// <param name="ApprovalDocument">Number of the approving document.</param>
/// <param name="Host">设站单位.</param>
/// <param name="Division">Code of the county or park.</param>
/// <param name="Disciplines">Codes of the disciplines, at least one.</param>
/// <param name="Contact">Name and telephone of who looks after it.</param>
public sealed record StationRequest(
    [property: Required, StringLength(100, MinimumLength = 2)] string Name,
    [property: Required, AllowedValues("research_station", "workstation", "innovation_base")] string Kind,
    DateOnly ApprovedOn,
    [property: Required, StringLength(100, MinimumLength = 1)] string ApprovalDocument,
    [property: Required, StringLength(100, MinimumLength = 1)] string Host,
    [property: Required, StringLength(40)] string Division,
    [property: Required, Length(1, 20), Each] string[] Disciplines,
    [property: StringLength(200)] string Contact
);

/// <summary>合作导师.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Place"><c>station</c> or <c>university</c>.</param>
/// <param name="Name">Name.</param>
/// <param name="Title">职称.</param>
/// <param name="Employer">工作单位.</param>
/// <param name="Active">Whether they take postdocs.</param>
/// <param name="Postdocs">Postdocs in residence that they look after.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
public sealed record Mentor(
    Guid Id,
    string Place,
    string Name,
    string Title,
    string Employer,
    bool Active,
    int Postdocs,
    int Version
);

/// <summary>A mentor to add or change.</summary>
/// <param name="Place"><c>station</c> or <c>university</c>.</param>
/// <param name="Name">Name.</param>
/// <param name="Title">职称.</param>
/// <param name="Employer">工作单位.</param>
/// <param name="Active">Whether they take postdocs.</param>
public sealed record MentorRequest(
    [property: Required, AllowedValues("station", "university")] string Place,
    [property: Required, StringLength(100, MinimumLength = 1)] string Name,
    [property: StringLength(100)] string Title,
    [property: Required, StringLength(100, MinimumLength = 1)] string Employer,
    bool Active
);

/// <summary>The periods and the committee rule that hold for who enters from a day on.</summary>
/// <param name="ValidFrom">The first day on which it holds.</param>
/// <param name="ResidenceLeastMonths">Shortest residence, in months.</param>
/// <param name="ResidenceMostMonths">Longest residence agreed at entry, in months.</param>
/// <param name="TotalMostMonths">Longest residence with all extensions, in months.</param>
/// <param name="ProposalMonths">开题 so many months after entry at the latest.</param>
/// <param name="MidtermFromMonths">中期考核 so many months after entry at the earliest.</param>
/// <param name="MidtermToMonths">And so many at the latest.</param>
/// <param name="CommitteeLeast">Fewest experts of a review.</param>
/// <param name="CommitteeMost">Most experts of a review.</param>
/// <param name="CreatedBy">Who wrote the rule.</param>
/// <param name="CreatedAt">When.</param>
public sealed record PostdocRule(
    DateOnly ValidFrom,
    int ResidenceLeastMonths,
    int ResidenceMostMonths,
    int TotalMostMonths,
    int ProposalMonths,
    int MidtermFromMonths,
    int MidtermToMonths,
    int CommitteeLeast,
    int CommitteeMost,
    string CreatedBy,
    DateTimeOffset CreatedAt
);

/// <summary>A rule to hold from its day on. The periods must follow one another.</summary>
/// <param name="ResidenceLeastMonths">Shortest residence, in months.</param>
/// <param name="ResidenceMostMonths">Longest residence agreed at entry, in months.</param>
/// <param name="TotalMostMonths">Longest residence with all extensions, in months.</param>
/// <param name="ProposalMonths">开题 so many months after entry at the latest.</param>
/// <param name="MidtermFromMonths">中期考核 so many months after entry at the earliest.</param>
/// <param name="MidtermToMonths">And so many at the latest; no later than the shortest residence.</param>
/// <param name="CommitteeLeast">Fewest experts of a review.</param>
/// <param name="CommitteeMost">Most experts of a review.</param>
public sealed record PostdocRuleRequest(
    [property: Range(1, 120)] int ResidenceLeastMonths,
    [property: Range(1, 120)] int ResidenceMostMonths,
    [property: Range(1, 120)] int TotalMostMonths,
    [property: Range(1, 24)] int ProposalMonths,
    [property: Range(1, 120)] int MidtermFromMonths,
    [property: Range(1, 120)] int MidtermToMonths,
    [property: Range(1, 30)] int CommitteeLeast,
    [property: Range(1, 30)] int CommitteeMost
);
