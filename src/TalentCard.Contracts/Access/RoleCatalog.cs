namespace TalentCard.Contracts.Access;

/// <summary>Whose rows a role sees of those that its policies open.</summary>
public enum RowLimit
{
    /// <summary>None of what others keep; its own account's.</summary>
    Own,

    /// <summary>Those of one talent.</summary>
    Talent,

    /// <summary>Those of one expert's account.</summary>
    Expert,

    /// <summary>Those of one partner, or of one of its service points where the account stands at one.</summary>
    Partner,

    /// <summary>Those of one postdoc station.</summary>
    Station,

    /// <summary>Those of one department.</summary>
    Department,

    /// <summary>Those of one county or park.</summary>
    Division,

    /// <summary>All that is paid, and nobody's data.</summary>
    Finance,

    /// <summary>All of the hotline's.</summary>
    Hotline,

    /// <summary>All of the city's.</summary>
    City,
}

/// <summary>A role.</summary>
/// <param name="Name">As it stands in tokens and in <c>users.roles</c>.</param>
/// <param name="Zh">What it is called in Chinese.</param>
/// <param name="En">What it is called in English.</param>
/// <param name="Start">The page of the Web that its work begins on; null: no person has it.</param>
/// <param name="Rows">Whose rows it sees.</param>
/// <param name="SecondFactor">Whether it needs a second factor, outside the demo and unless the Api is told other roles.</param>
/// <param name="Scopes">What of an access token's scopes it allows.</param>
public sealed record Role(
    string Name,
    string Zh,
    string En,
    string? Start,
    RowLimit Rows,
    bool SecondFactor,
    params string[] Scopes
);

/// <summary>
/// Every role, in one table that Api, Web, Demo and tests read. What it may do with its scopes stands in <see cref="Policies"/>.
/// </summary>
public static class RoleCatalog
{
    /// <summary>The roles. Who has several starts on the page of the first.</summary>
    public static readonly IReadOnlyList<Role> All =
    [
        new(Roles.Talent, "持卡人", "Talent", "/card", RowLimit.Talent, false, "card"),
        new(Roles.Verifier, "核验员", "Verifier", "/desk", RowLimit.Partner, false, "verify", "redeem"),
        new(Roles.Office, "人才办", "Talent office", "/office", RowLimit.City, true, "office", "hotline"),
        new(Roles.CountyOffice, "县区人才办", "County office", "/office", RowLimit.Division, true, "office", "hotline"),
        new(Roles.Expert, "专家", "Expert", "/think-tank", RowLimit.Expert, false, "thinktank"),
        new(Roles.Agent, "热线坐席", "Hotline agent", "/hotline", RowLimit.Hotline, true, "hotline"),
        new(Roles.Handler, "承办单位", "Department", "/hotline/tickets", RowLimit.Department, true, "hotline"),
        new(Roles.Finance, "财政", "Finance", "/settlements", RowLimit.Finance, true, "settlements"),
        new(Roles.PartnerManager, "合作单位管理员", "Partner's manager", "/settlements", RowLimit.Partner, false, "settlements"),
        new(Roles.Auditor, "审计员", "Auditor", "/office/audit", RowLimit.Own, true, "audit"),
        new(Roles.Admin, "管理员", "Administrator", "/office/audit", RowLimit.Own, true, "audit", "admin"),
        new(Roles.StationManager, "设站单位", "Postdoc station", "/stations", RowLimit.Station, false, "stations"),
        new(Roles.PartnerSystem, "合作单位系统", "Partner's system", null, RowLimit.Partner, false, "verify", "redeem", "calls"),
    ];

    /// <summary>The roles that one administrator proposes and another approves.</summary>
    public static readonly string[] GrantedByTwo = [Roles.Admin, Roles.Auditor];

    /// <summary>The roles that people have, by their accounts.</summary>
    public static readonly IReadOnlyList<Role> OfPeople = [.. All.Where(role => role.Start is not null)];

    /// <summary>The scopes that people's roles allow, with those that say who they are: what the Web asks for.</summary>
    public static readonly IReadOnlyList<string> ScopesOfPeople =
    [
        .. ScopeCatalog.Personal,
        .. ScopeCatalog.All.Select(scope => scope.Name).Intersect(OfPeople.SelectMany(role => role.Scopes)),
    ];

    /// <summary>The role of that name; null: there is none.</summary>
    public static Role? Find(string name) => All.FirstOrDefault(role => role.Name == name);

    /// <summary>The page that somebody's work begins on; null where they have none.</summary>
    /// <param name="holds">Whether they hold a role.</param>
    public static string? StartOf(Func<string, bool> holds) => OfPeople.FirstOrDefault(role => holds(role.Name))?.Start;
}
