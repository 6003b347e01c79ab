using TalentCard.Core.ThinkTank;

namespace TalentCard.Core.Tests.ThinkTank;

/// <summary>An instance made at random from a seed; experts and places have ids that say their number.</summary>
internal static class SomeInstance
{
    public static Guid Expert(int number) => new(number + 1, 1, 0, new byte[8]);

    public static Guid Place(int number) => new(number + 1, 2, 0, new byte[8]);

    /// <summary>Small, and often tight or impossible.</summary>
    public static PairingInstance Of(int seed)
    {
        var random = new Random(seed);
        var experts = Enumerable
            .Range(0, random.Next(1, 9))
            .Select(i => new SolverExpert(Expert(i), random.Next(0, 6)))
            .ToArray();
        var places = Enumerable
            .Range(0, random.Next(1, 25))
            .Select(i => new SolverPlace(Place(i), random.NextDouble() < 0.5, random.NextDouble() < 0.8 ? 1 : random.Next(2, 4)))
            .ToArray();
        var density = random.NextDouble();
        // Few different fits make many ties.
        var steps = random.Next(2) == 0 ? 4 : 1_000_000;
        SolverPair[] pairs =
        [
            .. from expert in experts
            from place in places
            where random.NextDouble() < 0.15 + density
            select new SolverPair(expert.Id, place.Id, (int)(random.Next(0, steps + 1) * (1_000_000L / steps))),
        ];
        var bans = pairs.Where(_ => random.NextDouble() < 0.1).Select(pair => (pair.Expert, pair.Place)).ToArray();
        List<(Guid Expert, Guid Place)> locks = [];
        foreach (var pair in pairs.Where(pair => !bans.Contains((pair.Expert, pair.Place)) && random.NextDouble() < 0.05))
            if (
                locks.Count(other => other.Expert == pair.Expert) < experts.Single(expert => expert.Id == pair.Expert).Capacity
                && locks.Count(other => other.Place == pair.Place) < places.Single(place => place.Id == pair.Place).Most
            )
                locks.Add((pair.Expert, pair.Place));
        return new PairingInstance(experts, places, pairs, locks, bans, random.Next(3) * 400_000);
    }
}
