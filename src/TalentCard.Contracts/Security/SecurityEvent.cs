namespace TalentCard.Contracts.Security;

/// <summary>What may be an attack; what repeats itself within an hour is one of them.</summary>
/// <param name="Id">The event.</param>
/// <param name="Kind">Code of a <see cref="SecurityEventKind"/>.</param>
/// <param name="SubjectKind">What it is about: <c>user</c>, <c>card</c>, <c>client</c>, <c>path</c>.</param>
/// <param name="SubjectId">Its id; empty: of nobody known.</param>
/// <param name="ActorId">Who did it, as far as that is known; else empty.</param>
/// <param name="ActorName">Their name; else empty.</param>
/// <param name="Address">IP address that it came from; else empty.</param>
/// <param name="At">The first time.</param>
/// <param name="LastAt">The last time.</param>
/// <param name="Times">How often.</param>
public sealed record SecurityEvent(
    Guid Id,
    string Kind,
    string SubjectKind,
    string SubjectId,
    string ActorId,
    string ActorName,
    string Address,
    DateTimeOffset At,
    DateTimeOffset LastAt,
    int Times
);
