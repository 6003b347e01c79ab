using System.Security.Cryptography;
using TalentCard.Contracts.Dependants;
using TalentCard.Contracts.Redemptions;
using TalentCard.Core.CardCodes;
using TalentCard.Core.Idempotency;
using TalentCard.Core.Privacy;
using TalentCard.Core.Talents;

namespace TalentCard.Core.Dependants;

/// <summary>家属登记: a holder files a member of their family, for an office to check.</summary>
public sealed class FileDependant
{
    private readonly Db db;
    private readonly IFieldEncryption encryption;
    private readonly IdempotencyStore idempotency;
    private readonly DependantSteps steps;
    private readonly TimeProvider time;

    internal FileDependant(
        Db db,
        IFieldEncryption encryption,
        IdempotencyStore idempotency,
        DependantSteps steps,
        TimeProvider time
    ) => (this.db, this.encryption, this.idempotency, this.steps, this.time) = (db, encryption, idempotency, steps, time);

    /// <summary>Files them, or gives the id of the entry that the key has made before.</summary>
    /// <exception cref="RefusedException">A bad field, <c>no_card</c>, or one of <see cref="DependantProblems"/>.</exception>
    public Task<Guid> FileAsync(NewDependant filed, string key, byte[] requestHash, Actor actor, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (today, talent) = (now.ToLocalDate(), actor.Talent());
        var fields = DependantFields.Of(filed, today);
        var lastDay = DependantLife.LastDay(filed.Relation, fields.BirthDate);
        if (lastDay < today)
            throw new RefusedException(DependantProblems.OfAge);
        var hash = DependantFields.HashOf(encryption, filed.DocumentKind, fields.Number);
        return db.ChangeAsync(
            async session =>
            {
                var id = Guid.CreateVersion7(now);
                if (await idempotency.ClaimAsync(session, actor, key, requestHash, id) is { } first)
                    return first;
                await CheckAsync(session, talent, hash, today);
                await session.ExecuteAsync(
                    """
                    insert into dependants
                        (id, talent_id, relation, name, document_kind, document_cipher, document_hash, document_tail, birth_date,
                         proof_kind, proof_cipher, valid_to, handle, state, filed_at)
                    values
                        (@id, @talent, @Relation, @Name, @DocumentKind, @Document, @hash, @Tail, @BirthDate, @ProofKind, @Proof,
                         @lastDay, @Handle, 'filed', @now)
                    """,
                    new
                    {
                        id,
                        talent,
                        filed.Relation,
                        fields.Name,
                        filed.DocumentKind,
                        Document = encryption.EncryptText(fields.Number, DependantFields.Document, id),
                        hash,
                        Tail = PersonalFields.Tail(fields.Number),
                        fields.BirthDate,
                        filed.ProofKind,
                        Proof = encryption.EncryptText(fields.Proof, DependantFields.ProofNumber, id),
                        lastDay,
                        Handle = RandomNumberGenerator.GetBytes(CardCodeItem.IdSize),
                        now,
                    }
                );
                await steps.WriteAsync(session, "file", new DependantChanged(id, talent, fields.Name, null, "filed"), actor);
                return id;
            },
            cancel
        );
    }

    // The holder's row is locked, so that two filings at once are counted one after the other.
    private static async Task CheckAsync(Session session, Guid talent, byte[] hash, DateOnly today)
    {
        await session.ExecuteAsync("select from talents where id = @talent for no key update", new { talent });
        var (hasCard, ownCard, live) = await session.SingleAsync<(bool, bool, int)>(
            $"""
            select exists (select from cards where talent_id = @talent and state = 'active' and valid_to >= @today),
                   {OwnCardOf("@hash")},
                   (select count(*)::int from dependants where talent_id = @talent and state in ('filed', 'active'))
            """,
            new
            {
                talent,
                hash,
                today,
            }
        );
        if (!hasCard)
            throw new RefusedException(RedemptionProblems.NoCard);
        if (ownCard)
            throw new RefusedException(DependantProblems.OwnCard);
        if (live >= DependantLife.Most)
            throw new RefusedException(DependantProblems.TooMany);
    }

    /// <summary>Whether the person of a document's hash holds a live card of their own on <c>@today</c>, in SQL.</summary>
    internal static string OwnCardOf(string hash) =>
        $"""
            exists (
                select from talents t join cards c on c.talent_id = t.id
                where t.id_number_hash = {hash} and c.state in ('active', 'suspended') and c.valid_to >= @today)
            """;
}
