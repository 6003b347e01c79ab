using TalentCard.Contracts.Stations;

namespace TalentCard.Core.Stations;

/// <summary>The entries that one list proposed are looked at and approved together: all that are named, or none.</summary>
public sealed class ApproveEntries(Db db, RequestChange requests, AuditTrail audit)
{
    private const int Most = 500;

    /// <summary>The entries of a list that wait, each with what keeps the caller from approving it.</summary>
    /// <exception cref="RefusedException">There is no such list (<c>not_found</c>).</exception>
    public Task<WaitingEntries> PreviewAsync(Guid import, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                var list = await ImportPostdocs.Kept.FindAsync(session, import, actor);
                var waiting = await session.ListAsync<Waiting>(
                    """
                    select q.id request_id, p.id postdoc_id, p.name, s.name station_name, p.entered_on, p.planned_end,
                        q.proposed_by_name proposed_by
                    from postdocs p join postdoc_requests q on q.postdoc_id = p.id join stations s on s.id = p.station_id
                    where p.import_id = @import and q.kind = 'entry' and q.state = 'pending'
                    order by s.name, p.name, p.id
                    """,
                    new { import }
                );
                List<WaitingEntry> entries = [];
                foreach (var one in waiting.Take(Most))
                {
                    var refusal = await RefusalAsync(() => requests.CheckAsync(session, actor, one.RequestId, true));
                    entries.Add(
                        new WaitingEntry(
                            one.RequestId,
                            one.PostdocId,
                            one.Name,
                            one.StationName,
                            one.EnteredOn,
                            one.PlannedEnd,
                            one.ProposedBy,
                            refusal?.Problem.Code,
                            refusal?.Problem.Zh,
                            refusal?.Problem.En
                        )
                    );
                }
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent("postdoc_import.view", "postdoc_import", import.ToString())
                );
                return new WaitingEntries(import, list.FileName, waiting.Count, entries);
            },
            cancel
        );

    /// <summary>Approves the entries named.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="RefusedException">
    /// No such list (<c>not_found</c>), or one of them is not of this list or no longer takes it (<c>postdoc_entries_changed</c>,
    /// with the names).
    /// </exception>
    public Task<int> ApproveAsync(Guid import, Guid[] ids, Actor actor, CancellationToken cancel) =>
        db.ChangeAsync(
            async session =>
            {
                await ImportPostdocs.Kept.FindAsync(session, import, actor);
                var named = ids.Distinct().ToArray();
                var rows = await session.ListAsync<(Guid Id, string Name)>(
                    """
                    select q.id, p.name from postdocs p join postdoc_requests q on q.postdoc_id = p.id
                    where p.import_id = @import and q.kind = 'entry' and q.id = any(@named)
                    order by p.id
                    """,
                    new { import, named }
                );
                List<string> changed = [];
                foreach (var (id, name) in rows)
                    if (await RefusalAsync(() => requests.DecideAsync(session, actor, id, true, "")) is not null)
                        changed.Add(name);
                if (changed.Count > 0 || rows.Count < named.Length)
                    throw new RefusedException(
                        PostdocProblems.EntriesChanged,
                        new Dictionary<string, string[]> { ["entries"] = [.. changed] }
                    );
                await audit.WriteAsync(
                    session,
                    actor,
                    new AuditEvent(
                        "postdoc_import.approve",
                        "postdoc_import",
                        import.ToString(),
                        Details: new { entries = rows.Count }
                    )
                );
                return rows.Count;
            },
            cancel
        );

    private static async Task<RefusedException?> RefusalAsync(Func<Task> step)
    {
        try
        {
            await step();
            return null;
        }
        catch (RefusedException refused)
        {
            return refused;
        }
    }

    private sealed record Waiting(
        Guid RequestId,
        Guid PostdocId,
        string Name,
        string StationName,
        DateOnly EnteredOn,
        DateOnly PlannedEnd,
        string ProposedBy
    );
}
