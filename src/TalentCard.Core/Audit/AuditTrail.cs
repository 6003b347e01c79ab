using System.Text.Json;
using TalentCard.Contracts.Audit;

namespace TalentCard.Core.Audit;

/// <summary>What an audit row tells beside who, where from and when.</summary>
/// <param name="Action">One of <see cref="AuditActions"/>, e.g. <c>card.suspend</c> or <c>talent.view</c>.</param>
/// <param name="SubjectKind">What was changed or looked at, e.g. <c>card</c>.</param>
/// <param name="SubjectId">Its id; null for a list.</param>
/// <param name="TalentId">The person whose data it is, where it is one.</param>
/// <param name="Reason">Why, as the actor said it.</param>
/// <param name="Details">More, as JSON. Never an ID number, phone or e-mail.</param>
public sealed record AuditEvent(
    string Action,
    string SubjectKind,
    string? SubjectId,
    Guid? TalentId = null,
    string? Reason = null,
    object? Details = null
);

/// <summary>Writes the append-only trail of every change and every look at a person's data.</summary>
public sealed class AuditTrail(TimeProvider time)
{
    /// <summary>Writes one row in the transaction of what it tells about.</summary>
    public Task WriteAsync(Session session, Actor actor, AuditEvent entry) => WriteAllAsync(session, actor, [entry]);

    /// <summary>Writes many rows of one actor at once, in the transaction of what they tell about.</summary>
    public Task WriteAllAsync(Session session, Actor actor, IReadOnlyCollection<AuditEvent> entries) =>
        session.ExecuteAsync(
            """
            insert into audit_events
                (id, at, actor_id, actor_name, actor_roles, address, action, subject_kind, subject_id, talent_id, reason, details)
            select id, @Now, @ActorId, @ActorName, @ActorRoles, @Address, action, subject_kind, subject_id, talent_id, reason,
                   details::jsonb
            from unnest(@Ids, @Actions, @SubjectKinds, @SubjectIds, @TalentIds, @Reasons, @Details)
                as x (id, action, subject_kind, subject_id, talent_id, reason, details)
            """,
            new
            {
                Now = time.GetUtcNow(),
                ActorId = actor.Id,
                ActorName = actor.Name,
                ActorRoles = actor.Roles,
                actor.Address,
                Ids = entries.Select(_ => Guid.CreateVersion7(time.GetUtcNow())).ToArray(),
                Actions = entries.Select(entry => KnownAction(entry.Action)).ToArray(),
                SubjectKinds = entries.Select(entry => entry.SubjectKind).ToArray(),
                SubjectIds = entries.Select(entry => entry.SubjectId!).ToArray(),
                TalentIds = entries.Select(entry => entry.TalentId).ToArray(),
                Reasons = entries.Select(entry => entry.Reason!).ToArray(),
                Details = entries
                    .Select(entry =>
                        entry.Details is null ? null! : JsonSerializer.Serialize(entry.Details, JsonSerializerOptions.Web)
                    )
                    .ToArray(),
            }
        );

    private static string KnownAction(string code) =>
        AuditActions.Find(code)?.Code ?? throw new ArgumentException($"{code} has no words in AuditActions.");
}
