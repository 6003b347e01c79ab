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

    /// <summary>How soon a Worker notices what was asked for through the Api; at least a second.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often a Worker says that it lives; another takes over after about twice as long.</summary>
    public TimeSpan CheckIn { get; init; } = TimeSpan.FromSeconds(7.5);

    /// <summary>How often a Worker looks for missed firings, and sees to it that no job waits longer than its times say.</summary>
    public TimeSpan ClockCheck { get; init; } = TimeSpan.FromMinutes(1);
}
