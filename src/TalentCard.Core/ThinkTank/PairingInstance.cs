namespace TalentCard.Core.ThinkTank;

/// <summary>An expert as the solver sees one.</summary>
/// <param name="Id">The expert.</param>
/// <param name="Capacity">How many places at most, at least 0.</param>
public sealed record SolverExpert(Guid Id, int Capacity);

/// <summary>A place, i.e. a village or firm, as the solver sees one.</summary>
/// <param name="Id">The village or firm.</param>
/// <param name="Key">Whether it must have at least one expert.</param>
/// <param name="Most">How many experts at most, at least 1.</param>
public sealed record SolverPlace(Guid Id, bool Key, int Most = 1);

/// <summary>An expert who may serve a place.</summary>
/// <param name="Expert">The expert.</param>
/// <param name="Place">The place.</param>
/// <param name="Fit">How well they fit, in millionths: 0 to 1,000,000.</param>
public sealed record SolverPair(Guid Expert, Guid Place, int Fit);

/// <summary>What is to be paired. The order of each list means nothing.</summary>
/// <param name="Experts">Who can serve.</param>
/// <param name="Places">Who is to be served.</param>
/// <param name="Pairs">Every pair that is possible, each once; a pair that is not named is not.</param>
/// <param name="Locks">Pairs that must be in the answer; each has to be one of <paramref name="Pairs"/>.</param>
/// <param name="Bans">Pairs that must not.</param>
/// <param name="Balance">
/// Charge in millionths for loading an expert: the k-th of an expert's c places costs <c>Balance × (k − 1) / c</c>, rounded down.
/// It grows with k, so that the sum is convex in the load and the problem stays one of minimum-cost flow.
/// </param>
public sealed record PairingInstance(
    IReadOnlyList<SolverExpert> Experts,
    IReadOnlyList<SolverPlace> Places,
    IReadOnlyList<SolverPair> Pairs,
    IReadOnlyCollection<(Guid Expert, Guid Place)> Locks,
    IReadOnlyCollection<(Guid Expert, Guid Place)> Bans,
    int Balance
);

/// <summary>
/// Key places that cannot all be served, whatever else is changed: they have fewer places between them than they need.
/// </summary>
/// <param name="Places">The key places that compete; none of them has another expert to turn to.</param>
/// <param name="Experts">All experts whom they may have; empty when there is none.</param>
/// <param name="Free">How many places those experts have between them once their locked pairs are kept.</param>
public sealed record Bottleneck(IReadOnlyList<Guid> Places, IReadOnlyList<Guid> Experts, int Free)
{
    /// <summary>How many of the places stay without an expert.</summary>
    public int Missing => Places.Count - Free;
}

/// <summary>The best pairing.</summary>
/// <param name="Pairs">The pairs, by expert and place.</param>
/// <param name="Total">Their fit less the charges for load, in millionths.</param>
/// <param name="Unserved">Key places without an expert; empty when every one could be served.</param>
/// <param name="Bottlenecks">Why they could not: together they hold every unserved place.</param>
public sealed record PairingSolution(
    IReadOnlyList<SolverPair> Pairs,
    long Total,
    IReadOnlyList<Guid> Unserved,
    IReadOnlyList<Bottleneck> Bottlenecks
);
