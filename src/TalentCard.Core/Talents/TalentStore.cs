using TalentCard.Contracts.Talents;
using TalentCard.Core.Cards;
using TalentCard.Core.Privacy;

namespace TalentCard.Core.Talents;

/// <summary>A talent's photo.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="ContentType"><c>image/jpeg</c> or <c>image/png</c>.</param>
public sealed record TalentPhoto(byte[] Bytes, string ContentType);

/// <summary>Reads talents, masked. Every look is written into the audit trail.</summary>
public sealed class TalentStore(Db db, AuditTrail audit, IFieldEncryption encryption, CardStore cards)
{
    /// <summary>Whose a talent <c>t</c> is.</summary>
    internal static readonly RowOwner Owner = new() { Talent = "t.id", Division = "t.division_code" };

    /// <summary>The talents that match, the last added first.</summary>
    public async Task<Page<TalentSummary>> ListAsync(TalentQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<TalentSummary>(
            $"""
            select t.id, t.name, '**************' || t.id_number_tail id_number, '*******' || t.phone_tail phone,
                   t.tier_code tier, t.employer, t.division_code division, t.contract_end, live.card has_live_card, t.created_at
            from talents t
            cross join lateral (
                select exists (select from cards c where c.talent_id = t.id and c.state in ('active', 'suspended')) card) live
            where {scope}
              and (@Words::text is null or names_person(t.name, t.employer, @Words) or t.id_number_tail = @Tail)
              and (@Tier::text is null or t.tier_code = @Tier)
              and (@Division::text is null or t.division_code = @Division)
              and (@HasLiveCard::boolean is null or live.card = @HasLiveCard)
              and (@At::timestamptz is null or (t.created_at, t.id) < (@At, @Id))
            order by t.created_at desc, t.id desc
            limit @Limit
            """,
            scope.With(
                new
                {
                    Words = LikePattern.Words(query.Q),
                    Tail = query.Q?.Trim().ToUpperInvariant(),
                    query.Tier,
                    query.Division,
                    query.HasLiveCard,
                    position?.At,
                    position?.Id,
                    Limit = query.Limit + 1,
                }
            )
        );
        await audit.WriteAsync(session, actor, new AuditEvent("talent.search", "talent", null, Details: query));
        return Keyset.Cut(rows.AsList(), query.Limit, talent => new Keyset(talent.CreatedAt, talent.Id));
    }

    /// <summary>One talent with their cards.</summary>
    /// <exception cref="RefusedException">There is none by that id.</exception>
    public async Task<TalentDetail> ReadAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        var talent =
            await session.FindAsync<Row>(
                $"""
                select id, name, id_number_tail, phone_tail, email_cipher, tier_code tier, employer, division_code division,
                       contract_end, photo is not null has_photo, version, created_at, updated_at, document_kind,
                       document_country, birth_date
                from talents t where id = @id and {scope}
                """,
                scope.With(new { id })
            ) ?? throw new RefusedException(CommonProblems.NotFound);
        var held = await cards.OfTalentAsync(session, id);
        await audit.WriteAsync(session, actor, new AuditEvent("talent.view", "talent", id.ToString(), id));
        var email = talent.EmailCipher is { } cipher
            ? PersonalFields.MaskedEmail(encryption.DecryptText(cipher, PersonalFields.Email, id))
            : null;
        return new TalentDetail(
            talent.Id,
            talent.Name,
            PersonalFields.MaskedIdNumber(talent.IdNumberTail),
            PersonalFields.MaskedPhone(talent.PhoneTail),
            email,
            talent.Tier,
            talent.Employer,
            talent.Division,
            talent.ContractEnd,
            talent.HasPhoto,
            talent.Version,
            talent.CreatedAt,
            talent.UpdatedAt,
            held,
            await CorrectTalent.PendingAsync(session, id),
            talent.DocumentKind,
            talent.DocumentCountry,
            talent.BirthDate
        );
    }

    /// <summary>One field in clear; the reason is kept in the audit trail.</summary>
    /// <param name="id">Whose.</param>
    /// <param name="field"><c>id_number</c>, <c>phone</c> or <c>email</c>.</param>
    /// <param name="reason">Why it is needed.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="cancel">Stops the look.</param>
    /// <exception cref="RefusedException">There is no such talent.</exception>
    public Task<Revealed> RevealAsync(Guid id, string field, string reason, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var scope = RowScope.Of(actor, Owner);
                var ciphers =
                    await session.FindAsync<Ciphers>(
                        $"select id_number_cipher, phone_cipher, email_cipher from talents t where id = @id and {scope}",
                        scope.With(new { id })
                    ) ?? throw new RefusedException(CommonProblems.NotFound);
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("talent.reveal", "talent", id.ToString(), id, reason, new { field })
                );
                return new Revealed(
                    field,
                    field switch
                    {
                        "id_number" => encryption.DecryptText(ciphers.IdNumberCipher, PersonalFields.IdNumber, id),
                        "phone" => encryption.DecryptText(ciphers.PhoneCipher, PersonalFields.Phone, id),
                        _ => ciphers.EmailCipher is { } email ? encryption.DecryptText(email, PersonalFields.Email, id) : null,
                    }
                );
            },
            cancel
        );

    /// <summary>The talent's photo.</summary>
    /// <exception cref="RefusedException">There is no such talent, or no photo of them.</exception>
    public async Task<TalentPhoto> ReadPhotoAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        var scope = RowScope.Of(actor, Owner);
        await using var session = await db.OpenAsync(cancel);
        var photo =
            await session.FindAsync<TalentPhoto>(
                $"select photo bytes, photo_type content_type from talents t where id = @id and photo is not null and {scope}",
                scope.With(new { id })
            ) ?? throw new RefusedException(CommonProblems.NotFound);
        await audit.WriteAsync(session, actor, new AuditEvent("talent.view_photo", "talent", id.ToString(), id));
        return photo;
    }

    private sealed record Row(
        Guid Id,
        string Name,
        string IdNumberTail,
        string PhoneTail,
        byte[]? EmailCipher,
        string Tier,
        string Employer,
        string Division,
        DateOnly ContractEnd,
        bool HasPhoto,
        int Version,
        DateTimeOffset CreatedAt,
        DateTimeOffset UpdatedAt,
        string DocumentKind,
        string? DocumentCountry,
        DateOnly? BirthDate
    );

    private sealed record Ciphers(byte[] IdNumberCipher, byte[] PhoneCipher, byte[]? EmailCipher);
}
