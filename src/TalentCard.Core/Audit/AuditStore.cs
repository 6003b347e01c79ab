using System.Text.Json;
using TalentCard.Contracts.Audit;

namespace TalentCard.Core.Audit;

/// <summary>What the trail is narrowed to; null is everything.</summary>
/// <param name="Actor">Id or name of who did it.</param>
/// <param name="TalentId">Whose data it was.</param>
/// <param name="SubjectKind">Kind of what was changed or looked at.</param>
/// <param name="SubjectId">Its id.</param>
/// <param name="Action">The action, or its first word.</param>
/// <param name="From">From this instant on.</param>
/// <param name="To">Before this instant.</param>
public sealed record AuditFilter(
    string? Actor, Guid? TalentId, string? SubjectKind, string? SubjectId, string? Action, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>Reads the audit trail. Reading it is an event of the trail itself.</summary>
public sealed class AuditStore(Db db, AuditTrail audit)
{
    /// <summary>The rows that match, newest first.</summary>
    public async Task<Page<AuditEntry>> ListAsync(
        AuditFilter filter, int limit, string? after, Actor actor, CancellationToken cancellationToken)
    {
        var position = Keyset.Parse(after);
        await using var session = await db.OpenAsync(cancellationToken);
        var rows = await session.ListAsync<Row>(
            """
            select id, at, actor_id, actor_name, actor_roles, address, action, subject_kind, subject_id, talent_id, reason,
                   details::text
            from audit_events
            where (@Actor::text is null or actor_id = @Actor or actor_name = @Actor)
              and (@TalentId::uuid is null or talent_id = @TalentId)
              and (@SubjectKind::text is null or subject_kind = @SubjectKind)
              and (@SubjectId::text is null or subject_id = @SubjectId)
              and (@Action::text is null or action = @Action or split_part(action, '.', 1) = @Action)
              and (@From::timestamptz is null or at >= @From)
              and (@To::timestamptz is null or at < @To)
              and (@At::timestamptz is null or (at, id) < (@At, @Id))
            order by at desc, id desc
            limit @Limit
            """,
            new
            {
                filter.Actor,
                filter.TalentId,
                filter.SubjectKind,
                filter.SubjectId,
                filter.Action,
                filter.From,
                filter.To,
                position?.At,
                position?.Id,
                Limit = limit + 1,
            });
        await audit.WriteAsync(session, actor, new AuditEvent("audit.view", "audit", null, filter.TalentId, Details: filter));
        var page = Keyset.Cut(rows, limit, row => new Keyset(row.At, row.Id));
        return new Page<AuditEntry>([.. page.Items.Select(row => row.ToEntry())], page.Next);
    }

    private sealed record Row(
        Guid Id, DateTimeOffset At, string ActorId, string ActorName, string[] ActorRoles, string? Address, string Action,
        string SubjectKind, string? SubjectId, Guid? TalentId, string? Reason, string? Details)
    {
        public AuditEntry ToEntry() => new(
            Id, At, ActorId, ActorName, ActorRoles, Address, Action, SubjectKind, SubjectId, TalentId, Reason,
            Details is null ? null : JsonSerializer.Deserialize<JsonElement>(Details));
    }
}
