using TalentCard.Core.Privacy;
using TalentCard.Core.Upgrade;

namespace TalentCard.Core.Hotline;

/// <summary>
/// Brings callers' numbers that were stored before, such as those with 86 in front, into the form that they are found in now
/// (<see cref="PhoneNumber"/>), so that the same caller's earlier consultations and tickets are found with the new ones.
/// </summary>
internal static class CallerNumbers
{
    private const int BatchSize = 500;

    /// <summary>The data migration.</summary>
    public static DataMigration Migration(IFieldEncryption encryption) =>
        new("caller_numbers", (session, position) => ChangeAsync(session, new CallerNumber(encryption), position));

    private static async Task<Batch?> ChangeAsync(Session session, CallerNumber numbers, string? position)
    {
        var rows = await session.ListAsync<Row>(
            """
            select id, phone_cipher, phone_hash from consultations
            where id > @After and phone_cipher is not null order by id limit @BatchSize
            """,
            new { After = position is null ? Guid.Empty : Guid.Parse(position), BatchSize }
        );
        if (rows.Count == 0)
            return null;
        var changed = 0;
        foreach (var row in rows)
        {
            // What is no number by today's rules stays as it was given.
            if (PhoneNumber.Parse(numbers.Decrypt(row.PhoneCipher, row.Id)) is not { } number)
                continue;
            var kept = numbers.Keep(number, row.Id);
            if (kept.Hash.AsSpan().SequenceEqual(row.PhoneHash))
                continue;
            changed += await session.ExecuteAsync(
                """
                update tickets set phone_hash = @Hash where consultation_id = @Id and phone_hash = @PhoneHash;
                update consultations set phone_cipher = @Cipher, phone_hash = @Hash, phone_tail = @Tail where id = @Id;
                """,
                new
                {
                    row.Id,
                    row.PhoneHash,
                    kept.Cipher,
                    kept.Hash,
                    kept.Tail,
                }
            );
        }
        return new Batch(rows[^1].Id.ToString(), changed);
    }

    private sealed record Row(Guid Id, byte[] PhoneCipher, byte[] PhoneHash);
}
