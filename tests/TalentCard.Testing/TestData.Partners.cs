using Dapper;
using Npgsql;

namespace TalentCard.Testing;

/// <summary>A service point that a test inserted.</summary>
/// <param name="Id">Its id.</param>
/// <param name="PartnerId">Its partner's.</param>
public sealed record TestServicePoint(Guid Id, Guid PartnerId);

public static partial class TestData
{
    /// <summary>
    /// Inserts a service point, with a partner of its own unless one is given (and the reference data where it is missing).
    /// </summary>
    public static async Task<TestServicePoint> ServicePointAsync(
        NpgsqlDataSource database,
        string kind = "hospital",
        Guid? partner = null,
        bool active = true,
        string division = "340403"
    )
    {
        await ReferenceAsync(database);
        var point = new TestServicePoint(Guid.CreateVersion7(), partner ?? Guid.CreateVersion7());
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into partners (id, name, kind, division_code, created_at)
            values (@PartnerId, 'partner ' || @PartnerId, @kind, @division, '2026-01-05T01:00Z') on conflict do nothing;
            insert into service_points (id, partner_id, name, kind, division_code, active, created_at)
            values (@Id, @PartnerId, 'point ' || @Id, @kind, @division, @active, '2026-01-05T01:00Z')
            """,
            new
            {
                point.Id,
                point.PartnerId,
                kind,
                division,
                active,
            }
        );
        return point;
    }
}
