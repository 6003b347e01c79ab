namespace TalentCard.Core.Hotline;

/// <summary>Where a ticket stands: what its steps depend on and change.</summary>
/// <param name="Id">Id of the ticket.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Urgency">Its urgency.</param>
/// <param name="State">Its state.</param>
/// <param name="DepartmentId">The lead department.</param>
/// <param name="CoDepartmentIds">Those that work with it.</param>
/// <param name="HandlerId">Who accepted it.</param>
/// <param name="HandlerName">Their name.</param>
/// <param name="TalentId">The talent who asked.</param>
/// <param name="PhoneHash">Keyed hash of the caller's number.</param>
/// <param name="Channel">How it came.</param>
/// <param name="DueAt">When the answer is due.</param>
/// <param name="DispatchedAt">When it went to the department.</param>
/// <param name="ReturnUntil">Until when the department may return it.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
/// <param name="PausedAt">Since when it waits for the caller.</param>
/// <param name="RepliedAt">When it was answered.</param>
/// <param name="Reply">The answer.</param>
/// <param name="FollowUpDueAt">When the follow-up is due.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="EscalatedAt">Since when the office watches over it.</param>
/// <param name="MergedInto">The ticket that it goes on in.</param>
/// <param name="ExtensionState">Of the last extension asked for.</param>
/// <param name="CallerToBeTold">Whether the caller does not know of an extension yet.</param>
/// <param name="Reached">Whether the caller was reached in the last follow-up.</param>
/// <param name="Solved">Their word on it.</param>
/// <param name="Satisfied">Their word on it.</param>
/// <param name="Version">Counts the steps.</param>
/// <param name="WasAppeal">Whether it was taken as an appeal and corrected since.</param>
/// <param name="Division">Code of the county or park that it is about, or else of the talent who asked.</param>
public sealed record TicketFacts(
    Guid Id, string Kind, string Urgency, string State, Guid? DepartmentId, Guid[] CoDepartmentIds, string? HandlerId, string? HandlerName,
    Guid? TalentId, byte[] PhoneHash, string Channel, DateTimeOffset DueAt, DateTimeOffset? DispatchedAt, DateTimeOffset? ReturnUntil,
    DateTimeOffset? AcceptedAt, DateTimeOffset? PausedAt, DateTimeOffset? RepliedAt, string? Reply, DateTimeOffset? FollowUpDueAt,
    DateTimeOffset? ClosedAt, DateTimeOffset? EscalatedAt, Guid? MergedInto, string? ExtensionState, bool CallerToBeTold, bool? Reached,
    bool? Solved, bool? Satisfied, int Version, bool WasAppeal = false, string? Division = null);
