using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Accounts;

/// <summary>An account of a person who may sign in.</summary>
/// <param name="Id">Id of the account; the <c>sub</c> of its tokens.</param>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="DisplayName">Name to show.</param>
/// <param name="Roles">Names of roles that people have, e.g. <c>office</c>.</param>
/// <param name="PartnerId">The partner that the user works for.</param>
/// <param name="ServicePointId">The service point where a verifier stands.</param>
/// <param name="DepartmentId">The department whose tickets a handler answers.</param>
/// <param name="StationId">The postdoc station that the user manages.</param>
/// <param name="Division">Code of the county or park that the user's office looks after.</param>
/// <param name="TalentId">The talent that the user is.</param>
/// <param name="SecondFactor">Whether a second factor is enrolled.</param>
/// <param name="IsDemo">Made by the demo data; refused outside the demo.</param>
/// <param name="DisabledAt">Since when the account may not sign in; null: it may.</param>
/// <param name="LockedUntil">Until when it is locked after too many wrong attempts; null: it is not.</param>
/// <param name="RolesProposedBy">Id of the administrator who proposed its roles, while another has still to approve them and
/// nobody signs in by it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Version">Changes with every edit; also the <c>ETag</c>.</param>
/// <param name="Passkeys">How many passkeys it has.</param>
/// <param name="Workplace">Name of its service point, partner, department, station or county; null: it has none.</param>
public sealed record Account(
    Guid Id,
    string UserName,
    string DisplayName,
    string[] Roles,
    Guid? PartnerId,
    Guid? ServicePointId,
    Guid? DepartmentId,
    Guid? StationId,
    string? Division,
    Guid? TalentId,
    bool SecondFactor,
    bool IsDemo,
    DateTimeOffset? DisabledAt,
    DateTimeOffset? LockedUntil,
    string? RolesProposedBy,
    DateTimeOffset CreatedAt,
    string Version,
    int Passkeys,
    string? Workplace
);

/// <summary>Where accounts can belong to.</summary>
/// <param name="Partners">Partners.</param>
/// <param name="ServicePoints">Their service points.</param>
/// <param name="Departments">Departments that answer tickets.</param>
/// <param name="Stations">Postdoc stations.</param>
public sealed record Workplaces(
    IReadOnlyList<Workplace> Partners,
    IReadOnlyList<Workplace> ServicePoints,
    IReadOnlyList<Workplace> Departments,
    IReadOnlyList<Workplace> Stations
);

/// <summary>A place that accounts can belong to.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="NameEn">Its English name; empty: it has none.</param>
/// <param name="PartnerId">The partner of a service point.</param>
public sealed record Workplace(Guid Id, string Name, string NameEn, Guid? PartnerId);

/// <summary>An account to make.</summary>
/// <param name="UserName">Name to sign in with: ASCII letters, digits and <c>-._@+</c>.</param>
/// <param name="DisplayName">Name to show.</param>
/// <param name="Roles">At least one role.</param>
/// <param name="PartnerId">The partner; a verifier must have one.</param>
/// <param name="ServicePointId">A service point of that partner; a verifier must have one.</param>
/// <param name="DepartmentId">The department.</param>
/// <param name="StationId">The postdoc station.</param>
/// <param name="TalentId">The talent; a talent's account must have one.</param>
/// <param name="Division">Code of a county or park; the account of its office must have one.</param>
public sealed record NewAccount(
    [property: Required, StringLength(100, MinimumLength = 2), RegularExpression("[A-Za-z0-9._@+-]+")] string UserName,
    [property: Required, StringLength(100, MinimumLength = 1)] string DisplayName,
    [property: Required, Length(1, 10), Each] string[] Roles,
    Guid? PartnerId = null,
    Guid? ServicePointId = null,
    Guid? DepartmentId = null,
    Guid? StationId = null,
    Guid? TalentId = null,
    string? Division = null
);

/// <summary>What an account is to be from now on. Changed roles or bindings end its sessions.</summary>
/// <param name="DisplayName">Name to show.</param>
/// <param name="Roles">At least one role.</param>
/// <param name="PartnerId">The partner; a verifier must have one.</param>
/// <param name="ServicePointId">A service point of that partner; a verifier must have one.</param>
/// <param name="DepartmentId">The department.</param>
/// <param name="StationId">The postdoc station.</param>
/// <param name="TalentId">The talent; a talent's account must have one.</param>
/// <param name="Division">Code of a county or park; the account of its office must have one.</param>
public sealed record AccountEdit(
    [property: Required, StringLength(100, MinimumLength = 1)] string DisplayName,
    [property: Required, Length(1, 10), Each] string[] Roles,
    Guid? PartnerId = null,
    Guid? ServicePointId = null,
    Guid? DepartmentId = null,
    Guid? StationId = null,
    Guid? TalentId = null,
    string? Division = null
);

/// <summary>Why an account is disabled, enabled or reset; it is kept in the audit trail.</summary>
/// <param name="Reason">The reason, 2 to 500 characters.</param>
public sealed record AccountReason([property: Required, StringLength(500, MinimumLength = 2)] string Reason);

/// <summary>An account with a password made for it, which is shown this once.</summary>
/// <param name="Account">The account.</param>
/// <param name="Password">The password to hand to the user.</param>
public sealed record AccountWithPassword(Account Account, string Password);

/// <summary>Who the caller is, as their access token says.</summary>
/// <param name="Id">The user's id, or <c>client:…</c> for a partner's system.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Roles">Roles held.</param>
/// <param name="Scopes">Scopes of the token.</param>
/// <param name="PartnerId">The partner that the caller belongs to.</param>
/// <param name="ServicePointId">The service point where a verifier stands.</param>
/// <param name="TalentId">The talent that the caller is.</param>
public sealed record Caller(
    string Id,
    string Name,
    string[] Roles,
    string[] Scopes,
    Guid? PartnerId,
    Guid? ServicePointId,
    Guid? TalentId
);

/// <summary>A sign-in of an account that goes on, in one browser.</summary>
/// <param name="Id">Its id.</param>
/// <param name="UserAgent">What the browser calls itself, at most 200 characters; whoever signs in may call it anything.</param>
/// <param name="IpAddress">The address that it was begun from.</param>
/// <param name="SecondFactor">Whether a second factor was given.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="LastUsedAt">When it was last used, to some minutes.</param>
public sealed record SignIn(
    Guid Id,
    string UserAgent,
    string? IpAddress,
    bool SecondFactor,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUsedAt
);
