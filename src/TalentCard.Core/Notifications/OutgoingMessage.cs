namespace TalentCard.Core.Notifications;

/// <summary>What leaves on a channel, ready to be sent. It lives in memory only.</summary>
/// <param name="Key">The delivery's id. The same on every attempt, so that the other side can tell a repetition.</param>
/// <param name="To">E-mail address or phone.</param>
/// <param name="Subject">An e-mail's subject.</param>
/// <param name="Text">The words.</param>
public sealed record OutgoingMessage(Guid Key, string To, string Subject, string Text);

/// <summary>How an attempt went.</summary>
/// <param name="Error">Null: the channel has it. Otherwise one of <see cref="DeliveryErrors"/>.</param>
/// <param name="Status">The number that the other side gave.</param>
/// <param name="Final">Whether another attempt is of no use.</param>
/// <param name="RetryAfter">How long the other side asked to wait.</param>
public sealed record SendOutcome(string? Error = null, int? Status = null, bool Final = false, TimeSpan? RetryAfter = null)
{
    /// <summary>The channel has it.</summary>
    public static readonly SendOutcome Sent = new();
}

/// <summary>Why a delivery did not leave. An error's words are never kept: they may hold an address.</summary>
public static class DeliveryErrors
{
    /// <summary>No answer in time.</summary>
    public const string TimeLimit = "time_limit";

    /// <summary>The other side cannot be reached.</summary>
    public const string Network = "network";

    /// <summary>The other side cannot take it now.</summary>
    public const string Busy = "busy";

    /// <summary>The other side does not take it.</summary>
    public const string Refused = "refused";

    /// <summary>There is no address, or it cannot be read.</summary>
    public const string NoAddress = "no_address";

    /// <summary>The Workers that tried it ended in the middle.</summary>
    public const string WorkerLost = "worker_lost";

    /// <summary>A fault of ours.</summary>
    public const string Fault = "fault";

    /// <summary>Not needed any more: of no use now, told again since, or not wanted.</summary>
    public const string Outdated = "outdated";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        TimeLimit,
        Network,
        Busy,
        Refused,
        NoAddress,
        WorkerLost,
        Fault,
        Outdated,
    ];
}
