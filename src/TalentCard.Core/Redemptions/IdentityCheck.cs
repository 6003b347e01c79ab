using TalentCard.Contracts.Redemptions;
using TalentCard.Contracts.Security;
using TalentCard.Core.Cards;
using TalentCard.Core.Notifications;
using TalentCard.Core.Security;

namespace TalentCard.Core.Redemptions;

/// <summary>
/// The ID number's last four can be guessed in ten thousand tries. So misses count by card, verification and operator
/// (docs/adr/0054): after five the verification is closed, and the card's identity check for the day.
/// </summary>
public sealed class IdentityCheck(
    Db db,
    CardStore cards,
    AttemptLimiter attempts,
    SecurityEventStore events,
    AuditTrail audit,
    TimeProvider time
)
{
    /// <summary>Misses that close a verification, and a card's identity check for the day.</summary>
    public const int MostOfACard = 5;

    /// <summary>Misses of one operator, over all cards, that close identity checks to them for the day.</summary>
    public const int MostOfAnOperator = 30;

    /// <summary>Pays for one comparison of the last four.</summary>
    /// <returns>Null: closed; nothing may be compared.</returns>
    public Task<Attempt?> BeginAsync(VerificationTicket ticket, Actor actor, CancellationToken cancel)
    {
        var tomorrow = time.Today().AddDays(1).StartOfDay();
        return attempts.BeginAsync(
            [
                new(AttemptKinds.Identity, ticket.CardId.ToString(), MostOfACard, tomorrow),
                new(AttemptKinds.Verification, ticket.Id.ToString(), MostOfACard, ticket.ExpiresAt),
                new(AttemptKinds.Operator, actor.Id, MostOfAnOperator, tomorrow),
            ],
            cancel
        );
    }

    /// <summary>They fitted, or were not compared.</summary>
    public Task RefundAsync(Attempt attempt) => attempts.RefundAsync(attempt);

    /// <summary>They did not fit: the trail and the security events have it, and the offices hear of what it closed.</summary>
    public Task MissAsync(Attempt attempt, RedemptionOrder order, Actor actor) =>
        db.ChangeAsync(
            async session =>
            {
                var ticket = order.Ticket;
                var card = await session.SingleAsync<CardOfAMiss>(
                    """
                    select c.id, c.number, c.talent_id, t.division_code, sp.name point
                    from cards c join talents t on t.id = c.talent_id, service_points sp
                    where c.id = @CardId and sp.id = @ServicePoint
                    """,
                    new { ticket.CardId, ticket.ServicePoint }
                );
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent(
                        "card.identity_miss",
                        "card",
                        card.Id.ToString(),
                        card.TalentId,
                        Details: new
                        {
                            order.Benefit,
                            ticket.ServicePoint,
                            closed = attempt.IsLast,
                        }
                    )
                );
                await events.RecordAsync(session, new(SecurityEventKind.IdentityMiss, "card", card.Id.ToString(), actor));
                if (!attempt.IsLast)
                    return;
                await events.RecordAsync(session, new(SecurityEventKind.IdentityClosed, "card", card.Id.ToString(), actor));
                await TellOfficesAsync(session, card);
            },
            CancellationToken.None
        );

    /// <summary>Opens a card's identity check again that misses have closed for the day.</summary>
    /// <param name="card">The card; one of the actor's.</param>
    /// <param name="reason">Why, for the trail.</param>
    /// <param name="actor">Who opens it.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="RefusedException"><c>not_found</c> or <c>identity_check_open</c>.</exception>
    public Task ReopenAsync(Guid card, string reason, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var found = await cards.FindAsync(session, card, actor);
                var opened = await session.ExecuteAsync(
                    """
                    delete from attempts
                    where subject = @Subject and kind = @Identity and misses >= most and until > @Now
                    """,
                    new
                    {
                        Subject = card.ToString(),
                        AttemptKinds.Identity,
                        Now = time.GetUtcNow(),
                    }
                );
                if (opened == 0)
                    throw new RefusedException(RedemptionProblems.IdentityCheckOpen);
                await events.RecordAsync(session, new(SecurityEventKind.IdentityReopened, "card", card.ToString(), actor));
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("card.reopen_identity", "card", card.ToString(), found.TalentId, reason)
                );
            },
            cancel
        );

    private async Task TellOfficesAsync(Session session, CardOfAMiss card)
    {
        var now = time.GetUtcNow();
        var offices = await session.ListAsync<Guid>(
            """
            select id from users
            where disabled_at is null
              and (@Office = any (roles) or (@CountyOffice = any (roles) and division_code = @DivisionCode))
            order by id
            """,
            new
            {
                Roles.Office,
                Roles.CountyOffice,
                card.DivisionCode,
            }
        );
        await Outbox.EnqueueAsync(
            session,
            now,
            [
                .. offices.Select(user => new NewMessage(
                    "identity_check_closed",
                    user,
                    $"identity-check-closed:{card.Id}:{now.ToLocalDate():yyyyMMdd}",
                    new Dictionary<string, string>
                    {
                        ["card"] = card.Id.ToString(),
                        ["number"] = card.Number,
                        ["place"] = card.Point,
                    }
                )),
            ]
        );
    }

    private sealed record CardOfAMiss(Guid Id, string Number, Guid TalentId, string DivisionCode, string Point);
}
