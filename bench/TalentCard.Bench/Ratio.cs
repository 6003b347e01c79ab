namespace TalentCard.Bench;

/// <summary>What we reach a second beside what the bare thing reaches, and the ratio aimed at.</summary>
internal sealed record Ratio(string Name, double Ours, double Bare, double Aim)
{
    public double Value => Ours / Bare;
}

internal static class Numbers
{
    public static double Median(this IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
