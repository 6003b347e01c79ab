namespace TalentCard.Core.ThinkTank;

/// <summary>A possible pair by the numbers of its expert and place.</summary>
internal readonly record struct PairingArc(int Expert, int Place, int Fit);

/// <summary>
/// The flow while it grows. Each expert has a price, never below 0 and never falling, between the charge for the last place taken
/// and that for the next; every place holds the experts that are cheapest for it at these prices (cost = price − fit), or none
/// where all cost more than nothing. These are the conditions of an optimum, and every step keeps them.
/// </summary>
/// <param name="experts">Experts by number.</param>
/// <param name="places">Places by number.</param>
/// <param name="arcs">Possible pairs, by place and then the greatest fit first.</param>
/// <param name="balance">Charge for load, as <see cref="PairingInstance.Balance"/>.</param>
internal sealed class PairingMarket(SolverExpert[] experts, SolverPlace[] places, PairingArc[] arcs, int balance)
{
    private const long Never = long.MaxValue;
    private const int None = -1;

    private readonly int[] firstArc = FirstArcs(places.Length, arcs);
    private readonly bool[] taken = new bool[arcs.Length];
    private readonly bool[] locked = new bool[arcs.Length];
    private readonly int[] held = new int[places.Length];
    private readonly long[] price = new long[experts.Length];
    private readonly int[] lockedLoad = new int[experts.Length];

    // Arcs that each expert holds and could give up.
    private readonly List<int>[] holding = [.. experts.Select(_ => new List<int>())];

    // One search: how far an expert or place is from the one that enters, and the arc by which it was reached.
    private readonly long[] expertDistance = Filled(experts.Length),
        placeDistance = Filled(places.Length);
    private readonly int[] expertVia = new int[experts.Length],
        placeVia = new int[places.Length];
    private readonly List<int> reachedExperts = [],
        reachedPlaces = [],
        scanned = [];
    private readonly PriorityQueue<int, long> queue = new();
    private long best;
    private int end,
        given;

    /// <summary>How many experts the place has.</summary>
    public int Held(int place) => held[place];

    /// <summary>The pairs taken, by expert and place.</summary>
    public IEnumerable<PairingArc> Taken() =>
        arcs.Where((_, arc) => taken[arc]).OrderBy(arc => arc.Expert).ThenBy(arc => arc.Place);

    /// <summary>Fit less charges.</summary>
    public long Total()
    {
        var total = Taken().Sum(arc => (long)arc.Fit);
        for (var expert = 0; expert < experts.Length; expert++)
        for (var k = 0; k < Load(expert); k++)
            total -= Charge(expert, k);
        return total;
    }

    /// <summary>Takes a pair for good.</summary>
    /// <returns>False: it is not possible, or the expert is full.</returns>
    public bool Lock(int expert, int place)
    {
        for (var arc = firstArc[place]; arc < firstArc[place + 1]; arc++)
        {
            if (arcs[arc].Expert != expert)
                continue;
            if (Load(expert) >= experts[expert].Capacity)
                return false;
            taken[arc] = locked[arc] = true;
            lockedLoad[expert]++;
            held[place]++;
            return true;
        }
        return false;
    }

    /// <summary>Lets a place have one more expert, moving others where that is worth it.</summary>
    /// <returns>False: there is no way, or (for a place that need not) none that adds to the total.</returns>
    public bool Serve(int place)
    {
        Search(place);
        var served = best != Never && end != None;
        if (best != Never)
            foreach (var expert in scanned)
                price[expert] += best - expertDistance[expert];
        if (served)
            Augment(place);
        foreach (var expert in reachedExperts)
            expertDistance[expert] = Never;
        foreach (var reached in reachedPlaces)
            placeDistance[reached] = Never;
        reachedExperts.Clear();
        reachedPlaces.Clear();
        scanned.Clear();
        queue.Clear();
        return served;
    }

    /// <summary>The parts of the market in which the unserved key places compete.</summary>
    public IEnumerable<(List<int> Places, List<int> Experts, int Free)> Bottlenecks(List<int> unserved)
    {
        var (seenPlaces, seenExperts) = (new bool[places.Length], new bool[experts.Length]);
        var waiting = new Stack<int>();
        var groups = new List<(List<int> Places, List<int> Experts)>();
        foreach (var start in unserved)
        {
            if (seenPlaces[start])
                continue;
            var group = (Places: new List<int>(), Experts: new List<int>());
            seenPlaces[start] = true;
            waiting.Push(start);
            while (waiting.TryPop(out var place))
            {
                group.Places.Add(place);
                for (var arc = firstArc[place]; arc < firstArc[place + 1]; arc++)
                {
                    var expert = arcs[arc].Expert;
                    if (seenExperts[expert])
                        continue;
                    seenExperts[expert] = true;
                    group.Experts.Add(expert);
                    foreach (var other in holding[expert].Select(held => arcs[held].Place).Where(other => !seenPlaces[other]))
                    {
                        seenPlaces[other] = true;
                        waiting.Push(other);
                    }
                }
            }
            groups.Add(group);
        }
        // A later unserved place may lead into an earlier one's part: they compete with each other, so they are one.
        var groupOf = new Dictionary<int, int>();
        for (var group = 0; group < groups.Count; group++)
            foreach (var expert in groups[group].Experts)
                groupOf[expert] = group;
        for (var group = groups.Count - 1; group >= 0; group--)
        {
            var earlier = groups[group]
                .Places.SelectMany(place => Enumerable.Range(firstArc[place], firstArc[place + 1] - firstArc[place]))
                .Select(arc => groupOf[arcs[arc].Expert])
                .Where(other => other != group)
                .Distinct()
                .ToArray();
            if (earlier.Length == 0)
                continue;
            var into = earlier.Min();
            foreach (var other in earlier.Append(group).Where(other => other != into).Distinct())
            {
                groups[into].Places.AddRange(groups[other].Places);
                groups[into].Experts.AddRange(groups[other].Experts);
                foreach (var expert in groups[other].Experts)
                    groupOf[expert] = into;
                groups[other] = ([], []);
            }
        }
        foreach (var (somePlaces, someExperts) in groups.Where(group => group.Places.Count > 0))
        {
            somePlaces.Sort();
            someExperts.Sort();
            yield return (somePlaces, someExperts, someExperts.Sum(expert => experts[expert].Capacity - lockedLoad[expert]));
        }
    }

    private void Search(int place)
    {
        (best, end, given) = (Never, None, None);
        // Having no more costs nothing where that is allowed.
        if (held[place] >= Needed(place))
            best = 0;
        placeDistance[place] = 0;
        reachedPlaces.Add(place);
        Offer(place, 0);
        while (queue.TryDequeue(out var expert, out var distance))
        {
            if (distance >= best)
                break;
            if (distance > expertDistance[expert])
                continue;
            scanned.Add(expert);
            if (Load(expert) < experts[expert].Capacity)
                Finish(distance + Charge(expert, Load(expert)) - price[expert], expert, None);
            foreach (var arc in holding[expert])
            {
                var other = arcs[arc].Place;
                var left = distance + arcs[arc].Fit - price[expert];
                if (held[other] > Needed(other))
                    Finish(left, expert, arc);
                if (left >= placeDistance[other])
                    continue;
                if (placeDistance[other] == Never)
                    reachedPlaces.Add(other);
                placeDistance[other] = left;
                placeVia[other] = arc;
                Offer(other, left);
            }
        }
    }

    private void Finish(long distance, int expert, int arc)
    {
        if (distance < best)
            (best, end, given) = (distance, expert, arc);
    }

    private void Offer(int place, long distance)
    {
        for (var arc = firstArc[place]; arc < firstArc[place + 1]; arc++)
        {
            var (expert, _, fit) = arcs[arc];
            // Prices are not negative and fits only fall from here.
            if (distance - fit >= best)
                return;
            var there = distance - fit + price[expert];
            if (there >= best || there >= expertDistance[expert] || taken[arc])
                continue;
            if (expertDistance[expert] == Never)
                reachedExperts.Add(expert);
            expertDistance[expert] = there;
            expertVia[expert] = arc;
            queue.Enqueue(expert, there);
        }
    }

    // Walks the path back: every expert on it takes the arc by which it was reached and gives up the one by which it was left.
    private void Augment(int start)
    {
        var (expert, leaving) = (end, given);
        if (given != None)
        {
            taken[given] = false;
            held[arcs[given].Place]--;
        }
        held[start]++;
        while (true)
        {
            var arriving = expertVia[expert];
            taken[arriving] = true;
            if (leaving == None)
                holding[expert].Add(arriving);
            else
                holding[expert][holding[expert].IndexOf(leaving)] = arriving;
            var place = arcs[arriving].Place;
            if (place == start)
                return;
            leaving = placeVia[place];
            taken[leaving] = false;
            expert = arcs[leaving].Expert;
        }
    }

    private int Load(int expert) => lockedLoad[expert] + holding[expert].Count;

    private int Needed(int place) => places[place].Key ? 1 : 0;

    // Charge for the place that comes after k others.
    private long Charge(int expert, int k) => (long)balance * k / experts[expert].Capacity;

    private static int[] FirstArcs(int places, PairingArc[] arcs)
    {
        var first = new int[places + 1];
        foreach (var arc in arcs)
            first[arc.Place + 1]++;
        for (var place = 0; place < places; place++)
            first[place + 1] += first[place];
        return first;
    }

    private static long[] Filled(int length)
    {
        var distances = new long[length];
        Array.Fill(distances, Never);
        return distances;
    }
}
