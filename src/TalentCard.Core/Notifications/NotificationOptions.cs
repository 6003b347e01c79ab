namespace TalentCard.Core.Notifications;

/// <summary>
/// The section <c>Notifications</c> of a Worker's configuration. A channel is off unless its own section is there.
/// </summary>
public sealed record NotificationOptions
{
    /// <summary>The Web's public address, for links in e-mails; without it there are none.</summary>
    public string? WebAddress { get; init; }

    /// <summary>When telephones begin to be left alone, in Asia/Shanghai.</summary>
    public TimeOnly QuietFrom { get; init; } = new(21, 0);

    /// <summary>When they no longer are.</summary>
    public TimeOnly QuietTo { get; init; } = new(8, 0);

    /// <summary>How long what is not urgent waits for more to the same person, to become one e-mail.</summary>
    public TimeSpan Gathering { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How soon a relay looks again without being woken.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many a relay takes in hand at once.</summary>
    public int Batch { get; init; } = 16;

    /// <summary>How long one attempt may take; a batch must be through within <see cref="Lease"/>.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>After this another relay takes over what one has in hand.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The wait after the first failed attempt. The waits grow fourfold: half a minute, 2, 8 and 32 minutes, 2 hours, 6 hours.
    /// </summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait between attempts.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromHours(6);

    /// <summary>After so many attempts, about two days, the office decides.</summary>
    public int Attempts { get; init; } = 12;

    /// <summary>The registered signature that stands before a text message.</summary>
    public string? SmsSignature { get; init; }

    internal QuietHours Quiet => new(QuietFrom, QuietTo);

    internal BackOff BackOff => new(FirstWait, 4, LongestWait, Attempts);
}
