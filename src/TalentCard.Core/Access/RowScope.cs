namespace TalentCard.Core.Access;

/// <summary>
/// Where a kind of row says whose it is: an SQL expression for each sort of owner, null where it has none of that sort.
/// </summary>
public sealed record RowOwner
{
    /// <summary>The talent's id.</summary>
    public string? Talent { get; init; }

    /// <summary>Id of the expert's account.</summary>
    public string? Expert { get; init; }

    /// <summary>The partner's id.</summary>
    public string? Partner { get; init; }

    /// <summary>The service point's id, beside that of its <see cref="Partner"/>.</summary>
    public string? ServicePoint { get; init; }

    /// <summary>The postdoc station's id.</summary>
    public string? Station { get; init; }

    /// <summary>The lead department's id.</summary>
    public string? Department { get; init; }

    /// <summary>Ids of the departments that work with it.</summary>
    public string? CoDepartments { get; init; }

    /// <summary>Code of the county or park.</summary>
    public string? Division { get; init; }

    /// <summary>Whether finance sees every row.</summary>
    public bool Finance { get; init; }

    /// <summary>Whether the hotline's desk sees every row.</summary>
    public bool Hotline { get; init; }
}

/// <summary>
/// Whose rows somebody sees: one condition, which stands in every statement that reads or changes such rows, and the parameters
/// that it names. For the city's office it is <c>true</c>, which the planner leaves out; a foreign row is as good as none.
/// </summary>
public sealed class RowScope
{
    private readonly List<string> conditions = [];
    private readonly Dictionary<string, object> parameters = [];

    private RowScope() { }

    /// <summary>Every row.</summary>
    public static RowScope All { get; } = new() { IsAll = true };

    /// <summary>No row.</summary>
    public static RowScope None { get; } = new();

    /// <summary>Whether it is every row.</summary>
    public bool IsAll { get; private init; }

    /// <summary>The rows that the actor's roles let them see, each by what the account is bound to.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="owner">Where the rows say whose they are.</param>
    public static RowScope Of(Actor actor, RowOwner owner)
    {
        var limits = actor.Roles.Select(role => RoleCatalog.Find(role)?.Rows).Distinct().ToArray();
        if (
            limits.Contains(RowLimit.City)
            || (owner.Hotline && limits.Contains(RowLimit.Hotline))
            || (owner.Finance && limits.Contains(RowLimit.Finance))
        )
            return All;
        var scope = new RowScope();
        foreach (var limit in limits)
            scope.Add(limit, actor, owner);
        return scope;
    }

    /// <summary>The rows of a county or park; null: every row.</summary>
    /// <param name="division">Its code.</param>
    /// <param name="owner">Where the rows say whose they are.</param>
    public static RowScope Of(string? division, RowOwner owner)
    {
        if (division is null)
            return All;
        var scope = new RowScope();
        scope.Add(owner.Division, "OwnDivision", division);
        return scope;
    }

    /// <summary>The condition, to be put into a statement.</summary>
    public override string ToString() =>
        IsAll ? "true"
        : conditions.Count == 0 ? "false"
        : $"({string.Join(" or ", conditions)})";

    /// <summary>The condition for rows that belong to whoever another row belongs to.</summary>
    /// <param name="rows">That row: a table and where it is found, e.g. <c>talents t where t.id = c.talent_id</c>.</param>
    public string Exists(string rows) => IsAll ? "true" : $"exists (select from {rows} and {this})";

    /// <summary>A statement's parameters with those of the condition.</summary>
    /// <param name="arguments">An object whose members are its parameters.</param>
    public DynamicParameters With(object? arguments = null)
    {
        var all = new DynamicParameters(arguments);
        foreach (var (name, value) in parameters)
            all.Add(name, value);
        return all;
    }

    private void Add(RowLimit? limit, Actor actor, RowOwner owner)
    {
        switch (limit)
        {
            case RowLimit.Talent:
                Add(owner.Talent, "OwnTalent", actor.TalentId);
                break;
            case RowLimit.Expert:
                Add(owner.Expert, "OwnUser", Guid.TryParse(actor.Id, out var user) ? user : null);
                break;
            case RowLimit.Partner when owner.Partner is not null && actor.PartnerId is { } partner:
                // What has no service point is the partner's as a whole.
                var point = owner.ServicePoint is null ? null : actor.ServicePointId;
                Add(owner.Partner, "OwnPartner", partner, owner.ServicePoint, "OwnPoint", point);
                break;
            case RowLimit.Station:
                Add(owner.Station, "OwnStation", actor.StationId);
                break;
            case RowLimit.Department:
                Add(owner.Department, "OwnDepartment", actor.DepartmentId);
                if (owner.CoDepartments is { } others && actor.DepartmentId is not null)
                    conditions.Add($"{others} @> array[@OwnDepartment]");
                break;
            case RowLimit.Division:
                Add(owner.Division, "OwnDivision", actor.Division);
                break;
        }
    }

    private void Add(
        string? column,
        string name,
        object? value,
        string? within = null,
        string withinName = "",
        object? withinValue = null
    )
    {
        if (column is null || value is null)
            return;
        conditions.Add(withinValue is null ? $"{column} = @{name}" : $"{column} = @{name} and {within} = @{withinName}");
        parameters[name] = value;
        if (withinValue is not null)
            parameters[withinName] = withinValue;
    }
}
