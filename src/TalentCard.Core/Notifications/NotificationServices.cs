using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Notifications;

/// <summary>Registers messages and what becomes of them.</summary>
public static class NotificationServices
{
    /// <summary>
    /// Adds what the Api needs: <see cref="NotificationStore"/>, <see cref="PreferenceStore"/>, <see cref="DeadLetterStore"/>.
    /// </summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services) =>
        services
            .AddSingleton<NotificationStore>()
            .AddSingleton<PreferenceStore>()
            .AddSingleton<DeadLetterStore>()
            .AddSingleton<IForget, ForgetMessages>();

    /// <summary>
    /// Adds what a relay needs: <see cref="DeliveryPlanner"/> and <see cref="DeliveryStore"/>; needs field encryption.
    /// </summary>
    public static IServiceCollection AddDeliveries(this IServiceCollection services, NotificationOptions options) =>
        services.AddSingleton(options).AddSingleton<DeliveryPlanner>().AddSingleton<DeliveryStore>();
}
