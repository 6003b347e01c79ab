using TalentCard.Contracts.History;

namespace TalentCard.Core.History;

/// <summary>What was changed of one thing, read from the audit trail. Looks are for auditors and left out.</summary>
public sealed class ChangeHistory(Db db)
{
    private static readonly string[] Looks = ["view", "view_photo", "search", "list", "find", "reveal", "export"];

    /// <summary>The changes of a subject, newest first; of a talent, those of their cards and services too.</summary>
    /// <param name="query">Which of them, and the page.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<Page<HistoryEntry>> ListAsync(HistoryQuery query, CancellationToken cancellationToken)
    {
        var position = Keyset.Parse(query.After);
        var talent = query.Kind == "talent" && Guid.TryParse(query.Id, out var person) ? person : (Guid?)null;
        await using var session = await db.OpenAsync(cancellationToken);
        // One condition or the other, so that the planner sees the index of each.
        var subject = talent is null ? "subject_kind = @Kind and subject_id = @subjectId" : "talent_id = @talent";
        var rows = await session.ListAsync<Row>(
            $"""
            select id, at, action, case when actor_id like 'job:%' then '' else actor_name end actor, reason
            from audit_events
            where {subject} and split_part(action, '.', 2) <> all(@Looks)
              and (@At::timestamptz is null or (at, id) < (@At, @AfterId))
            order by at desc, id desc
            limit @Limit
            """,
            new { query.Kind, subjectId = query.Id, talent, Looks, position?.At, AfterId = position?.Id, Limit = query.Limit + 1 });
        var page = Keyset.Cut(rows.AsList(), query.Limit, row => new Keyset(row.At, row.Id));
        return new Page<HistoryEntry>([.. page.Items.Select(row => new HistoryEntry(row.At, row.Action, row.Actor, row.Reason))], page.Next);
    }

    private sealed record Row(Guid Id, DateTimeOffset At, string Action, string Actor, string? Reason);
}
