namespace TalentCard.Contracts.Jobs;

/// <summary>A recurring job of the Worker.</summary>
/// <param name="Key">Its stable key.</param>
/// <param name="Sentence">What it does, in Chinese.</param>
/// <param name="State"><c>waiting</c>, <c>running</c> or <c>paused</c>.</param>
/// <param name="NextRun">When it runs next; null while it is paused.</param>
/// <param name="LastRun">Its latest run that ended; null where there was none.</param>
/// <param name="PausedAt">Since when it is paused.</param>
/// <param name="PausedBy">Who paused it.</param>
public sealed record Job(
    string Key,
    string Sentence,
    string State,
    DateTimeOffset? NextRun,
    JobOutcome? LastRun,
    DateTimeOffset? PausedAt,
    string? PausedBy
);

/// <summary>How a run went.</summary>
/// <param name="At">When it began.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Error">Why it failed; null where it succeeded.</param>
public sealed record JobOutcome(DateTimeOffset At, long Milliseconds, JobError? Error);

/// <summary>Why a run failed, without what an exception's message may hold of a person.</summary>
/// <param name="Code">One of <see cref="JobErrorCodes"/>.</param>
/// <param name="Type">The exception's type, and the database's error code where it refused.</param>
public sealed record JobError(string Code, string Type);

/// <summary>A job that failed for good: every attempt was in vain.</summary>
/// <param name="Id">The failure.</param>
/// <param name="JobKey">The job.</param>
/// <param name="Sentence">What the job does, in Chinese; its key where it is no longer there.</param>
/// <param name="FirstFailedAt">When it first failed so.</param>
/// <param name="LastFailedAt">When it last did.</param>
/// <param name="Times">How often, since nobody has decided on it.</param>
/// <param name="Attempts">How many attempts the last time had.</param>
/// <param name="Error">Why the last attempt failed.</param>
/// <param name="SucceededSince">Whether a later run succeeded.</param>
public sealed record JobFailure(
    Guid Id,
    string JobKey,
    string Sentence,
    DateTimeOffset FirstFailedAt,
    DateTimeOffset LastFailedAt,
    int Times,
    int Attempts,
    JobError Error,
    bool SucceededSince
);

/// <summary>The kinds of errors of jobs.</summary>
public static class JobErrorCodes
{
    /// <summary>It took longer than it may and was stopped.</summary>
    public const string TimeLimit = "time_limit";

    /// <summary>The database could not be reached, or broke off.</summary>
    public const string DatabaseUnreachable = "database_unreachable";

    /// <summary>The database refused a statement.</summary>
    public const string DatabaseRefused = "database_refused";

    /// <summary>Another system could not be reached.</summary>
    public const string Network = "network";

    /// <summary>Its Worker was stopped, and another runs it again; or somebody deleted it while it ran.</summary>
    public const string Stopped = "stopped";

    /// <summary>Anything else: a fault of ours.</summary>
    public const string Fault = "fault";
}
