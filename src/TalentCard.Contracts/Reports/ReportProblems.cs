using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Reports;

/// <summary>Refusals of the reports' calls.</summary>
public static class ReportProblems
{
    /// <summary>The remark or the approval of a report that is no draft any more.</summary>
    public static readonly ProblemCode NotDraft = new(
        "report_not_draft",
        409,
        "该通报已审批，不能再修改。",
        "The report is approved already and does not change any more."
    );

    /// <summary>Weights of a ranking would begin today or earlier.</summary>
    public static readonly ProblemCode RankingInForce = new(
        "ranking_in_force",
        409,
        "新权重最早从明天起生效，已生效的不能修改。",
        "New weights begin tomorrow at the earliest; those in force cannot change."
    );

    /// <summary>Sending a report that nobody approved, or that was sent.</summary>
    public static readonly ProblemCode NotApproved = new(
        "report_not_approved",
        409,
        "该通报尚未审批或已经发送，请刷新页面查看当前状态。",
        "The report is not approved yet or was sent already; look at it again."
    );

    /// <summary>The approval by whoever wrote the remark.</summary>
    public static readonly ProblemCode SecondPerson = new(
        "report_second_person_required",
        403,
        "修改过批注的人不能审批，请由另一位工作人员审批。",
        "Whoever wrote the remark cannot approve; another person has to."
    );
}
