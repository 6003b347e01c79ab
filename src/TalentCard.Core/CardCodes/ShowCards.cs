using TalentCard.Contracts.CardCodes;
using TalentCard.Contracts.Redemptions;
using TalentCard.Core.Cards;

namespace TalentCard.Core.CardCodes;

/// <summary>Makes the code of a stored card, if the card may be shown today.</summary>
public sealed class ShowCards(Db db, CardCodeMinter minter, AuditTrail audit, TimeProvider time)
{
    /// <summary>A fresh code of the talent's own card.</summary>
    /// <exception cref="RefusedException"><c>no_card</c>, or one of <see cref="CardCodeProblems"/>.</exception>
    public async Task<CardCode> MintAsync(Guid? talentId, CancellationToken cancel) =>
        await minter.MintAsync((await FindAsync(talentId, cancel)).Handle, cancel);

    /// <summary>Whether the talent's own card may be shown today.</summary>
    /// <exception cref="RefusedException">It may not: as for <see cref="MintAsync"/>.</exception>
    internal Task CheckAsync(Guid? talentId, CancellationToken cancel) => FindAsync(talentId, cancel);

    private async Task<ShownCard> FindAsync(Guid? talentId, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var card = await session.FindAsync<ShownCard>(
            """
            select talent_id, handle, printed_cti, state, valid_to
            from cards
            where talent_id = @talentId
            order by state in ('active', 'suspended') desc, created_at desc, id desc
            limit 1
            """,
            new { talentId }
        );
        Check(card ?? throw new RefusedException(RedemptionProblems.NoCard));
        return card;
    }

    /// <summary>The printed code of a card, for the plastic; who made it is on the trail.</summary>
    /// <exception cref="RefusedException">Unknown, or one of <see cref="CardCodeProblems"/>.</exception>
    public async Task<CardCode> PrintAsync(Guid cardId, Actor actor, CancellationToken cancel)
    {
        var scope = RowScope.Of(actor, CardStore.Owner);
        await using var session = await db.OpenAsync(cancel);
        var card = await session.FindAsync<ShownCard>(
            $"""
            select c.talent_id, c.handle, c.printed_cti, c.state, c.valid_to
            from cards c join talents t on t.id = c.talent_id
            where c.id = @cardId and {scope}
            """,
            scope.With(new { cardId })
        );
        Check(card ?? throw new RefusedException(CommonProblems.NotFound));
        await audit.WriteAsync(session, actor, new AuditEvent("card.print", "card", cardId.ToString(), card.TalentId));
        return await minter.PrintAsync(card.Handle, card.PrintedCti, card.ValidTo, cancel);
    }

    private void Check(ShownCard card)
    {
        var problem = card.State switch
        {
            "suspended" => CardCodeProblems.CardSuspended,
            "active" => card.ValidTo < time.Today() ? CardCodeProblems.CardExpired : null,
            _ => CardCodeProblems.CardRevoked,
        };
        if (problem is not null)
            throw new RefusedException(problem);
    }

    private sealed record ShownCard(Guid TalentId, byte[] Handle, byte[] PrintedCti, string State, DateOnly ValidTo);
}
