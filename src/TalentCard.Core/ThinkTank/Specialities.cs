using TalentCard.Contracts.ThinkTank;

namespace TalentCard.Core.ThinkTank;

/// <summary>The tree of specialities.</summary>
internal static class Specialities
{
    /// <summary>The whole tree by code.</summary>
    public static async Task<Dictionary<string, Speciality>> TreeAsync(Session session) =>
        (await session.ListAsync<Speciality>("select code, name, name_en from specialities order by code")).ToDictionary(node =>
            node.Code
        );

    /// <summary>Refuses codes that the tree does not know.</summary>
    public static async Task RequireCodesAsync(Session session, string field, string[] codes)
    {
        var tree = await TreeAsync(session);
        if (codes.Any(code => code is null || !tree.ContainsKey(code)))
            throw Refuse.Field(field, "unknown code");
    }
}
