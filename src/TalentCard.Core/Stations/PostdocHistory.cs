namespace TalentCard.Core.Stations;

/// <summary>Writes who changed a residence, when and why, into its own history and the audit trail.</summary>
public sealed class PostdocHistory(AuditTrail audit, TimeProvider time)
{
    /// <summary>Writes one change in its transaction.</summary>
    internal async Task WriteAsync(
        Session session,
        Actor actor,
        Guid postdoc,
        string action,
        PostdocState? from,
        PostdocState to,
        string reason
    )
    {
        await session.ExecuteAsync(
            """
            insert into postdoc_events (postdoc_id, id, at, action, from_state, to_state, actor_id, actor_name, reason)
            values (@postdoc, @Id, @Now, @action, @From, @To, @ActorId, @ActorName, @reason)
            """,
            new
            {
                postdoc,
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                Now = time.GetUtcNow(),
                action,
                From = from is { } state ? state.Word() : null,
                To = to.Word(),
                ActorId = actor.Id,
                ActorName = actor.Name,
                reason,
            }
        );
        await audit.WriteAsync(
            session,
            actor,
            new AuditEvent($"postdoc.{action}", "postdoc", postdoc.ToString(), Reason: reason.Length == 0 ? null : reason)
        );
    }
}
