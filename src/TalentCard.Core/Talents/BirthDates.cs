using System.Security.Cryptography;
using TalentCard.Core.Privacy;
using TalentCard.Core.Upgrade;

namespace TalentCard.Core.Talents;

/// <summary>Takes the birth dates of talents out of their ID numbers.</summary>
internal static class BirthDates
{
    // A batch locks its rows for some hundredths of a second.
    private const int BatchSize = 500;

    /// <summary>The data migration. A number without a date, which no import lets in, leaves its talent without one.</summary>
    public static DataMigration Migration(IFieldEncryption encryption) =>
        new("talents_birth_date", (session, position) => FillAsync(session, encryption, position));

    private static async Task<Batch?> FillAsync(Session session, IFieldEncryption encryption, string? position)
    {
        var talents = await session.ListAsync<Row>(
            """
            select id, id_number_cipher from talents
            where birth_date is null and id > @After
            order by id
            limit @BatchSize
            """,
            new { After = position is null ? Guid.Empty : Guid.Parse(position), BatchSize }
        );
        if (talents.Count == 0)
            return null;
        var births = talents
            .Select(talent => (talent.Id, Date: BirthDateOf(talent, encryption)))
            .Where(birth => birth.Date is not null)
            .ToArray();
        var (ids, dates) = (Array.ConvertAll(births, birth => birth.Id), Array.ConvertAll(births, birth => birth.Date!.Value));
        var filled = await session.ExecuteAsync(
            """
            update talents t set birth_date = x.birth_date
            from unnest(@ids, @dates) x (id, birth_date)
            where t.id = x.id and t.birth_date is null
            """,
            new { ids, dates }
        );
        return new Batch(talents[^1].Id.ToString(), filled);
    }

    private static DateOnly? BirthDateOf(Row talent, IFieldEncryption encryption)
    {
        try
        {
            return IdNumber.BirthDate(encryption.DecryptText(talent.IdNumberCipher, PersonalFields.IdNumber, talent.Id));
        }
        catch (CryptographicException exception)
        {
            throw new DataMigrationException(
                $"The ID number of talent {talent.Id} does not decrypt. Set all keys of the hosts (FieldEncryption__Keys__…).",
                exception
            );
        }
    }

    private sealed record Row(Guid Id, byte[] IdNumberCipher);
}
