using TalentCard.Contracts.Security;

namespace TalentCard.Core.Security;

/// <summary>
/// Whoever may find people by a whole phone or ID number could try numbers one after the other. What leads to nobody counts, and
/// after <see cref="Most"/> in a day looking up is closed to them until the next.
/// </summary>
public sealed class LookUpLimit(AttemptLimiter attempts, SecurityEventStore events, TimeProvider time)
{
    /// <summary>How many a day; agents meet callers whom nobody knows.</summary>
    public const int Most = 200;

    /// <summary>Looks up, if it is open.</summary>
    /// <param name="find">The look-up.</param>
    /// <param name="isKnown">Whether what it found is anybody.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="cancel">Stops it before it begins.</param>
    /// <exception cref="RefusedException"><c>look_ups_closed</c>.</exception>
    public async Task<T> FindAsync<T>(Func<Task<T>> find, Func<T, bool> isKnown, Actor actor, CancellationToken cancel)
    {
        var limit = new AttemptLimit(AttemptKinds.LookUp, actor.Id, Most, time.Today().AddDays(1).StartOfDay());
        var attempt = await attempts.BeginAsync([limit], cancel) ?? throw new RefusedException(SecurityProblems.LookUpsClosed);
        var found = await find();
        if (isKnown(found))
            await attempts.RefundAsync(attempt);
        else if (attempt.IsLast)
            await events.RecordAsync(new SecurityIncident(SecurityEventKind.LookUpClosed, "user", actor.Id, actor));
        return found;
    }
}
