using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.Reminders;

/// <summary>Registers reminders.</summary>
public static class ReminderServices
{
    /// <summary>Adds <see cref="RemindPeople"/>.</summary>
    public static IServiceCollection AddReminders(this IServiceCollection services) => services.AddSingleton<RemindPeople>();
}
