using System.Text.Json;
using TalentCard.Core.Statistics;

namespace TalentCard.Core.Reports;

/// <summary>Drafts the reports of the periods that are over, each once, with every county's part of it.</summary>
public sealed class MakeReports(Db db, RollUp rollUp, TimeProvider time, AuditTrail audit)
{
    // After a long outage; what is older is history that somebody has to ask for.
    private const int MostAtOnce = 4;

    /// <summary>
    /// Counts what is new, and drafts what is due since the last report of each kind; of a kind without any, the last period
    /// alone.
    /// </summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await rollUp.RunAsync(cancel);
        foreach (var kind in ReportPeriod.Kinds)
        {
            var due = ReportPeriod.LastOver(kind, time.Today());
            List<ReportPeriod> missing = [];
            await using (var session = await db.OpenAsync(cancel))
            {
                var latest = await session.SingleAsync<DateOnly?>(
                    "select max(first_day) from reports where kind = @kind",
                    new { kind }
                );
                for (
                    ;
                    missing.Count < MostAtOnce && (latest is { } last ? due.FirstDay > last : missing.Count == 0);
                    due = due.Previous
                )
                    missing.Add(due);
            }
            foreach (var period in Enumerable.Reverse(missing))
                await DraftAsync(period, cancel);
        }
    }

    /// <summary>Drafts one; nothing where it is there already.</summary>
    /// <param name="period">Which.</param>
    /// <param name="cancel">Stops counting.</param>
    /// <param name="named">Its id, where that has to be a certain one.</param>
    public Task DraftAsync(ReportPeriod period, CancellationToken cancel, Guid? named = null) =>
        db.ChangeAsync(
            async session =>
            {
                // Nobody rolls up or drafts meanwhile: the figures fit together, and the number is the next one.
                await session.ExecuteAsync("select from statistics_mark for update");
                var present = await session.ScalarAsync<bool>(
                    "select exists (select from reports where kind = @Kind and first_day = @FirstDay)",
                    period
                );
                if (present)
                    return;
                var figures = await ReportCounts.CountAsync(session, period);
                var id = named ?? Guid.CreateVersion7(time.GetUtcNow());
                await session.ExecuteAsync(
                    """
                    insert into reports (id, kind, first_day, last_day, year, number, figures, made_at)
                    select @id, @Kind, @FirstDay, @LastDay, @Year, coalesce(max(r.number), 0) + 1, @Figures::jsonb, @Now
                    from reports r where r.kind = @Kind and r.year = @Year
                    """,
                    new
                    {
                        id,
                        period.Kind,
                        period.FirstDay,
                        period.LastDay,
                        period.LastDay.Year,
                        Figures = JsonSerializer.Serialize(figures, JsonSerializerOptions.Web),
                        Now = time.GetUtcNow(),
                    }
                );
                foreach (var division in figures.Divisions)
                {
                    var part = await ReportCounts.CountAsync(session, period, division.Key) with { Divisions = [division] };
                    await session.ExecuteAsync(
                        "insert into report_divisions (report_id, division_code, figures) values (@id, @Key, @Figures::jsonb)",
                        new
                        {
                            id,
                            division.Key,
                            Figures = JsonSerializer.Serialize(part, JsonSerializerOptions.Web),
                        }
                    );
                }
                await audit.WriteAsync(
                    session,
                    Actor.Job("draft-reports"),
                    new AuditEvent("report.draft", "report", id.ToString())
                );
            },
            cancel
        );
}
