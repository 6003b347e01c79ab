namespace TalentCard.Worker.Jobs;

/// <summary>The section <c>Jobs</c> of the configuration.</summary>
internal sealed record JobOptions
{
    /// <summary>How often a failed run is tried again.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>The wait before the first retry. The waits grow: half a minute, 2, 8 and 32 minutes, an hour.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What each wait is multiplied by to get the next.</summary>
    public double WaitFactor { get; init; } = 4;

    /// <summary>The longest wait.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many jobs one Worker runs at the same time.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>
    /// How soon a Worker notices what comes due: a firing of the clock, a retry, the job of a Worker that died. What is asked for
    /// wakes it at once.
    /// </summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How often a Worker renews its hold on what it runs. Another takes over one <see cref="Poll"/> and five times this after
    /// the last time: 25 seconds at most.
    /// </summary>
    public TimeSpan CheckIn { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a Worker sees to it that no job waits longer than its times say.</summary>
    public TimeSpan ClockCheck { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a run that finds its job running stands back before it looks again.</summary>
    public TimeSpan StandBack { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The wait after the <paramref name="attempt"/>th attempt.</summary>
    public TimeSpan WaitAfter(int attempt) =>
        TimeSpan.FromSeconds(Math.Min(FirstWait.TotalSeconds * Math.Pow(WaitFactor, attempt - 1), LongestWait.TotalSeconds));
}
