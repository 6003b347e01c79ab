using TalentCard.Core.Privacy;

namespace TalentCard.Core.Talents;

/// <summary>Writes new talents whose data was checked, from a list or one alone.</summary>
public sealed class WriteTalents(TimeProvider time, AuditTrail audit, IFieldEncryption encryption)
{
    /// <summary>Writes them.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="importId">The list that they came with; null: none.</param>
    /// <param name="people">Who.</param>
    /// <param name="actor">Who writes.</param>
    internal async Task WriteAsync(Session session, Guid? importId, IReadOnlyList<CheckedPerson> people, Actor actor)
    {
        var now = time.GetUtcNow();
        // In the order of hashes, so that two lists with the same people wait for each other instead of deadlocking.
        var rows = people
            .Select(person =>
                (
                    Id: person.Id ?? Guid.CreateVersion7(now),
                    person,
                    Hash: encryption.Hash(person.Document.Key, PersonalFields.IdNumber)
                )
            )
            .OrderBy(row => Convert.ToHexString(row.Hash), StringComparer.Ordinal)
            .ToArray();
        await using (
            var writer = await session.Connection.BeginBinaryImportAsync(
                """
                copy talents (id, name, id_number_cipher, id_number_hash, id_number_tail, document_kind,
                              document_country, birth_date, phone_cipher, phone_hash,
                              phone_tail, email_cipher, email_hash, tier_code, employer, division_code, contract_end, import_id,
                              created_at, updated_at)
                from stdin (format binary)
                """,
                session.Cancel
            )
        )
        {
            foreach (var (id, person, hash) in rows)
                await writer.WriteRowAsync(
                    session.Cancel,
                    id,
                    person.Name,
                    encryption.EncryptText(person.Document.Number, PersonalFields.IdNumber, id),
                    hash,
                    PersonalFields.Tail(person.Document.Number),
                    person.Document.Kind,
                    person.Document.Country,
                    person.BirthDate,
                    encryption.EncryptText(person.Phone, PersonalFields.Phone, id),
                    encryption.Hash(person.Phone, PersonalFields.Phone),
                    PhoneNumber.Tail(person.Phone),
                    person.Email is { } email ? encryption.EncryptText(email, PersonalFields.Email, id) : null,
                    person.Email is { } address ? encryption.Hash(address, PersonalFields.Email) : null,
                    person.Tier,
                    person.Employer,
                    person.Division,
                    person.ContractEnd,
                    importId,
                    now.UtcDateTime,
                    now.UtcDateTime
                );
            await writer.CompleteAsync(session.Cancel);
        }
        await audit.WriteAllAsync(
            session,
            actor,
            [.. rows.Select(row => new AuditEvent("talent.create", "talent", row.Id.ToString(), row.Id))]
        );
    }
}
