namespace TalentCard.Contracts.Notifications;

/// <summary>Which notifications.</summary>
/// <param name="Unread">Only those that were not read.</param>
/// <param name="Limit">The most rows of one page.</param>
/// <param name="After">The page before's <c>next</c>; null is the first page.</param>
public sealed record NotificationQuery(bool Unread = false, int Limit = ListQuery.DefaultLimit, string? After = null)
    : ListQuery(Limit, After);
