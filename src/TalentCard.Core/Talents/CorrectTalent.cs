using TalentCard.Contracts.Talents;
using TalentCard.Core.Lists;
using TalentCard.Core.Privacy;

namespace TalentCard.Core.Talents;

/// <summary>
/// Puts right what came in wrong: a name at once, a document number when a second person has approved it. The trail holds the
/// reason and which fields, never a number.
/// </summary>
public sealed class CorrectTalent(Db db, TimeProvider time, AuditTrail audit, IFieldEncryption encryption)
{
    /// <summary>Sets the name, or proposes a number with or without one.</summary>
    /// <exception cref="RefusedException">
    /// No such talent, a bad value, another's number (<c>id_number_taken</c>), or one waits already
    /// (<c>correction_pending</c>).
    /// </exception>
    public Task ProposeAsync(Guid id, TalentCorrectionRequest request, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(session => ProposeAsync(session, id, request, actor), cancel);

    /// <summary>Does so in a transaction that may hold more.</summary>
    /// <exception cref="RefusedException">As above.</exception>
    internal async Task ProposeAsync(Session session, Guid id, TalentCorrectionRequest request, Actor actor)
    {
        var scope = RowScope.Of(actor, TalentStore.Owner);
        if (
            await session.FindAsync<Guid?>(
                $"select id from talents t where id = @id and {scope} for no key update",
                scope.With(new { id })
            )
            is null
        )
            throw new RefusedException(CommonProblems.NotFound);
        var (name, document) = Check(request);
        var hash = document is null ? null : encryption.Hash(document.Key, PersonalFields.IdNumber);
        if (
            hash is not null
            && await session.ScalarAsync<bool>("select exists (select from talents where id_number_hash = @hash)", new { hash })
        )
            throw new RefusedException(TalentProblems.NumberTaken);
        var now = time.GetUtcNow();
        var correction = Guid.CreateVersion7(now);
        await session.ExecuteAsync(
            """
            insert into talent_corrections
                (id, talent_id, name, id_number_cipher, id_number_hash, id_number_tail, document_kind, document_country,
                 birth_date, reason, state, proposed_by, proposed_by_name, proposed_at, decided_by, decided_by_name, decided_at)
            values (@correction, @id, @name, @Cipher, @hash, @Tail, @Kind, @Country, @BirthDate::date, @Reason, @State, @ActorId,
                @ActorName, @now,
                case when @hash::bytea is null then @ActorId end, case when @hash::bytea is null then @ActorName end,
                case when @hash::bytea is null then @now end)
            """,
            new
            {
                id,
                name,
                hash,
                now,
                correction,
                Cipher = document is null
                    ? null
                    : encryption.EncryptText(document.Number, PersonalFields.CorrectedIdNumber, correction),
                Tail = document is null ? null : PersonalFields.Tail(document.Number),
                document?.Kind,
                document?.Country,
                BirthDate = document is null ? null : document.BirthDate ?? request.BirthDate,
                State = document is null ? "approved" : "pending",
                request.Reason,
                ActorId = actor.Id,
                ActorName = actor.Name,
            }
        );
        if (document is null)
            await WriteAsync(session, id, name, null, null);
        await NoteAsync(
            session,
            actor,
            document is null ? "correct" : "propose_correction",
            id,
            request.Reason,
            name is not null,
            document is not null
        );
    }

    /// <summary>Approves a correction, and makes it.</summary>
    /// <exception cref="RefusedException">
    /// Unknown, decided (<c>correction_decided</c>), the decider's own (<c>correction_second_person</c>), or the number is another's
    /// by now (<c>id_number_taken</c>).
    /// </exception>
    public Task ApproveAsync(Guid id, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var waiting = await LockAsync(session, id, actor);
                if (waiting.ProposedBy == actor.Id)
                    throw new RefusedException(TalentProblems.CorrectionSecondPerson);
                var number = encryption.DecryptText(waiting.IdNumberCipher!, PersonalFields.CorrectedIdNumber, id);
                // Waiting since before there were other documents, it is an ID card's.
                var document = new IdentityDocument(waiting.Kind ?? DocumentKinds.IdCard, number, waiting.Country);
                await WriteAsync(session, waiting.TalentId, waiting.Name, document, waiting.BirthDate);
                await CloseAsync(session, id, "approved", actor);
                await NoteAsync(
                    session,
                    actor,
                    "correct",
                    waiting.TalentId,
                    waiting.Reason,
                    waiting.Name is not null,
                    idNumber: true
                );
                return waiting.TalentId;
            },
            cancel
        );

    /// <summary>Rejects a correction, or takes one's own back.</summary>
    /// <exception cref="RefusedException">Unknown, or decided (<c>correction_decided</c>).</exception>
    public Task RejectAsync(Guid id, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var waiting = await LockAsync(session, id, actor);
                await CloseAsync(session, id, "rejected", actor);
                await NoteAsync(
                    session,
                    actor,
                    "reject_correction",
                    waiting.TalentId,
                    null,
                    waiting.Name is not null,
                    idNumber: true
                );
                return waiting.TalentId;
            },
            cancel
        );

    /// <summary>The correction of a talent that waits; null: none does.</summary>
    internal static async Task<TalentCorrection?> PendingAsync(Session session, Guid talent) =>
        await session.FindAsync<TalentCorrection>(
            """
            select id, name, '**************' || id_number_tail id_number, reason, proposed_by_name proposed_by, proposed_at
            from talent_corrections where talent_id = @talent and state = 'pending'
            """,
            new { talent }
        );

    private (string? Name, IdentityDocument? Document) Check(TalentCorrectionRequest request)
    {
        var name = string.IsNullOrWhiteSpace(request.Name) ? null : PlainText.Normal(request.Name);
        if (name is not null && (!PlainText.IsClean(request.Name!) || name.Length is 0 or > TalentFields.MaxName))
            throw Refuse.Field("name", "must be plain text of at most 120 characters");
        var document = string.IsNullOrWhiteSpace(request.IdNumber) ? null : DocumentOf(request);
        return name is null && document is null ? throw Refuse.Field("name", "nothing to correct") : (name, document);
    }

    private IdentityDocument DocumentOf(TalentCorrectionRequest request)
    {
        var today = time.Today();
        if (request.BirthDate is { } birth && !TalentFields.IsBirthDate(birth, today))
            throw Refuse.Field("birthDate", "must lie between 1900 and today");
        var (document, fault) = IdentityDocument.Read(request.IdNumber!, request.DocumentKind, request.DocumentCountry, today);
        return document
            ?? throw Refuse.Field(
                fault switch
                {
                    DocumentFault.Kind => "documentKind",
                    DocumentFault.Country => "documentCountry",
                    _ => "idNumber",
                },
                ListFindings.Sentences[TalentListCheck.CodeOf(fault)].En
            );
    }

    // A second decision of the same correction waits here and then finds it decided.
    private static async Task<Waiting> LockAsync(Session session, Guid id, Actor actor)
    {
        var scope = RowScope.Of(actor, TalentStore.Owner);
        var waiting =
            await session.FindAsync<Waiting>(
                $"""
                select c.talent_id, c.name, c.id_number_cipher, c.reason, c.state, c.proposed_by, c.document_kind kind,
                       c.document_country country, c.birth_date
                from talent_corrections c join talents t on t.id = c.talent_id
                where c.id = @id and {scope}
                for no key update
                """,
                scope.With(new { id })
            ) ?? throw new RefusedException(CommonProblems.NotFound);
        return waiting.State == "pending" ? waiting : throw new RefusedException(TalentProblems.CorrectionDecided);
    }

    private Task<int> CloseAsync(Session session, Guid id, string state, Actor actor) =>
        session.ExecuteAsync(
            """
            update talent_corrections
            set state = @state, id_number_cipher = null, id_number_hash = null, decided_by = @ActorId,
                decided_by_name = @ActorName, decided_at = @Now
            where id = @id and state = 'pending'
            """,
            new
            {
                id,
                state,
                ActorId = actor.Id,
                ActorName = actor.Name,
                Now = time.GetUtcNow(),
            }
        );

    // Their account bears their name.
    private Task<int> WriteAsync(Session session, Guid id, string? name, IdentityDocument? document, DateOnly? birthDate) =>
        session.ExecuteAsync(
            """
            update talents
            set name = coalesce(@name, name), id_number_cipher = coalesce(@Cipher, id_number_cipher),
                id_number_hash = coalesce(@Hash, id_number_hash), id_number_tail = coalesce(@Tail, id_number_tail),
                document_kind = coalesce(@Kind, document_kind),
                document_country = case when @Kind::text is null then document_country else @Country end,
                birth_date = coalesce(@birthDate::date, birth_date), version = version + 1, updated_at = @Now
            where id = @id;
            update users set display_name = @name, concurrency_stamp = gen_random_uuid()::text
            where talent_id = @id and @name is not null;
            """,
            new
            {
                id,
                name,
                Cipher = document is null ? null : encryption.EncryptText(document.Number, PersonalFields.IdNumber, id),
                Hash = document is null ? null : encryption.Hash(document.Key, PersonalFields.IdNumber),
                Tail = document is null ? null : PersonalFields.Tail(document.Number),
                document?.Kind,
                document?.Country,
                birthDate,
                Now = time.GetUtcNow(),
            }
        );

    private Task NoteAsync(Session session, Actor actor, string action, Guid talent, string? reason, bool name, bool idNumber) =>
        audit.WriteAsync(
            session,
            actor,
            new AuditEvent($"talent.{action}", "talent", talent.ToString(), talent, reason, new { name, idNumber })
        );

    private sealed record Waiting(
        Guid TalentId,
        string? Name,
        byte[]? IdNumberCipher,
        string Reason,
        string State,
        string ProposedBy,
        string? Kind,
        string? Country,
        DateOnly? BirthDate
    );
}
