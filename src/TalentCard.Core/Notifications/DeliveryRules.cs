namespace TalentCard.Core.Notifications;

/// <summary>The channels beside the app.</summary>
public static class DeliveryChannel
{
    /// <summary>E-mail.</summary>
    public const string Email = "email";

    /// <summary>Text message.</summary>
    public const string Sms = "sms";
}

/// <summary>
/// The hours in Asia/Shanghai in which no telephone rings: from one time of the day to another, over midnight or not.
/// </summary>
/// <param name="From">When they begin.</param>
/// <param name="To">When they end; the same as <paramref name="From"/> for none.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    /// <summary>Whether an instant lies in them.</summary>
    public bool Hold(DateTimeOffset at) => From != To && at.ToLocalTimeOfDay().IsBetween(From, To);

    /// <summary>The first instant from <paramref name="at"/> on that is not in them.</summary>
    public DateTimeOffset After(DateTimeOffset at)
    {
        if (!Hold(at))
            return at;
        var end = at.ToLocalDate().StartOfDay() + To.ToTimeSpan();
        return end > at ? end : end.AddDays(1);
    }
}

/// <summary>How long to wait before something is tried again.</summary>
/// <param name="First">After the first attempt.</param>
/// <param name="Factor">What each wait is multiplied by to get the next.</param>
/// <param name="Longest">The longest wait.</param>
/// <param name="Attempts">After so many attempts it is given up.</param>
public sealed record BackOff(TimeSpan First, double Factor, TimeSpan Longest, int Attempts)
{
    /// <summary>The wait after an attempt, up to a fifth longer by chance so that not all come back at once.</summary>
    /// <param name="attempt">1 for the first.</param>
    /// <param name="asked">What the other side asked for, which is kept up to a day.</param>
    /// <param name="chance">From 0 to 1.</param>
    public TimeSpan After(int attempt, TimeSpan? asked, double chance)
    {
        var own = Math.Min(First.TotalSeconds * Math.Pow(Factor, attempt - 1), Longest.TotalSeconds) * (1 + chance / 5);
        return TimeSpan.FromSeconds(Math.Max(own, Math.Min(asked?.TotalSeconds ?? 0, TimeSpan.FromDays(1).TotalSeconds)));
    }
}

/// <summary>Who is to be told, as far as it decides where.</summary>
/// <param name="HasEmail">Whether an address is known.</param>
/// <param name="HasPhone">Whether a phone is known.</param>
/// <param name="OptedOut">The channels that they do not want for this kind.</param>
internal sealed record Reachable(bool HasEmail, bool HasPhone, string[] OptedOut);

/// <summary>Something that is to leave on a channel.</summary>
/// <param name="Channel">Which.</param>
/// <param name="Urgent">At any hour and alone.</param>
/// <param name="At">Not before this.</param>
internal sealed record PlannedDelivery(string Channel, bool Urgent, DateTimeOffset At);

/// <summary>Where a message goes and when. Pure.</summary>
internal static class DeliveryPlan
{
    public static IEnumerable<PlannedDelivery> Of(
        MessageKind kind,
        Reachable person,
        IReadOnlyCollection<string> working,
        DateTimeOffset now,
        QuietHours quiet,
        TimeSpan gathering
    ) =>
        from channel in kind.Channels
        where
            working.Contains(channel)
            && (kind.Mandatory || !person.OptedOut.Contains(channel))
            && (channel == DeliveryChannel.Email ? person.HasEmail : person.HasPhone)
        select new PlannedDelivery(
            channel,
            kind.Urgent,
            kind.Urgent ? now
                : channel == DeliveryChannel.Email ? now + gathering
                : quiet.After(now)
        );
}
