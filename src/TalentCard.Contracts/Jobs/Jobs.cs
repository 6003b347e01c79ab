namespace TalentCard.Contracts.Jobs;

/// <summary>A recurring job of the Worker.</summary>
/// <param name="Key">Its stable key.</param>
/// <param name="Sentence">What it does, in Chinese.</param>
/// <param name="Schedule">When it runs.</param>
/// <param name="TimeLimit">How long one run may take, in whole seconds; a longer one is stopped and counts as failed.</param>
/// <param name="State"><c>waiting</c>, <c>running</c>, <c>paused</c> or <c>broken</c> (it could not even be started; resuming tries again).</param>
/// <param name="NextRun">When it runs next; null while it is paused.</param>
/// <param name="LastRun">Its latest run; null where there was none.</param>
/// <param name="PausedAt">Since when it is paused.</param>
/// <param name="PausedBy">Who paused it.</param>
public sealed record Job(
    string Key, string Sentence, JobSchedule Schedule, int TimeLimit, string State, DateTimeOffset? NextRun, JobOutcome? LastRun,
    DateTimeOffset? PausedAt, string? PausedBy);

/// <summary>What the sentence of a schedule is made of. Times are in Asia/Shanghai.</summary>
/// <param name="Kind"><c>every_minutes</c>, <c>hourly</c>, <c>daily</c>, <c>weekly</c>, <c>monthly</c>, or <c>cron</c> where no such words fit.</param>
/// <param name="At">The time of the day; of <c>hourly</c>, its minutes count.</param>
/// <param name="Every">Of <c>every_minutes</c>: how many.</param>
/// <param name="Day">Of <c>weekly</c>: 1 is Monday, 7 is Sunday; of <c>monthly</c>: the day of the month.</param>
/// <param name="Cron">The expression itself.</param>
public sealed record JobSchedule(string Kind, TimeOnly? At, int? Every, int? Day, string Cron);

/// <summary>How a run went.</summary>
/// <param name="At">When it began.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Outcome"><c>succeeded</c>, <c>failed</c>, or <c>cancelled</c> (its Worker was stopped; another runs it again).</param>
public sealed record JobOutcome(DateTimeOffset At, long Milliseconds, string Outcome);

/// <summary>One run of a job.</summary>
/// <param name="Id">The run.</param>
/// <param name="At">When it began.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Outcome"><c>succeeded</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Attempt">1 for the first try, more for the tries after a failure.</param>
/// <param name="Retried">Whether it is tried again by itself.</param>
/// <param name="AskedBy">Who asked for it; null for a run by the clock.</param>
/// <param name="Worker">Which Worker ran it.</param>
public sealed record JobRun(
    Guid Id, DateTimeOffset At, long Milliseconds, string Outcome, JobError? Error, int Attempt, bool Retried, string? AskedBy, string Worker);

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
    Guid Id, string JobKey, string Sentence, DateTimeOffset FirstFailedAt, DateTimeOffset LastFailedAt, int Times, int Attempts,
    JobError Error, bool SucceededSince);

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
    /// <summary>Anything else: a fault of ours.</summary>
    public const string Fault = "fault";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [TimeLimit, DatabaseUnreachable, DatabaseRefused, Network, Fault];
}
