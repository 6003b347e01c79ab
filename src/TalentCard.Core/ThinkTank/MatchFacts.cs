using TalentCard.Contracts.ThinkTank;

namespace TalentCard.Core.ThinkTank;

/// <summary>All that decides who fits whom, read once.</summary>
internal sealed record MatchFacts(
    ThinkTankRules Rules,
    IReadOnlyDictionary<string, Speciality> Tree,
    IReadOnlyList<MatchExpert> Experts,
    int Busy,
    IReadOnlyDictionary<(Guid Expert, Guid Place), MatchPast> Past
)
{
    /// <summary>Reads the experts who serve all of a span, and what they have been to the places.</summary>
    public static async Task<MatchFacts> ReadAsync(Session session, DateOnly first, DateOnly last, Guid[] places)
    {
        var rules = await ThinkTankRules.OnAsync(session, first);
        var tree = await Specialities.TreeAsync(session);
        var experts = await session.ListAsync<MatchExpert>(
            """
            select id, name, title, latitude, longitude, specialities, dialect, least(capacity, @CapacityMost) capacity
            from experts
            where active and available_from <= @first and (available_to is null or available_to >= @last)
            order by id
            """,
            new
            {
                first,
                last,
                rules.CapacityMost,
            }
        );
        var all = await session.ScalarAsync<int>("select count(*)::int from experts");
        var past = await session.ListAsync<MatchPast>(
            """
            select x.expert_id, x.advisee_id,
                   sum(x.visits)::int visits, (sum(x.stars) / nullif(sum(x.rated), 0))::double precision rating,
                   bool_or(x.paired) paired
            from (
                select expert_id, advisee_id, count(*) visits, sum(rating)::numeric stars, count(rating) rated, false paired
                from service_logs where advisee_id = any(@places) and visited_on < @first group by 1, 2
                union all
                select expert_id, advisee_id, 0, null, 0, true from pairings where advisee_id = any(@places)
                    and starts_on < @first) x
            group by 1, 2
            """,
            new { places, first }
        );
        return new MatchFacts(rules, tree, experts, all - experts.Count, past.ToDictionary(row => (row.ExpertId, row.AdviseeId)));
    }

    /// <summary>How the two fit.</summary>
    public Match Of(MatchExpert expert, MatchPlace place) =>
        Match.Of(Rules, expert, place, Past.GetValueOrDefault((expert.Id, place.Id)), Tree);
}
