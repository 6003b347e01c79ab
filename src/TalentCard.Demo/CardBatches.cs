using System.Security.Cryptography;
using System.Text;
using TalentCard.Core.Cards;
using TalentCard.Core.Privacy;
using TalentCard.Core.Talents;

namespace TalentCard.Demo;

/// <summary>A holder and their one card.</summary>
internal sealed record Holder(Guid TalentId, InventedPerson Person, DemoCard Card)
{
    /// <summary>Photo as PNG; only the demo accounts' talents have one.</summary>
    public byte[]? Photo { get; init; }
}

/// <summary>A card and what happened to it since it was issued.</summary>
internal sealed record DemoCard(Guid Id, string Number, byte[] Handle, byte[] PrintedCti, DateOnly ValidFrom, DateOnly ValidTo)
{
    public IReadOnlyList<(DateTimeOffset At, string Action, string State, string Reason)> Changes { get; init; } = [];
}

/// <summary>A list that office1 imported and proposed, and office2 approved.</summary>
internal sealed record DemoBatch(
    Guid Id,
    string Name,
    string FileName,
    DateTimeOffset ImportedAt,
    DateTimeOffset ProposedAt,
    DateTimeOffset ApprovedAt,
    IReadOnlyList<Holder> Holders
);

/// <summary>Makes holders and writes batches of them, as the import, the batch and its approval would have.</summary>
internal static class CardBatches
{
    /// <summary>
    /// A holder whose card is the <paramref name="ordinal"/>th of its tier, issued on <paramref name="issued"/>.
    /// </summary>
    public static Holder HolderOf(InventedPerson person, int ordinal, DateOnly issued)
    {
        var random = new DemoRandom($"holder {person.IdNumber}");
        var tier = City.Tiers.Single(t => t.Code == person.Tier);
        var card = new DemoCard(
            random.Id(City.FoundedAt),
            Card.Number(tier.Prefix, ordinal),
            random.Bytes(8),
            random.Bytes(8),
            issued,
            Card.LastDay(issued, tier.ValidYears, person.ContractEnd)
        );
        return new Holder(random.Id(City.FoundedAt), person, card);
    }

    public static async Task InsertAsync(Session session, IFieldEncryption encryption, DemoBatch batch)
    {
        var import = await InsertImportAsync(session, batch);
        await session.CopyAsync(
            """
            talents (id, name, id_number_cipher, id_number_hash, id_number_tail, birth_date, phone_cipher, phone_hash, phone_tail,
                email_cipher, email_hash, tier_code, employer, division_code, contract_end, import_id, photo, photo_type,
                created_at, updated_at)
            """,
            batch.Holders.Select(h => TalentRow(encryption, h, import, batch.ImportedAt))
        );
        await session.CopyAsync(
            """
            card_batches (id, name, state, created_by, created_by_name, created_at, decided_by, decided_by_name, decided_at,
            version)
            """,
            [
                [
                    batch.Id,
                    batch.Name,
                    "approved",
                    DemoAccounts.Office1.Id,
                    DemoAccounts.Office1.DisplayName,
                    batch.ProposedAt,
                    DemoAccounts.Office2.Id,
                    DemoAccounts.Office2.DisplayName,
                    batch.ApprovedAt,
                    2,
                ],
            ]
        );
        await session.CopyAsync(
            "card_batch_talents (batch_id, talent_id, valid_to)",
            batch.Holders.Select(h => new object?[] { batch.Id, h.TalentId, h.Card.ValidTo })
        );
        await session.CopyAsync(
            """
            cards (id, talent_id, batch_id, number, handle, printed_cti, tier_code, state, state_reason, valid_from, valid_to,
                version, created_at)
            """,
            batch.Holders.Select(h => CardRow(h, batch))
        );
        await session.CopyAsync(
            "card_events (card_id, id, at, action, from_state, to_state, valid_to, actor_id, actor_name, reason)",
            batch.Holders.SelectMany(h => EventRows(h, batch))
        );
    }

    /// <summary>Sets the counters from which the next numbers are given.</summary>
    public static Task InsertNumbersAsync(Session session) =>
        session.ExecuteAsync(
            """
            insert into card_numbers (prefix, last_number)
            select t.number_prefix, max(right(c.number, 6)::int) from cards c join tiers t on t.code = c.tier_code
            group by t.number_prefix
            """
        );

    private static async Task<Guid> InsertImportAsync(Session session, DemoBatch batch)
    {
        var id = new DemoRandom($"import {batch.FileName}").Id(City.FoundedAt);
        await session.ExecuteAsync(
            """
            insert into talent_imports
                (id, file_name, file_hash, state, row_count, bad_row_count, problems, created_by, created_at, committed_by,
                 committed_at)
            values (@id, @FileName, @hash, 'committed', @count, 0, '[]', @office, @ImportedAt, @office, @ImportedAt)
            """,
            new
            {
                id,
                batch.FileName,
                hash = SHA256.HashData(Encoding.UTF8.GetBytes(batch.FileName)),
                count = batch.Holders.Count,
                office = DemoAccounts.Office1.Id,
                batch.ImportedAt,
            }
        );
        return id;
    }

    private static object?[] TalentRow(IFieldEncryption encryption, Holder holder, Guid import, DateTimeOffset at)
    {
        var (name, idNumber, phone, email, tier, employer, division, contractEnd) = holder.Person;
        return
        [
            holder.TalentId,
            name,
            encryption.EncryptText(idNumber, PersonalFields.IdNumber, holder.TalentId),
            encryption.Hash(idNumber, PersonalFields.IdNumber),
            PersonalFields.Tail(idNumber),
            IdNumber.BirthDate(idNumber),
            encryption.EncryptText(phone, PersonalFields.Phone, holder.TalentId),
            encryption.Hash(phone, PersonalFields.Phone),
            PersonalFields.Tail(phone),
            encryption.EncryptText(email, PersonalFields.Email, holder.TalentId),
            encryption.Hash(email, PersonalFields.Email),
            tier,
            employer,
            City.DivisionCode(division),
            contractEnd,
            import,
            holder.Photo,
            holder.Photo is null ? null : "image/png",
            at,
            at,
        ];
    }

    private static object?[] CardRow(Holder holder, DemoBatch batch)
    {
        var card = holder.Card;
        var (state, reason) =
            card.Changes is [.., var last] && last.State != "active" ? (last.State, last.Reason) : ("active", null);
        return
        [
            card.Id,
            holder.TalentId,
            batch.Id,
            card.Number,
            card.Handle,
            card.PrintedCti,
            holder.Person.Tier,
            state,
            reason,
            card.ValidFrom,
            card.ValidTo,
            card.Changes.Count + 1,
            batch.ApprovedAt,
        ];
    }

    private static IEnumerable<object?[]> EventRows(Holder holder, DemoBatch batch)
    {
        var random = new DemoRandom($"events {holder.Card.Number}");
        var card = holder.Card;
        yield return
        [
            card.Id,
            random.Id(batch.ApprovedAt),
            batch.ApprovedAt,
            "issue",
            null,
            "active",
            card.ValidTo,
            DemoAccounts.Office2.Id.ToString(),
            DemoAccounts.Office2.DisplayName,
            batch.Name,
        ];
        var state = "active";
        foreach (var change in card.Changes)
        {
            yield return
            [
                card.Id,
                random.Id(change.At),
                change.At,
                change.Action,
                state,
                change.State,
                card.ValidTo,
                DemoAccounts.Office1.Id.ToString(),
                DemoAccounts.Office1.DisplayName,
                change.Reason,
            ];
            state = change.State;
        }
    }
}
