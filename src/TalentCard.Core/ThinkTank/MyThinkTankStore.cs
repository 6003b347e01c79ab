using TalentCard.Contracts.ThinkTank;

namespace TalentCard.Core.ThinkTank;

/// <summary>What an expert sees on the phone: their own pairs and requests, nothing else.</summary>
public sealed class MyThinkTankStore(Db db, ExpertStore experts, AuditTrail audit, TimeProvider time)
{
    /// <summary>The caller's page.</summary>
    /// <exception cref="RefusedException">The account is linked to no expert (<c>not_found</c>).</exception>
    public async Task<MyThinkTank> ReadAsync(Actor actor, CancellationToken cancel)
    {
        await using var session = await db.OpenAsync(cancel);
        var today = time.Today();
        var me =
            await session.FindAsync<Me>(
                "select id, name, latitude, longitude from experts where user_id = @User",
                new { User = Guid.Parse(actor.Id) }
            ) ?? throw new RefusedException(CommonProblems.NotFound);
        var rules = await ThinkTankRules.OnAsync(session, today);
        var rows = await session.ListAsync<Row>(
            """
            select a.id advisee_id, a.kind, a.name, a.division_code division, a.produce, a.needs, a.latitude, a.longitude,
                   x.starts_on, x.ends_on, (select count(*)::int from service_logs s where s.expert_id = @Id
                   and s.advisee_id = a.id
                      and s.visited_on >= @YearStart and (s.photo_id is not null or s.confirmed_at is not null)) visits,
                   (select max(s.visited_on) from service_logs s where s.expert_id = @Id and s.advisee_id = a.id) last_visit,
                    x.request
            from (
                select advisee_id, starts_on, ends_on, null::text request from pairings
                where expert_id = @Id and @today between starts_on and ends_on
                union all
                select advisee_id, assigned_on, null, text from help_requests where expert_id = @Id and state = 'assigned') x
            join advisees a on a.id = x.advisee_id
            order by x.request is null, last_visit nulls first, a.name, a.id
            """,
            new
            {
                me.Id,
                today,
                YearStart = new DateOnly(today.Year, 1, 1),
            }
        );
        await audit.WriteAsync(session, actor, new AuditEvent("expert.view", "expert", me.Id.ToString()));
        var score = await experts.ScoreAsync(today.Year, me.Id, cancel);
        return new MyThinkTank(
            me.Name,
            rules.VisitsPerYear,
            rules.LogWithinDays,
            [.. rows.Select(row => row.ToAdvisee(me))],
            score
        );
    }

    private sealed record Me(Guid Id, string Name, double Latitude, double Longitude);

    private sealed record Row(
        Guid AdviseeId,
        string Kind,
        string Name,
        string Division,
        string Produce,
        string[] Needs,
        double Latitude,
        double Longitude,
        DateOnly StartsOn,
        DateOnly? EndsOn,
        int Visits,
        DateOnly? LastVisit,
        string? Request
    )
    {
        public MyAdvisee ToAdvisee(Me me) =>
            new(
                AdviseeId,
                Kind,
                Name,
                Division,
                Produce,
                Needs,
                Geography.Km(me.Latitude, me.Longitude, Latitude, Longitude),
                StartsOn,
                EndsOn,
                Visits,
                LastVisit,
                Request
            );
    }
}
