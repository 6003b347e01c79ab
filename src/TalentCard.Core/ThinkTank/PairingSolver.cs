namespace TalentCard.Core.ThinkTank;

/// <summary>
/// Pairs experts with places so that the total fit, less the charges for load, is the greatest possible: a transportation problem
/// with convex costs, solved exactly as a minimum-cost flow. Deterministic, and independent of the order of its input.
/// </summary>
/// <remarks>
/// Successive shortest augmenting paths with prices: R. K. Ahuja, T. L. Magnanti, J. B. Orlin, <i>Network Flows</i> (1993),
/// section 9.7, with the parallel arcs of section 14.3 for the convex charges, in the shape that R. Jonker and A. Volgenant gave
/// it for assignment ("A shortest augmenting path algorithm for dense and sparse linear assignment problems", Computing 38,
/// 1987): places enter one by one, each by a Dijkstra search that ends at the first room it can find. A key place that finds none
/// marks a violator of Hall's condition; all of them together are the under-determined part of A. L. Dulmage and N. S. Mendelsohn
/// (1958), which is the same for every order.
/// </remarks>
public static class PairingSolver
{
    /// <summary>Solves the instance.</summary>
    /// <exception cref="ArgumentException">An id or pair occurs twice, or a pair names nobody.</exception>
    /// <exception cref="LocksImpossibleException">A lock is no possible pair or is banned, or an expert's locks exceed the
    /// capacity.</exception>
    public static PairingSolution Solve(PairingInstance instance)
    {
        var experts = instance.Experts.OrderBy(expert => expert.Id).ToArray();
        var places = instance.Places.OrderBy(place => place.Id).ToArray();
        var market = new PairingMarket(experts, places, Arcs(instance, experts, places), instance.Balance);
        Lock(instance, market, experts, places);

        List<int> unserved = [];
        for (var place = 0; place < places.Length; place++)
            if (places[place].Key && market.Held(place) == 0 && !market.Serve(place))
                unserved.Add(place);
        var bottlenecks = market
            .Bottlenecks(unserved)
            .Select(found => new Bottleneck(
                [.. found.Places.Select(place => places[place].Id)],
                [.. found.Experts.Select(expert => experts[expert].Id)],
                found.Free
            ))
            .ToArray();
        // What a key place may have beyond its first expert, and all that the others may have, is given only where it adds to the
        // total.
        for (var place = 0; place < places.Length; place++)
            while (market.Held(place) < places[place].Most && !unserved.Contains(place) && market.Serve(place)) { }
        SolverPair[] pairs =
        [
            .. market.Taken().Select(arc => new SolverPair(experts[arc.Expert].Id, places[arc.Place].Id, arc.Fit)),
        ];
        return new PairingSolution(pairs, market.Total(), [.. unserved.Select(place => places[place].Id)], bottlenecks);
    }

    private static PairingArc[] Arcs(PairingInstance instance, SolverExpert[] experts, SolverPlace[] places)
    {
        var expertOf = Numbered(experts.Select(expert => expert.Id), "experts");
        var placeOf = Numbered(places.Select(place => place.Id), "places");
        var bans = instance.Bans.ToHashSet();
        var arcs = new List<PairingArc>(instance.Pairs.Count);
        foreach (var pair in instance.Pairs)
        {
            if (!expertOf.TryGetValue(pair.Expert, out var expert) || !placeOf.TryGetValue(pair.Place, out var place))
                throw new ArgumentException("A pair names an unknown expert or place.", nameof(instance));
            if (!bans.Contains((pair.Expert, pair.Place)))
                arcs.Add(new PairingArc(expert, place, pair.Fit));
        }
        // The best first, so that a search can stop early.
        arcs.Sort(
            (a, b) =>
                a.Place != b.Place ? a.Place.CompareTo(b.Place)
                : a.Fit != b.Fit ? b.Fit.CompareTo(a.Fit)
                : a.Expert.CompareTo(b.Expert)
        );
        var seen = new int[experts.Length];
        foreach (var arc in arcs)
        {
            if (seen[arc.Expert] == arc.Place + 1)
                throw new ArgumentException("A pair occurs twice.", nameof(instance));
            seen[arc.Expert] = arc.Place + 1;
        }
        return [.. arcs];
    }

    private static void Lock(PairingInstance instance, PairingMarket market, SolverExpert[] experts, SolverPlace[] places)
    {
        var expertOf = Numbered(experts.Select(expert => expert.Id), "experts");
        var placeOf = Numbered(places.Select(place => place.Id), "places");
        foreach (var (expert, place) in instance.Locks.Distinct().Order())
            if (!expertOf.TryGetValue(expert, out var e) || !placeOf.TryGetValue(place, out var p) || !market.Lock(e, p))
                throw new LocksImpossibleException();
    }

    private static Dictionary<Guid, int> Numbered(IEnumerable<Guid> ids, string what)
    {
        var numbers = new Dictionary<Guid, int>();
        foreach (var id in ids)
            if (!numbers.TryAdd(id, numbers.Count))
                throw new ArgumentException($"An id occurs twice among the {what}.", nameof(ids));
        return numbers;
    }
}

/// <summary>What is locked cannot be had: no possible pair, a banned one, or more than an expert's capacity.</summary>
public sealed class LocksImpossibleException() : Exception("The locks are not possible, banned, or beyond an expert's capacity.");
