using Dapper;
using Npgsql;

namespace TalentCard.Testing;

public static partial class TestData
{
    /// <summary>
    /// Inserts a service that was recorded at <paramref name="at"/>, and its reversal where it was reversed; returns its id.
    /// </summary>
    public static async Task<Guid> RedemptionAsync(
        NpgsqlDataSource database,
        Guid talentId,
        Guid cardId,
        TestServicePoint point,
        string benefit,
        DateTimeOffset at,
        int companions = 0,
        bool reversed = false
    )
    {
        var id = Guid.CreateVersion7();
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into redemptions
                (card_id, redeemed_at, id, benefit_code, period, period_start, service_point_id, partner_id, talent_id, tier_code,
                 division_code, operator_id, operator_name, companions, checks, level, verification_id)
            select @cardId, @at, @id, @benefit, 'year', '2026-01-01', @Point, @Partner, t.id, t.tier_code,
                   t.division_code, 'test', 'test', @companions, '{}', 1, @id
            from talents t where t.id = @talentId;
            insert into reversals (card_id, redemption_id, redeemed_at, id, reversed_at, reason, operator_id, operator_name)
            select @cardId, @id, @at, @id, @at, 'test', 'test', 'test' where @reversed
            """,
            new
            {
                id,
                cardId,
                talentId,
                at = at.ToUniversalTime(),
                benefit,
                companions,
                reversed,
                Point = point.Id,
                Partner = point.PartnerId,
            }
        );
        return id;
    }
}
