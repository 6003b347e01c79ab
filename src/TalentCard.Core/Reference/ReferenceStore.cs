using TalentCard.Contracts.Reference;

namespace TalentCard.Core.Reference;

/// <summary>Reads divisions, tiers and kinds of service points.</summary>
public sealed class ReferenceStore(Db db)
{
    /// <summary>All of them, in the order that pages show.</summary>
    public async Task<ReferenceData> ReadAsync(CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        await using var lists = await session.MultipleAsync(
            $"""
            select {ReferenceLists.Divisions.Select} from divisions order by kind, code;
            select {ReferenceLists.Tiers.Select} from tiers order by code;
            select {ReferenceLists.ServicePointKinds.Select} from service_point_kinds order by code;
            """
        );
        return new ReferenceData(
            [.. await lists.ReadAsync<Division>()],
            [.. await lists.ReadAsync<Tier>()],
            [.. await lists.ReadAsync<ServicePointKind>()]
        );
    }
}
