namespace TalentCard.Contracts.History;

/// <summary>A change of one thing that the office keeps, from the audit trail.</summary>
/// <param name="At">When.</param>
/// <param name="Action">What, e.g. <c>partner.edit</c>.</param>
/// <param name="Actor">Name of who did it; empty: a job, by itself.</param>
/// <param name="Reason">Why, as they said it.</param>
public sealed record HistoryEntry(DateTimeOffset At, string Action, string Actor, string? Reason);
