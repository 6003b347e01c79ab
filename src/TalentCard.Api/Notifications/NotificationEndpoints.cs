using Microsoft.AspNetCore.Http.HttpResults;
using TalentCard.Api.OpenApi;
using TalentCard.Api.Versions;
using TalentCard.Contracts.Notifications;
using TalentCard.Core.Notifications;

namespace TalentCard.Api.Notifications;

/// <summary>Everyone's own messages, and what could not be sent, for administrators.</summary>
internal static class NotificationEndpoints
{
    public static void MapNotifications(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/api/v1/me/notifications").RequireAuthorization(Policies.Messages).WithTags("Notifications");
        own.MapGet("/", ListAsync).WithName("listOwnNotifications").WithSummary("Lists the caller's messages, newest first.");
        own.MapGet("/unread", UnreadAsync)
            .WithName("countUnreadNotifications")
            .WithSummary("Counts the caller's unread messages, up to 100.");
        own.MapPost("/{id:guid}/read", ReadAsync)
            .WithName("readNotification")
            .WithSummary("Marks a message of the caller's as read.");
        own.MapPost("/read", ReadAllAsync)
            .WithName("readAllNotifications")
            .WithSummary("Marks as read what had come to the caller until an instant.");
        own.MapGet("/preferences", PreferencesAsync)
            .WithName("getNotificationPreferences")
            .WithSummary("Shows what the caller is told, where and in which language.");
        own.MapPut("/preferences", SetPreferencesAsync)
            .WithName("setNotificationPreferences")
            .WithSummary("Replaces what the caller is told, where and in which language.")
            .Refuses(NotificationProblems.Mandatory, NotificationProblems.AddressOfTheOffice);

        var dead = routes.MapGroup("/api/v1/dead-letters").RequireAuthorization(Policies.Admin).WithTags("Notifications");
        dead.MapGet("/", DeadAsync).WithName("listDeadLetters").WithSummary("Lists what could not be sent, the latest first.");
        dead.MapPost("/{id:guid}/retry", SendAgainAsync)
            .WithName("retryDeadLetter")
            .WithSummary("Sends what could not be sent again, under the same key.")
            .Refuses(NotificationProblems.DeadLetterDecided);
        dead.MapPost("/{id:guid}/discard", DropAsync)
            .WithName("discardDeadLetter")
            .WithSummary("Leaves what could not be sent unsent.")
            .Refuses(NotificationProblems.DeadLetterDecided);
    }

    private static async Task<Ok<Page<Notification>>> ListAsync(
        [AsParameters] NotificationQuery query,
        NotificationStore notifications,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await notifications.ListAsync(NotificationStore.RecipientOf(actor), query, cancel));

    private static async Task<Ok<UnreadNotifications>> UnreadAsync(
        NotificationStore notifications,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(new UnreadNotifications(await notifications.UnreadAsync(NotificationStore.RecipientOf(actor), cancel)));

    private static async Task<NoContent> ReadAsync(
        Guid id,
        NotificationStore notifications,
        Actor actor,
        CancellationToken cancel
    )
    {
        await notifications.ReadAsync(NotificationStore.RecipientOf(actor), id, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> ReadAllAsync(
        ReadAllRequest request,
        NotificationStore notifications,
        Actor actor,
        CancellationToken cancel
    )
    {
        await notifications.ReadAllAsync(NotificationStore.RecipientOf(actor), request.Until!.Value, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<NotificationPreferences>> PreferencesAsync(
        PreferenceStore preferences,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await preferences.GetAsync(actor, cancel));

    private static async Task<Ok<NotificationPreferences>> SetPreferencesAsync(
        NotificationPreferencesRequest request,
        IfMatch ifMatch,
        PreferenceStore preferences,
        Actor actor,
        CancellationToken cancel
    ) => TypedResults.Ok(await preferences.SetAsync(request, ifMatch.Version, actor, cancel));

    private static async Task<Ok<Page<DeadLetter>>> DeadAsync(
        [AsParameters] ListQuery query,
        DeadLetterStore letters,
        CancellationToken cancel
    ) => TypedResults.Ok(await letters.ListAsync(query, cancel));

    private static async Task<NoContent> SendAgainAsync(Guid id, DeadLetterStore letters, Actor actor, CancellationToken cancel)
    {
        await letters.SendAgainAsync(id, actor, cancel);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> DropAsync(Guid id, DeadLetterStore letters, Actor actor, CancellationToken cancel)
    {
        await letters.DropAsync(id, actor, cancel);
        return TypedResults.NoContent();
    }
}
