namespace TalentCard.Bench;

/// <summary>
/// What we reach a second beside what the bare thing reaches, round by round, and the ratio aimed at. The two sides of a round
/// are measured one right after the other, so that what slows the machine down slows both.
/// </summary>
internal sealed record Ratio(string Name, IReadOnlyList<double> Ours, IReadOnlyList<double> Bare, double Aim)
{
    /// <summary>The median of the rounds' ratios.</summary>
    public double Value => Ours.Zip(Bare, (ours, bare) => ours / bare).Median();
}

internal static class Numbers
{
    public static double Median(this IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
