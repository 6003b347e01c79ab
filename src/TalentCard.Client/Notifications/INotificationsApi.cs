using Refit;
using TalentCard.Contracts.Notifications;

namespace TalentCard.Client.Notifications;

/// <summary>Messages.</summary>
public interface INotificationsApi
{
    /// <summary>Lists the caller's messages, newest first.</summary>
    [Get("/api/v1/me/notifications")]
    Task<Page<Notification>> ListOwnNotificationsAsync([Query] NotificationQuery query, CancellationToken cancel);

    /// <summary>Counts the caller's unread messages, up to 100.</summary>
    [Get("/api/v1/me/notifications/unread")]
    Task<UnreadNotifications> CountUnreadNotificationsAsync(CancellationToken cancel);

    /// <summary>Marks a message of the caller's as read.</summary>
    [Post("/api/v1/me/notifications/{id}/read")]
    Task ReadNotificationAsync(Guid id, CancellationToken cancel);

    /// <summary>Marks as read what had come to the caller until an instant.</summary>
    [Post("/api/v1/me/notifications/read")]
    Task ReadAllNotificationsAsync([Body] ReadAllRequest request, CancellationToken cancel);

    /// <summary>Shows what the caller is told, where and in which language.</summary>
    [Get("/api/v1/me/notifications/preferences")]
    Task<NotificationPreferences> GetNotificationPreferencesAsync(CancellationToken cancel);

    /// <summary>Replaces what the caller is told, where and in which language.</summary>
    [Put("/api/v1/me/notifications/preferences")]
    Task<NotificationPreferences> SetNotificationPreferencesAsync(
        [Body] NotificationPreferencesRequest request,
        [Header(RequestHeaders.IfMatch)] string ifMatch,
        CancellationToken cancel
    );

    /// <summary>Lists what could not be sent, the latest first.</summary>
    [Get("/api/v1/dead-letters")]
    Task<Page<DeadLetter>> ListDeadLettersAsync([Query] ListQuery query, CancellationToken cancel);

    /// <summary>Sends what could not be sent again, under the same key.</summary>
    [Post("/api/v1/dead-letters/{id}/retry")]
    Task RetryDeadLetterAsync(Guid id, CancellationToken cancel);

    /// <summary>Leaves what could not be sent unsent.</summary>
    [Post("/api/v1/dead-letters/{id}/discard")]
    Task DiscardDeadLetterAsync(Guid id, CancellationToken cancel);
}
