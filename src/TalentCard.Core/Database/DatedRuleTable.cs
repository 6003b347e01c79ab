namespace TalentCard.Core.Database;

/// <summary>A table of rules; its primary key ends with <c>valid_from</c>, and it keeps who wrote a row and when.</summary>
/// <param name="name">Name of the table.</param>
/// <param name="columns">What a rule says.</param>
/// <param name="inForce">The refusal of a day that has begun.</param>
/// <param name="maker">What <c>created_by_name</c> is read as.</param>
/// <param name="key">The columns of the key before <c>valid_from</c>.</param>
internal sealed class DatedRuleTable(
    string name,
    string[] columns,
    ProblemCode inForce,
    string maker = "created_by_name",
    string[]? key = null
)
{
    private readonly string[] key = [.. key ?? [], "valid_from"];

    /// <summary>The refusal of a day that has begun.</summary>
    public ProblemCode InForce => inForce;

    /// <summary>The columns of a rule, of the table as <c>r</c>.</summary>
    public string Shown => $"{List([.. key, .. columns], "r.")}, r.created_by_name {maker}, r.created_at";

    /// <summary>Every rule, by key, the newest first.</summary>
    public string SelectAll => $"select {Shown} from {name} r order by {List(key, "r.")} desc";

    /// <summary>The rule of a key.</summary>
    public string SelectOne => $"select {Shown} from {name} r where ({List(key, "r.")}) = ({List(key.Select(Parameter), "@")})";

    /// <summary>Writes a rule, or writes it anew.</summary>
    public string Upsert
    {
        get
        {
            string[] said = [.. columns, "created_by_name", "created_at"];
            string[] all = [.. key, .. said];
            return $"""
                insert into {name} ({List(all)}) values ({List(all.Select(Parameter), "@")})
                on conflict ({List(key)}) do update set ({List(said)}) = ({List(said, "excluded.")})
                """;
        }
    }

    private static string List(IEnumerable<string> names, string before = "") =>
        string.Join(", ", names.Select(one => before + one));

    // valid_from is @ValidFrom.
    private static string Parameter(string column) =>
        string.Concat(column.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
