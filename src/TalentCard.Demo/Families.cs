using TalentCard.Core;
using TalentCard.Core.Privacy;
using TalentCard.Core.Talents;

namespace TalentCard.Demo;

/// <summary>
/// The families of some holders: 40 invented people in every state. talent1 has a spouse and a child and has filed a second
/// child; what talent2 has filed waits.
/// </summary>
internal static class Families
{
    /// <summary>Tiers whose families the demo's rules include.</summary>
    public static readonly string[] Tiers = ["A", "B"];

    /// <summary>Who of a family they include.</summary>
    public static readonly string[] Relations = ["spouse", "child", "parent"];

    // Holder, relation and state of the demo accounts' own; the others follow.
    private static readonly (int Holder, string Relation, string State)[] Own =
    [
        (0, "spouse", "active"),
        (0, "child", "active"),
        (0, "child", "filed"),
        (1, "spouse", "filed"),
    ];

    private const int Others = 36;

    public static async Task InsertAsync(
        Session session,
        IFieldEncryption encryption,
        IReadOnlyList<Holder> holders,
        DateOnly today
    )
    {
        var people = new InventedPeople("families");
        var random = new DemoRandom("families");
        var filedAt = today.AddDays(-20).StartOfDay().AddHours(10);
        var rows = new List<object?[]>();
        var steps = new List<object?[]>();
        foreach (var (holder, relation, state) in Own.Concat(Enumerable.Range(0, Others).Select(OtherOf)))
        {
            var person = people.Invent("F", today, 1);
            var birth = BirthOf(relation, random);
            var number = InventedPeople.IdNumber(birth, random.Between(1, 999));
            var id = random.Id(filedAt);
            rows.Add([
                id,
                holders[holder].TalentId,
                relation,
                person.Name,
                "id_card",
                encryption.EncryptText(number, "dependants.document", id),
                encryption.Hash(number, PersonalFields.IdNumber),
                number[^4..],
                birth,
                relation == "spouse" ? "marriage_certificate" : "household_register",
                encryption.EncryptText($"演示证明 {rows.Count + 1:D3}", "dependants.proof", id),
                relation == "child" ? birth.AddYears(18).AddDays(-1) : null,
                random.Bytes(8),
                state,
                state == "refused" ? "证明编号与户口簿不一致，请更正后重新提交。" : null,
                state == "ended" ? "withdrawn" : null,
                filedAt,
                state == "filed" ? 1 : 2,
            ]);
            foreach (var (action, from, to) in StepsTo(state))
                steps.Add([id, random.Id(filedAt), filedAt, action, from, to, action == "end" ? "withdrawn" : null, "job:demo"]);
        }
        await session.CopyAsync(
            """
            dependants (id, talent_id, relation, name, document_kind, document_cipher, document_hash, document_tail, birth_date,
                proof_kind, proof_cipher, valid_to, handle, state, reason, ground, filed_at, version)
            """,
            rows
        );
        await session.CopyAsync("dependant_steps (dependant_id, id, at, action, from_state, to_state, ground, actor_id)", steps);
    }

    // One for a holder, so that nobody has two spouses.
    private static (int Holder, string Relation, string State) OtherOf(int i) =>
        (
            i + 3,
            Relations[i % Relations.Length],
            i switch
            {
                < 22 => "active",
                < 29 => "filed",
                < 33 => "refused",
                _ => "ended",
            }
        );

    private static DateOnly BirthOf(string relation, DemoRandom random) =>
        new(
            relation switch
            {
                "child" => random.Between(2012, 2021),
                "parent" => random.Between(1942, 1960),
                _ => random.Between(1965, 1992),
            },
            random.Between(1, 12),
            random.Between(1, 28)
        );

    private static IEnumerable<(string Action, string? From, string To)> StepsTo(string state) =>
        state switch
        {
            "active" => [("file", null, "filed"), ("approve", "filed", "active")],
            "refused" => [("file", null, "filed"), ("refuse", "filed", "refused")],
            "ended" => [("file", null, "filed"), ("end", "filed", "ended")],
            _ => [("file", null, "filed")],
        };
}
