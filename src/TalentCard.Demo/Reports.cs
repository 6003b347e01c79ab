using TalentCard.Core;
using TalentCard.Core.Reports;
using TalentCard.Core.Statistics;

namespace TalentCard.Demo;

/// <summary>A weekly bulletin and the yearly report of 2022, approved the morning after.</summary>
internal static class Reports
{
    public static async Task InsertAsync(Db db, CancellationToken cancel)
    {
        foreach (
            var period in new[]
            {
                new ReportPeriod("weekly", new DateOnly(2022, 12, 19)),
                new ReportPeriod("yearly", new DateOnly(2022, 1, 1)),
            }
        )
        {
            var morning = new Morning(period.LastDay.AddDays(1).StartOfDay().AddHours(6));
            var id = new DemoRandom($"report {period.Kind}").Id(morning.GetUtcNow());
            var audit = new AuditTrail(morning);
            await new MakeReports(db, new RollUp(db, morning, audit), morning, audit).DraftAsync(period, cancel, id);
            await using var session = await db.OpenAsync(cancel);
            await session.ExecuteAsync(
                """
                update report_layouts set issuer = '淮南市人才工作领导小组办公室';
                update reports r set state = 'approved', version = 2, approved_by = u.id::text, approved_by_name = u.display_name,
                    approved_at = @At, masthead = l.masthead, issuer = l.issuer, copies = l.copies
                from users u, report_layouts l where l.kind = r.kind and r.id = @id and u.user_name = 'office2'
                """,
                new { id, At = morning.GetUtcNow().AddHours(3) }
            );
        }
    }

    private sealed class Morning(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
