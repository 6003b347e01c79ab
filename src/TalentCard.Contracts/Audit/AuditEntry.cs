using System.Text.Json;

namespace TalentCard.Contracts.Audit;

/// <summary>One row of the audit trail.</summary>
/// <param name="Id">Id of the row.</param>
/// <param name="At">When.</param>
/// <param name="ActorId">Who: a user's id, <c>client:…</c> or <c>job:…</c>.</param>
/// <param name="ActorName">Their name.</param>
/// <param name="ActorRoles">The roles they held.</param>
/// <param name="Address">IP address that the request came from.</param>
/// <param name="Action">What, e.g. <c>card.suspend</c>.</param>
/// <param name="SubjectKind">What was changed or looked at, e.g. <c>card</c>.</param>
/// <param name="SubjectId">Its id; null for a list.</param>
/// <param name="TalentId">The person whose data it is, where it is one.</param>
/// <param name="Reason">Why, as the actor said it.</param>
/// <param name="Details">More, as JSON.</param>
public sealed record AuditEntry(
    Guid Id,
    DateTimeOffset At,
    string ActorId,
    string ActorName,
    string[] ActorRoles,
    string? Address,
    string Action,
    string SubjectKind,
    string? SubjectId,
    Guid? TalentId,
    string? Reason,
    JsonElement? Details
);
