namespace TalentCard.Core.Jobs;

/// <summary>How long the history of runs is kept.</summary>
public static class JobHistory
{
    /// <summary>Of runs that went well.</summary>
    public static readonly TimeSpan KeepRuns = TimeSpan.FromDays(30);

    /// <summary>Of runs that failed.</summary>
    public static readonly TimeSpan KeepFailedRuns = TimeSpan.FromDays(180);

    /// <summary>The most rows of it, whatever their age.</summary>
    public const int MaxRuns = 50_000;
}
