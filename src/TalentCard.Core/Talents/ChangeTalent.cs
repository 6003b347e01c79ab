using TalentCard.Contracts.Cards;
using TalentCard.Contracts.Talents;
using TalentCard.Core.Cards;
using TalentCard.Core.Documents;
using TalentCard.Core.Privacy;

namespace TalentCard.Core.Talents;

/// <summary>Changes a talent's data. A contract that ends sooner cuts the live card to its end.</summary>
public sealed class ChangeTalent(Db db, TimeProvider time, AuditTrail audit, IFieldEncryption encryption, CardHistory history)
{
    /// <summary>Largest photo, in bytes.</summary>
    public const int MaxPhotoSize = 200 * 1024;

    // The face on a counter's screen, sharp on a dense one.
    private const int PhotoSide = 640;

    /// <summary>Writes new values over the version that the editor read.</summary>
    /// <exception cref="RefusedException">
    /// No such talent, changed meanwhile (<c>stale</c>), to another's county (<c>other_division</c>), or a bad value.
    /// </exception>
    public Task EditAsync(Guid id, int version, TalentEdit edit, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(session => EditAsync(session, id, version, edit, actor), cancel);

    /// <summary>Does so in a transaction that may hold more.</summary>
    /// <exception cref="RefusedException">As above.</exception>
    internal async Task EditAsync(Session session, Guid id, int version, TalentEdit edit, Actor actor, string? reason = null)
    {
        var scope = RowScope.Of(actor, TalentStore.Owner);
        var old =
            await session.FindAsync<Old>(
                $"""
                select version, contract_end, exists (select from tiers where code = @Tier) tier_known,
                       exists (select from divisions where code = @Division) division_known
                from talents t where id = @id and {scope} for no key update
                """,
                scope.With(
                    new
                    {
                        id,
                        edit.Tier,
                        edit.Division,
                    }
                )
            ) ?? throw new RefusedException(CommonProblems.NotFound);
        if (old.Version != version)
            throw new RefusedException(CommonProblems.Stale);
        actor.RequireDivision(edit.Division);
        var (phone, email) = Check(edit, old);
        await session.ExecuteAsync(
            """
            update talents
            set tier_code = @Tier, employer = @Employer, division_code = @Division, contract_end = @ContractEnd,
                phone_cipher = coalesce(@PhoneCipher, phone_cipher), phone_hash = coalesce(@PhoneHash, phone_hash),
                phone_tail = coalesce(@PhoneTail, phone_tail),
                email_cipher = case when @SetEmail then @EmailCipher else email_cipher end,
                email_hash = case when @SetEmail then @EmailHash else email_hash end,
                version = version + 1, updated_at = @Now
            where id = @id
            """,
            new
            {
                id,
                edit.Tier,
                Employer = PlainText.Normal(edit.Employer),
                edit.Division,
                edit.ContractEnd,
                PhoneCipher = phone is null ? null : encryption.EncryptText(phone, PersonalFields.Phone, id),
                PhoneHash = phone is null ? null : encryption.Hash(phone, PersonalFields.Phone),
                PhoneTail = phone is null ? null : PhoneNumber.Tail(phone),
                SetEmail = edit.Email is not null,
                EmailCipher = email is null ? null : encryption.EncryptText(email, PersonalFields.Email, id),
                EmailHash = email is null ? null : encryption.Hash(email, PersonalFields.Email),
                Now = time.GetUtcNow(),
            }
        );
        await ShortenCardAsync(session, id, edit.ContractEnd, actor);
        await audit.WriteAsync(
            session,
            actor,
            new AuditEvent(
                "talent.edit",
                "talent",
                id.ToString(),
                id,
                reason,
                Details: new
                {
                    edit.Tier,
                    edit.Division,
                    edit.ContractEnd,
                    phone = phone is not null,
                    email = edit.Email is not null,
                }
            )
        );
    }

    /// <summary>Sets the photo: a JPEG or PNG of at most <see cref="MaxPhotoSize"/> bytes, kept as a <see cref="Picture"/>.</summary>
    /// <exception cref="RefusedException">No such talent, or not such a picture.</exception>
    public async Task SetPhotoAsync(Guid id, byte[] photo, Actor actor, CancellationToken cancel)
    {
        var picture = Picture.Read(photo, PhotoSide) ?? throw new RefusedException(TalentProblems.NotAPhoto);
        await db.ChangeAsync(
            async session =>
            {
                var scope = RowScope.Of(actor, TalentStore.Owner);
                var changed = await session.ExecuteAsync(
                    $"update talents t set photo = @photo, photo_type = @type, updated_at = @Now where id = @id and {scope}",
                    scope.With(
                        new
                        {
                            id,
                            photo = picture.Content,
                            type = picture.ContentType,
                            Now = time.GetUtcNow(),
                        }
                    )
                );
                if (changed == 0)
                    throw new RefusedException(CommonProblems.NotFound);
                await audit.WriteAsync(session, actor, new AuditEvent("talent.set_photo", "talent", id.ToString(), id));
            },
            cancel
        );
    }

    private (string? Phone, string? Email) Check(TalentEdit edit, Old old)
    {
        var errors = new Dictionary<string, string[]>();
        if (!old.TierKnown)
            errors["tier"] = ["no such tier"];
        if (!old.DivisionKnown)
            errors["division"] = ["no such county or park"];
        if (string.IsNullOrWhiteSpace(edit.Employer) || !PlainText.IsClean(edit.Employer))
            errors["employer"] = ["must be plain text"];
        // A contract that has ended may stay as it is while something else is corrected.
        if (edit.ContractEnd != old.ContractEnd && !TalentFields.IsContractEnd(edit.ContractEnd, time.Today()))
            errors["contractEnd"] = ["must lie between today and 30 years ahead"];
        var phone = edit.Phone is null ? null : PhoneNumber.Messageable(edit.Phone);
        if (edit.Phone is not null && phone is null)
            errors["phone"] = ["must be a mainland mobile number of 11 digits, or one abroad with its country code"];
        var email = string.IsNullOrEmpty(edit.Email) ? null : TalentFields.Email(edit.Email);
        if (!string.IsNullOrEmpty(edit.Email) && email is null)
            errors["email"] = ["must be an e-mail address"];
        return errors.Count == 0 ? (phone, email) : throw new RefusedException(CommonProblems.InvalidRequest, errors);
    }

    private async Task ShortenCardAsync(Session session, Guid id, DateOnly contractEnd, Actor actor)
    {
        var cut = await session.ListAsync<CardChanged>(
            """
            update cards set valid_to = @contractEnd, version = version + 1
            where talent_id = @id and state in ('active', 'suspended') and valid_to > @contractEnd and valid_from <= @contractEnd
            returning id card_id, talent_id, state from_state, state to_state, valid_to
            """,
            new { id, contractEnd }
        );
        if (cut.Count > 0)
            await history.WriteAsync(session, actor, CardAction.Shorten, "合同截止日期变更", cut);
    }

    private sealed record Old(int Version, DateOnly ContractEnd, bool TierKnown, bool DivisionKnown);
}
