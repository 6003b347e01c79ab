using Microsoft.Extensions.DependencyInjection;

namespace TalentCard.Core.WorkingTime;

/// <summary>Registers working time.</summary>
public static class WorkingTimeServices
{
    /// <summary>Adds the calendar, its yearly notices, the office hours and the time limits of consultations.</summary>
    public static IServiceCollection AddWorkingTime(this IServiceCollection services) =>
        services
            .AddSingleton<WorkingDayStore>()
            .AddSingleton<HolidayNoticeStore>()
            .AddSingleton<OfficeHoursStore>()
            .AddSingleton<DeadlineRuleStore>()
            .AddSingleton<EscalationRuleStore>();
}
