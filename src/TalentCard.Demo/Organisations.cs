using TalentCard.Core.Organisations;

namespace TalentCard.Demo;

/// <summary>
/// The register made of what the demo's talents, stations and firms name. The credit codes are invented: no registry assigns
/// codes that begin with X0.
/// </summary>
internal static class Organisations
{
    private static readonly DateTimeOffset TakenIn = new(2022, 6, 2, 9, 0, 0, TimeSpan.FromHours(8));

    public static async Task InsertAsync(Session session)
    {
        var names = await session.ListAsync<(string Name, string Division)>(
            """
            select min(name), min(division_code) from organisation_mentions
            group by search_key(name) order by search_key(name) collate "C"
            """
        );
        var random = new DemoRandom("organisations");
        foreach (var (index, (name, division)) in names.Index())
            await session.ExecuteAsync(
                """
                insert into organisations (id, credit_code, name, kind, division_code, created_at)
                values (@id, @code, @name, @kind, @division, @TakenIn)
                """,
                new
                {
                    id = random.Id(TakenIn),
                    code = CodeOf(index),
                    name,
                    kind = KindOf(name),
                    division,
                    TakenIn,
                }
            );
        await session.ExecuteAsync("select link_rows_of(id) from organisations");
    }

    private static string CodeOf(int index)
    {
        var first = $"X0340400{index:000000000}";
        return first + CreditCode.Check(first);
    }

    private static string KindOf(string name) =>
        name.Contains("医院", StringComparison.Ordinal) ? "hospital"
        : name.Contains("大学", StringComparison.Ordinal) || name.Contains("学院", StringComparison.Ordinal) ? "university"
        : name.Contains("公司", StringComparison.Ordinal) || name.Contains("集团", StringComparison.Ordinal) ? "enterprise"
        : "institution";
}
