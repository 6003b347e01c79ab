using TalentCard.Contracts.History;
using TalentCard.Core.Cards;
using TalentCard.Core.Stations;
using TalentCard.Core.Talents;
using TalentCard.Core.ThinkTank;

namespace TalentCard.Core.History;

/// <summary>What was changed of one thing, read from the audit trail. Looks are for auditors and left out.</summary>
public sealed class ChangeHistory(Db db)
{
    // Where a subject of a kind is found, and whose it is. The history of any other kind is the city's office's alone.
    private static readonly Dictionary<string, (string Rows, RowOwner Owner)> Subjects = new()
    {
        ["talent"] = ("talents t where t.id = @key", TalentStore.Owner),
        ["card"] = ("cards c join talents t on t.id = c.talent_id where c.id = @key", CardStore.Owner),
        ["card_batch"] = ("card_batch_talents x join talents t on t.id = x.talent_id where x.batch_id = @key", TalentStore.Owner),
        ["station"] = ("stations s where s.id = @key", StationStore.Owner),
        ["expert"] = ("experts e where e.id = @key", ExpertStore.Owner),
        ["advisee"] = ("advisees a where a.id = @key", AdviseeStore.Owner),
        ["help_request"] = ("help_requests r join advisees a on a.id = r.advisee_id where r.id = @key", AdviseeStore.Owner),
        ["service_log"] = ("service_logs s join advisees a on a.id = s.advisee_id where s.id = @key", AdviseeStore.Owner),
    };

    private static readonly string[] Looks = ["view", "view_photo", "search", "list", "find", "reveal", "export"];

    /// <summary>The changes of a subject, newest first; of a talent, those of their cards and services too.</summary>
    /// <param name="query">Which of them, and the page.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <exception cref="RefusedException">The subject is none of the actor's (<c>not_found</c>).</exception>
    public async Task<Page<HistoryEntry>> ListAsync(HistoryQuery query, Actor actor, CancellationToken cancel)
    {
        var position = Keyset.Parse(query.After);
        var talent = query.Kind == "talent" && Guid.TryParse(query.Id, out var person) ? person : (Guid?)null;
        await using var session = await db.OpenAsync(cancel);
        await RequireOwnAsync(session, query.Kind, query.Id, actor);
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
            new
            {
                query.Kind,
                subjectId = query.Id,
                talent,
                Looks,
                position?.At,
                AfterId = position?.Id,
                Limit = query.Limit + 1,
            }
        );
        var page = Keyset.Cut(rows.AsList(), query.Limit, row => new Keyset(row.At, row.Id));
        return new Page<HistoryEntry>(
            [.. page.Items.Select(row => new HistoryEntry(row.At, row.Action, row.Actor, row.Reason))],
            page.Next
        );
    }

    private static async Task RequireOwnAsync(Session session, string kind, string id, Actor actor)
    {
        if (RowScope.Of(actor, new RowOwner()).IsAll)
            return;
        if (Guid.TryParse(id, out var key) && Subjects.TryGetValue(kind, out var subject))
        {
            var scope = RowScope.Of(actor, subject.Owner);
            if (await session.ScalarAsync<bool>($"select {scope.Exists(subject.Rows)}", scope.With(new { key })))
                return;
        }
        throw new RefusedException(CommonProblems.NotFound);
    }

    private sealed record Row(Guid Id, DateTimeOffset At, string Action, string Actor, string? Reason);
}
