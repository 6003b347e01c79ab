namespace TalentCard.Core.Audit;

/// <summary>Who does something: a signed-in user, a partner system, or a job.</summary>
/// <param name="Id">The user's id, or <c>client:…</c>, or <c>job:…</c>.</param>
/// <param name="Name">Name to show in histories.</param>
/// <param name="Roles">Roles held, e.g. <c>office</c>; <c>partner_system</c> for a client of its own.</param>
/// <param name="PartnerId">The partner that the user or system belongs to.</param>
/// <param name="ServicePointId">The service point where a verifier stands; null for a partner system, which serves all of its partner's.</param>
/// <param name="TalentId">The talent that the user is.</param>
/// <param name="Address">IP address that the request came from.</param>
/// <param name="StationId">The postdoc station that the user manages.</param>
/// <param name="DepartmentId">The department whose tickets a handler answers.</param>
public sealed record Actor(
    string Id,
    string Name,
    string[] Roles,
    Guid? PartnerId = null,
    Guid? ServicePointId = null,
    Guid? TalentId = null,
    string? Address = null,
    Guid? StationId = null,
    Guid? DepartmentId = null)
{
    /// <summary>The background job <paramref name="name"/>.</summary>
    public static Actor Job(string name) => new($"job:{name}", name, []);

    /// <summary>Whether the actor holds the role.</summary>
    public bool Is(string role) => Roles.Contains(role);

    /// <summary>The talent that the actor is.</summary>
    /// <exception cref="RefusedException">The account belongs to none (<c>forbidden</c>).</exception>
    public Guid Talent() => TalentId ?? throw new RefusedException(CommonProblems.Forbidden);
}
