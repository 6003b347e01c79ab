using TalentCard.Core.Notifications;

namespace TalentCard.Worker.Notifications;

/// <summary>The relay and the channels that the configuration names.</summary>
internal static class NotificationServices
{
    /// <summary>Adds them. What is configured wrongly stops the Worker at once rather than the first message.</summary>
    /// <exception cref="InvalidOperationException">A channel's settings are incomplete or unsafe.</exception>
    public static IServiceCollection AddRelay(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection("Notifications");
        services.AddDeliveries(section.Get<NotificationOptions>() ?? new NotificationOptions());
        if (section.GetSection("Smtp").Get<SmtpOptions>() is { Host: not null } smtp)
        {
            smtp.Check();
            services.AddSingleton<IDeliveryChannel>(provider => new MailChannel(
                smtp,
                provider.GetRequiredService<TimeProvider>()
            ));
        }
        if (section.GetSection("Sms").Get<SmsOptions>() is { Address: { } address } sms)
        {
            if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
                throw new InvalidOperationException("Notifications:Sms:Address must be https.");
            if (sms.Secret.Length < 16)
                throw new InvalidOperationException("Notifications:Sms:Secret has at least 16 characters.");
            services.AddSingleton<IDeliveryChannel>(provider => new SmsChannel(sms, provider.GetRequiredService<TimeProvider>()));
        }
        services.AddSingleton<Relay>();
        return services.AddHostedService(provider => provider.GetRequiredService<Relay>());
    }
}
