using TalentCard.Core.Notifications;

namespace TalentCard.Core.Dependants;

/// <summary>A dependant whose state has changed.</summary>
/// <param name="Id">The dependant.</param>
/// <param name="TalentId">Their holder.</param>
/// <param name="Name">Their name.</param>
/// <param name="FromState">The state before; null: there was none.</param>
/// <param name="ToState">The state after.</param>
/// <param name="Ground">Why it ended; null else.</param>
internal sealed record DependantChanged(
    Guid Id,
    Guid TalentId,
    string Name,
    string? FromState,
    string ToState,
    string? Ground = null
);

/// <summary>What is written with every step of a dependant: the step, the trail, and what the holder is told.</summary>
internal sealed class DependantSteps(AuditTrail audit, TimeProvider time)
{
    /// <summary>Writes a step, within the transaction of the change.</summary>
    /// <param name="session">The session.</param>
    /// <param name="action"><c>file</c>, <c>approve</c>, <c>refuse</c> or <c>end</c>.</param>
    /// <param name="changed">What it changed.</param>
    /// <param name="actor">Who did it.</param>
    public async Task WriteAsync(Session session, string action, DependantChanged changed, Actor actor)
    {
        var now = time.GetUtcNow();
        await session.ExecuteAsync(
            """
            insert into dependant_steps (dependant_id, id, at, action, from_state, to_state, ground, actor_id)
            values (@Id, @Step, @now, @action, @FromState, @ToState, @Ground, @ActorId)
            """,
            new
            {
                changed.Id,
                Step = Guid.CreateVersion7(now),
                now,
                action,
                changed.FromState,
                changed.ToState,
                changed.Ground,
                ActorId = actor.Id,
            }
        );
        await audit.WriteAsync(
            session,
            actor,
            new AuditEvent(
                $"dependant.{action}",
                "dependant",
                changed.Id.ToString(),
                changed.TalentId,
                Details: new { changed.ToState, changed.Ground }
            )
        );
        if (KindOf(action) is { } kind && actor.TalentId != changed.TalentId)
            await Outbox.EnqueueAsync(
                session,
                now,
                [
                    new NewMessage(
                        kind,
                        changed.TalentId,
                        $"{kind}:{changed.Id}",
                        new Dictionary<string, string> { ["name"] = changed.Name }
                    ),
                ]
            );
    }

    private static string? KindOf(string action) =>
        action switch
        {
            "approve" => "dependant_approved",
            "refuse" => "dependant_refused",
            "end" => "dependant_ended",
            _ => null,
        };
}
