namespace TalentCard.Core.Access;

/// <summary>Who does something: a signed-in user, a partner system, or a job.</summary>
/// <param name="Id">The user's id, or <c>client:…</c>, or <c>job:…</c>.</param>
/// <param name="Name">Name to show in histories.</param>
/// <param name="Roles">Roles held, e.g. <c>office</c>; <c>partner_system</c> for a client of its own.</param>
/// <param name="PartnerId">The partner that the user or system belongs to.</param>
/// <param name="ServicePointId">Where a verifier stands; null for a partner system, which serves all its partner's.</param>
/// <param name="TalentId">The talent that the user is.</param>
/// <param name="Address">IP address that the request came from.</param>
/// <param name="StationId">The postdoc station that the user manages.</param>
/// <param name="DepartmentId">The department whose tickets a handler answers.</param>
/// <param name="Division">Code of the county or park that the user's office looks after.</param>
public sealed record Actor(
    string Id,
    string Name,
    string[] Roles,
    Guid? PartnerId = null,
    Guid? ServicePointId = null,
    Guid? TalentId = null,
    string? Address = null,
    Guid? StationId = null,
    Guid? DepartmentId = null,
    string? Division = null
)
{
    /// <summary>The background job <paramref name="name"/>.</summary>
    public static Actor Job(string name) => new($"job:{name}", name, []);

    /// <summary>Whether the actor is of an office, the city's or that of a county or park.</summary>
    public bool IsOffice => SeesRowsOf(RowLimit.City) || SeesRowsOf(RowLimit.Division);

    /// <summary>Whether the actor is of an office or of the hotline's desk.</summary>
    public bool IsDesk => IsOffice || SeesRowsOf(RowLimit.Hotline);

    /// <summary>Whether the actor holds the role.</summary>
    public bool Is(string role) => Roles.Contains(role);

    /// <summary>The talent that the actor is.</summary>
    /// <exception cref="RefusedException">The account belongs to none (<c>forbidden</c>).</exception>
    public Guid Talent() => TalentId ?? throw new RefusedException(CommonProblems.Forbidden);

    /// <summary>Whether the actor is of an office that looks after the county or park; of none, the city's does alone.</summary>
    public bool LooksAfter(string? division) =>
        SeesRowsOf(RowLimit.City) || (SeesRowsOf(RowLimit.Division) && Division is not null && Division == division);

    /// <summary>Refuses to have an office write down what is another county's.</summary>
    /// <exception cref="RefusedException"><c>other_division</c>.</exception>
    public void RequireDivision(string division)
    {
        if (IsOffice && !LooksAfter(division))
            throw new RefusedException(AccessProblems.OtherDivision);
    }

    private bool SeesRowsOf(RowLimit limit) => Roles.Any(role => RoleCatalog.Find(role)?.Rows == limit);
}
