using TalentCard.Contracts.Security;
using TalentCard.Core.Notifications;

namespace TalentCard.Core.Security;

/// <summary>Something that may be an attack.</summary>
/// <param name="Kind">What.</param>
/// <param name="SubjectKind">What it is about, e.g. <c>user</c>.</param>
/// <param name="SubjectId">Its id; empty: of nobody known. Never what somebody typed.</param>
/// <param name="Actor">Who did it, as far as that is known.</param>
/// <param name="Address">IP address that it came from.</param>
public sealed record SecurityIncident(
    SecurityEventKind Kind,
    string SubjectKind,
    string SubjectId,
    Actor? Actor = null,
    string? Address = null
);

/// <summary>Keeps and reads what may be an attack, and tells the administrators when there is much of it.</summary>
public sealed class SecurityEventStore(Db db, AuditTrail audit, TimeProvider time)
{
    /// <summary>Writes it down; what repeats itself within the hour counts up. Nobody stops that by hanging up.</summary>
    public Task RecordAsync(SecurityIncident incident) =>
        db.ChangeAsync(session => RecordAsync(session, incident), CancellationToken.None);

    /// <summary>Writes it down in the transaction of what it tells about.</summary>
    public async Task RecordAsync(Session session, SecurityIncident incident)
    {
        var now = time.GetUtcNow();
        var (id, times) = await session.SingleAsync<(Guid Id, int Times)>(
            """
            insert into security_events as e
                (id, kind, subject_kind, subject_id, actor_id, actor_name, address, hour, at, last_at)
            values
                (@Id, @Kind, @SubjectKind, @SubjectId, @ActorId, @ActorName, @Address, date_trunc('hour', @now), @now, @now)
            on conflict on constraint security_events_hourly do update set times = e.times + 1, last_at = excluded.last_at
            returning id, times
            """,
            new
            {
                Id = Guid.CreateVersion7(now),
                Kind = incident.Kind.Code,
                incident.SubjectKind,
                incident.SubjectId,
                ActorId = incident.Actor?.Id ?? "",
                ActorName = incident.Actor?.Name ?? "",
                Address = incident.Actor?.Address ?? incident.Address ?? "",
                now,
            }
        );
        if (times == incident.Kind.AlarmAt)
            await AlarmAsync(session, incident.Kind, id);
    }

    /// <summary>The events that match, newest first. The look becomes a row of the audit trail.</summary>
    public async Task<Page<SecurityEvent>> ListAsync(SecurityEventQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<SecurityEvent>(
            """
            select id, kind, subject_kind, subject_id, actor_id, actor_name, address, at, last_at, times
            from security_events
            where (@Kind::text is null or kind = @Kind)
              and (@Subject::text is null or subject_id = @Subject)
              and (@Actor::text is null or actor_id = @Actor or actor_name = @Actor)
              and (@Address::text is null or address = @Address)
              and (@From::timestamptz is null or last_at >= @From)
              and (@To::timestamptz is null or at < @To)
              and (@At::timestamptz is null or (at, id) < (@At, @Id))
            order by at desc, id desc
            limit @Limit
            """,
            new
            {
                query.Kind,
                query.Subject,
                query.Actor,
                query.Address,
                query.From,
                query.To,
                position?.At,
                position?.Id,
                Limit = query.Limit + 1,
            }
        );
        await audit.WriteAsync(session, actor, new AuditEvent("security.view", "security_event", null, Details: query));
        return Keyset.Cut(rows, query.Limit, one => new Keyset(one.At, one.Id));
    }

    // The event's id stands for its hour: who is told once hears of the next hour's again.
    private async Task AlarmAsync(Session session, SecurityEventKind kind, Guid id)
    {
        var administrators = await session.ListAsync<Guid>(
            "select id from users where @Admin = any (roles) and disabled_at is null order by id",
            new { Roles.Admin }
        );
        await Outbox.EnqueueAsync(
            session,
            time.GetUtcNow(),
            [
                .. administrators.Select(user => new NewMessage(
                    "security_alarm",
                    user,
                    $"security-alarm:{id}",
                    new Dictionary<string, string>
                    {
                        ["kind"] = kind.Code,
                        ["what"] = kind.Zh,
                        ["what_en"] = kind.En,
                    }
                )),
            ]
        );
    }
}
