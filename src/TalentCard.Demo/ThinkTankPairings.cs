using System.Text.Json;
using TalentCard.Core.ThinkTank;

namespace TalentCard.Demo;

/// <summary>The key villages' pairings of 2022 and of the year of loading, as the solver finds them, and the visits.</summary>
internal static class ThinkTankPairings
{
    private static readonly string[] Results =
    [
        "查看田间长势，指导追肥和除草。",
        "现场诊断病害，给出用药方案。",
        "为种植户授课一次，发放技术资料。",
        "协助制定下半年种植计划。",
        "检查设施和设备，排除故障。",
        "对接采购商，签订意向。",
    ];

    private static readonly string[] Words =
    [
        "讲得透，听得懂。",
        "来得及时，解决了大问题。",
        "希望下次多待半天。",
        "按方子用药，已见效。",
        "很负责。",
    ];

    public static async Task InsertAsync(Session session, DateOnly today)
    {
        var rules = await ThinkTankRules.OnAsync(session, new DateOnly(2022, 12, 31));
        var tree = await Specialities.TreeAsync(session);
        var first = Solve(2022, []);
        await InsertTermAsync(session, 2022, first);
        var visits = VisitsOf(first, 2022, new DateOnly(2022, 12, 31)).ToList();
        if (today.Year > 2022)
        {
            var past = visits
                .GroupBy(visit => (visit.Expert, visit.Advisee))
                .ToDictionary(
                    group => group.Key,
                    group => new MatchPast(
                        group.Key.Expert,
                        group.Key.Advisee,
                        group.Count(),
                        group.Average(visit => visit.Rating),
                        true
                    )
                );
            var current = Solve(today.Year, past);
            await InsertTermAsync(session, today.Year, current);
            // The last days are left free: a visit there is for whoever tries the demo.
            visits.AddRange(VisitsOf(current, today.Year, today.AddDays(-6)));
        }
        await InsertVisitsAsync(session, visits);

        List<(DemoExpert Expert, DemoAdvisee Village, Match Match)> Solve(int year, Dictionary<(Guid, Guid), MatchPast> past)
        {
            var villages = ThinkTank.Villages.Where(village => village.IsKey).ToArray();
            var matches = (
                from expert in ThinkTank.Experts
                from village in villages
                let match = Match.Of(
                    rules,
                    new MatchExpert(
                        expert.Id,
                        expert.Name,
                        expert.Title,
                        expert.Latitude,
                        expert.Longitude,
                        expert.Specialities,
                        expert.Dialect,
                        expert.Capacity
                    ),
                    new MatchPlace(
                        village.Id,
                        village.Name,
                        village.Latitude,
                        village.Longitude,
                        village.Needs,
                        village.Dialect,
                        true
                    ),
                    past.GetValueOrDefault((expert.Id, village.Id)),
                    tree
                )
                where match.Obstacle is null
                select (Expert: expert, Village: village, Match: match)
            ).ToDictionary(x => (x.Expert.Id, x.Village.Id));
            var solution = PairingSolver.Solve(
                new PairingInstance(
                    [.. ThinkTank.Experts.Select(expert => new SolverExpert(expert.Id, expert.Capacity))],
                    [.. villages.Select(village => new SolverPlace(village.Id, true))],
                    [.. matches.Select(pair => new SolverPair(pair.Key.Item1, pair.Key.Item2, pair.Value.Match.Fit))],
                    [],
                    [],
                    rules.BalanceMicros
                )
            );
            if (solution.Unserved.Count > 0)
                throw new InvalidOperationException($"The demo's key villages cannot all be paired in {year}.");
            return [.. solution.Pairs.Select(pair => matches[(pair.Expert, pair.Place)])];
        }
    }

    private static async Task InsertTermAsync(
        Session session,
        int year,
        List<(DemoExpert Expert, DemoAdvisee Village, Match Match)> pairs
    )
    {
        var random = new DemoRandom($"pairing term {year}");
        var (term, proposal, at) = (
            random.Id(City.FoundedAt),
            random.Id(City.FoundedAt),
            new DateTimeOffset(year, 1, 4, 2, 0, 0, TimeSpan.Zero)
        );
        var (starts, ends) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        await session.CopyAsync(
            "pairing_terms (id, name, starts_on, ends_on, version, created_at)",
            [
                [term, $"{year} 年度结对", starts, ends, 2, at],
            ]
        );
        await session.CopyAsync(
            """
            pairing_proposals (id, term_id, term_version, name, state, key_only, balance, total, bottlenecks, created_by,
            created_by_name, created_at,
                decided_by, decided_by_name, decided_at)
            """,
            [
                [
                    proposal,
                    term,
                    1,
                    "首次求解",
                    "adopted",
                    true,
                    10,
                    pairs.Sum(pair => (long)pair.Match.Fit),
                    new Json("[]"),
                    DemoAccounts.Office1.Id,
                    DemoAccounts.Office1.DisplayName,
                    at,
                    DemoAccounts.Office2.Id,
                    DemoAccounts.Office2.DisplayName,
                    at.AddHours(3),
                ],
            ]
        );
        await session.CopyAsync(
            "proposal_pairs (proposal_id, expert_id, advisee_id, fit, km, locked, reasons)",
            pairs.Select(pair =>
                new object?[]
                {
                    proposal,
                    pair.Expert.Id,
                    pair.Village.Id,
                    pair.Match.Fit,
                    pair.Match.Km,
                    false,
                    new Json(JsonSerializer.Serialize(pair.Match.Reasons, JsonSerializerOptions.Web)),
                }
            )
        );
        await session.CopyAsync(
            "pairings (id, term_id, proposal_id, expert_id, advisee_id, starts_on, ends_on, created_at)",
            pairs.Select(pair =>
                new object?[]
                {
                    new DemoRandom($"pairing {year} {pair.Village.Division} {pair.Village.Name}").Id(City.FoundedAt),
                    term,
                    proposal,
                    pair.Expert.Id,
                    pair.Village.Id,
                    starts,
                    ends,
                    at.AddHours(3),
                }
            )
        );
    }

    private static IEnumerable<Visit> VisitsOf(
        List<(DemoExpert Expert, DemoAdvisee Village, Match Match)> pairs,
        int year,
        DateOnly until
    )
    {
        foreach (var (expert, village, _) in pairs)
        {
            var random = new DemoRandom($"visits {year} {village.Division} {village.Name}");
            var count = random.Between(4, 7);
            for (var i = 0; i < count; i++)
            {
                // One in each part of the year, so that no two fall on a day.
                var day = new DateOnly(year, 1, 6).AddDays((i * 50) + random.Below(45));
                var confirmed = random.Chance(92);
                var visit = new Visit(
                    random.Id(City.FoundedAt),
                    expert.Id,
                    village.Id,
                    day,
                    $"{village.Name}{random.Of(["田头", "村部", "大棚区", "合作社"])}",
                    village.Needs[0],
                    random.Of(Results),
                    confirmed ? random.Between(3, 5) : null,
                    confirmed ? random.Of(Words) : null
                );
                if (day <= until)
                    yield return visit;
            }
        }
    }

    private static Task InsertVisitsAsync(Session session, IEnumerable<Visit> visits) =>
        session.CopyAsync(
            """
            service_logs (id, expert_id, advisee_id, visited_on, place, subject, result, confirmed_by, rating, word, confirmed_at,
            created_at)
            """,
            visits.Select(visit =>
            {
                var at = new DateTimeOffset(visit.Day, new TimeOnly(10, 0), TimeSpan.Zero);
                return new object?[]
                {
                    visit.Id,
                    visit.Expert,
                    visit.Advisee,
                    visit.Day,
                    visit.Place,
                    visit.Subject,
                    visit.Result,
                    visit.Rating is null ? null : "村党支部",
                    visit.Rating,
                    visit.Word,
                    visit.Rating is null ? null : at.AddDays(1),
                    at,
                };
            })
        );

    private sealed record Visit(
        Guid Id,
        Guid Expert,
        Guid Advisee,
        DateOnly Day,
        string Place,
        string Subject,
        string Result,
        int? Rating,
        string? Word
    );
}
