using TalentCard.Contracts.Stations;

namespace TalentCard.Core.Stations;

/// <summary>What is due over all stations that the caller sees.</summary>
public sealed class StationDues(Db db, AuditTrail audit, TimeProvider time)
{
    /// <summary>How many days ahead a step counts as soon.</summary>
    public const int Days = DueQuery.DefaultDays;

    /// <summary>Everything overdue and everything due within so many days, the most pressing first.</summary>
    public async Task<IReadOnlyList<DueStep>> ListAsync(int days, Guid? station, Actor actor, CancellationToken cancel)
    {
        var scope = RowScope.Of(actor, PostdocStore.Owner);
        await using var session = await db.OpenAsync(cancel);
        var rows = await session.ListAsync<DueStep>(
            $"""
            select p.id postdoc_id, p.name postdoc_name, s.id station_id, s.name station_name, x.kind, x.start "from", x.due,
                   x.due - @Today days_left
            from postdocs p join postdoc_days d on d.id = p.id join stations s on s.id = p.station_id
            cross join lateral (values
                ('proposal', p.entered_on, d.proposal_due, p.proposal_on is null),
                ('midterm', d.midterm_from, d.midterm_due, p.midterm_on is null or p.midterm_result = 'fail'),
                ('end', p.earliest_end, p.planned_end, true)) x (kind, start, due, open)
            where p.state = 'resident' and x.open and x.due <= @Until
              and {scope} and (@station::uuid is null or p.station_id = @station)
            order by x.due, s.name, p.name, x.kind
            """,
            scope.With(
                new
                {
                    Today = time.Today(),
                    Until = time.Today().AddDays(days),
                    station,
                }
            )
        );
        await audit.WriteAsync(session, actor, new AuditEvent("postdoc.search", "postdoc", null, Details: new { due = days }));
        return rows.AsList();
    }
}
