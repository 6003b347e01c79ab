namespace TalentCard.Core.Overview;

/// <summary>The office's week: Monday to Sunday in Asia/Shanghai.</summary>
public static class Week
{
    /// <summary>The Monday of the week that <paramref name="day"/> lies in.</summary>
    public static DateOnly StartOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
