using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.WorkingTime;

/// <summary>Refusals of the calls about working time.</summary>
public static class WorkingTimeProblems
{
    /// <summary>Hours or a deadline would begin today or earlier.</summary>
    public static readonly ProblemCode InForce = new("working_time_in_force", 409,
        "新规则最早从明天起生效，已生效的规则不能修改。", "A rule begins tomorrow at the earliest; one in force cannot change.");

    /// <summary>A day that has begun.</summary>
    public static readonly ProblemCode DayBegun = new("working_day_begun", 409,
        "当天及以前的日期不能修改，请选择以后的日期。", "A day that has begun cannot change; choose a later one.");
}
