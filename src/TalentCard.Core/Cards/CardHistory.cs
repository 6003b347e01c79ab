using System.Globalization;
using TalentCard.Contracts.Cards;
using TalentCard.Core.Notifications;

namespace TalentCard.Core.Cards;

/// <summary>A change of one card, as its history and the audit trail tell it.</summary>
/// <param name="CardId">Which card.</param>
/// <param name="TalentId">Whose.</param>
/// <param name="FromState">State before, as shown; null at issue.</param>
/// <param name="ToState">State after.</param>
/// <param name="ValidTo">Last day after.</param>
public sealed record CardChanged(Guid CardId, Guid TalentId, string? FromState, string ToState, DateOnly ValidTo);

/// <summary>Writes what happened to cards: a row of their history and a row of the audit trail for each.</summary>
public sealed class CardHistory(TimeProvider time, AuditTrail audit)
{
    /// <summary>Writes the rows in the transaction of the change.</summary>
    public async Task WriteAsync(
        Session session,
        Actor actor,
        CardAction action,
        string reason,
        IReadOnlyCollection<CardChanged> changes
    )
    {
        var now = time.GetUtcNow();
        await session.ExecuteAsync(
            """
            insert into card_events (card_id, id, at, action, from_state, to_state, valid_to, actor_id, actor_name, reason)
            select card_id, id, @now, @Action, from_state, to_state, valid_to, @ActorId, @ActorName, @reason
            from unnest(@CardIds, @Ids, @FromStates, @ToStates, @ValidTos) as x (card_id, id, from_state, to_state, valid_to)
            """,
            new
            {
                now,
                Action = action.Word(),
                reason,
                ActorId = actor.Id,
                ActorName = actor.Name,
                CardIds = changes.Select(change => change.CardId).ToArray(),
                Ids = changes.Select(_ => Guid.CreateVersion7(now)).ToArray(),
                FromStates = changes.Select(change => change.FromState!).ToArray(),
                ToStates = changes.Select(change => change.ToState).ToArray(),
                ValidTos = changes.Select(change => change.ValidTo).ToArray(),
            }
        );
        await audit.WriteAllAsync(
            session,
            actor,
            [
                .. changes.Select(change => new AuditEvent(
                    $"card.{action.Word()}",
                    "card",
                    change.CardId.ToString(),
                    change.TalentId,
                    reason
                )),
            ]
        );
        if (KindOf(action) is { } kind)
            await Outbox.EnqueueAsync(
                session,
                now,
                [
                    .. changes.Select(change => new NewMessage(
                        kind,
                        change.TalentId,
                        $"{kind}:{change.CardId}:{now:O}",
                        new Dictionary<string, string>
                        {
                            ["valid_to"] = change.ValidTo.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        }
                    )),
                ]
            );
    }

    // What the talent is told. A replaced card needs no word beside that of the new one, and of a shortened one they are
    // reminded.
    private static string? KindOf(CardAction action) =>
        action switch
        {
            CardAction.Issue => "card_issued",
            CardAction.Renew => "card_renewed",
            CardAction.Suspend => "card_suspended",
            CardAction.Resume => "card_resumed",
            CardAction.Revoke => "card_revoked",
            _ => null,
        };
}
