using System.Text.Json;
using TalentCard.Contracts.Audit;

namespace TalentCard.Core.Audit;

/// <summary>Reads the audit trail. Reading it is an event of the trail itself.</summary>
public sealed class AuditStore(Db db, AuditTrail audit)
{
    /// <summary>The rows that match, newest first.</summary>
    public async Task<Page<AuditEntry>> ListAsync(AuditQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<Row>(
            """
            select id, at, actor_id, actor_name, actor_roles, address, action, subject_kind, subject_id, talent_id, reason,
                   details::text
            from audit_events
            where (@Actor::text is null or actor_id = @Actor or actor_name = @Actor)
              and (@Talent::uuid is null or talent_id = @Talent)
              and (@SubjectKind::text is null or subject_kind = @SubjectKind)
              and (@Subject::text is null or subject_id = @Subject)
              and (@Action::text is null or action = @Action or split_part(action, '.', 1) = @Action)
              and (@From::timestamptz is null or at >= @From)
              and (@To::timestamptz is null or at < @To)
              and (@At::timestamptz is null or (at, id) < (@At, @Id))
            order by at desc, id desc
            limit @Limit
            """,
            new
            {
                query.Actor,
                query.Talent,
                query.SubjectKind,
                query.Subject,
                query.Action,
                query.From,
                query.To,
                position?.At,
                position?.Id,
                Limit = query.Limit + 1,
            }
        );
        await audit.WriteAsync(session, actor, new AuditEvent("audit.view", "audit", null, query.Talent, Details: query));
        var page = Keyset.Cut(rows, query.Limit, row => new Keyset(row.At, row.Id));
        return new Page<AuditEntry>([.. page.Items.Select(row => row.ToEntry())], page.Next);
    }

    private sealed record Row(
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
        string? Details
    )
    {
        public AuditEntry ToEntry() =>
            new(
                Id,
                At,
                ActorId,
                ActorName,
                ActorRoles,
                Address,
                Action,
                SubjectKind,
                SubjectId,
                TalentId,
                Reason,
                Details is null ? null : JsonSerializer.Deserialize<JsonElement>(Details)
            );
    }
}
