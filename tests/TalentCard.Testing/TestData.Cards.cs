using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace TalentCard.Testing;

/// <summary>A card that a test inserted.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Handle">The random handle that its codes carry.</param>
/// <param name="PrintedCti">The cti of its printed code.</param>
public sealed record TestCard(Guid Id, byte[] Handle, byte[] PrintedCti);

public static partial class TestData
{
    /// <summary>
    /// Inserts a card of the talent with the next number of its tier, valid from 2026-01-05 to 2029-01-04 unless said otherwise.
    /// </summary>
    public static async Task<TestCard> CardAsync(
        NpgsqlDataSource database,
        Guid talentId,
        string tier = "C",
        string state = "active",
        DateOnly? validFrom = null,
        DateOnly? validTo = null,
        DateTimeOffset? createdAt = null
    )
    {
        var card = new TestCard(Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(8), RandomNumberGenerator.GetBytes(8));
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            with next as (
                insert into card_numbers (prefix, last_number) select number_prefix, 1 from tiers where code = @tier
                on conflict (prefix) do update set last_number = card_numbers.last_number + 1
                returning prefix || lpad(last_number::text, 6, '0') number)
            insert into cards (id, talent_id, number, handle, printed_cti, tier_code, state, valid_from, valid_to, created_at)
            select @Id, @talentId, next.number, @Handle, @PrintedCti, @tier, @state, @ValidFrom, @ValidTo, @CreatedAt from next
            """,
            new
            {
                card.Id,
                talentId,
                card.Handle,
                card.PrintedCti,
                tier,
                state,
                ValidFrom = validFrom ?? new DateOnly(2026, 1, 5),
                ValidTo = validTo ?? new DateOnly(2029, 1, 4),
                CreatedAt = createdAt ?? new DateTimeOffset(2026, 1, 5, 1, 0, 0, TimeSpan.Zero),
            }
        );
        return card;
    }
}
