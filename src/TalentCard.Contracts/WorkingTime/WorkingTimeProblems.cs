using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.WorkingTime;

/// <summary>Refusals of the calls about working time.</summary>
public static class WorkingTimeProblems
{
    /// <summary>Hours or a deadline would begin today or earlier.</summary>
    public static readonly ProblemCode InForce = new(
        "working_time_in_force",
        409,
        "新规则最早从明天起生效，已生效的规则不能修改。",
        "A rule begins tomorrow at the earliest; one in force cannot change."
    );

    /// <summary>A yearly notice contradicts itself, the week or the law.</summary>
    public static readonly ProblemCode NoticeUnclear = new(
        "holiday_notice_unclear",
        409,
        "通知中有读不通的安排，请核对全文后重新粘贴。",
        "Something in the notice cannot be right; check its text and paste it again."
    );

    /// <summary>A day that is over.</summary>
    public static readonly ProblemCode DayOver = new(
        "working_day_over",
        409,
        "已过去的日期不能修改，请选择今天或以后的日期。",
        "A day that is over cannot change; choose today or a later one."
    );
}
