using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Hotline;

/// <summary>
/// Refusals of the hotline's calls. Those about a ticket's state tell in <c>errors</c> what happened: <c>state</c>,
/// <c>action</c>, <c>by</c> and <c>at</c> of its last step.
/// </summary>
public static class HotlineProblems
{
    /// <summary>The ticket's state does not take the step, most often because somebody else was first.</summary>
    public static readonly ProblemCode MovedOn = new(
        "ticket_moved_on",
        409,
        "该工单已被他人处理或状态已变化，请查看最新进展后再操作。",
        "The ticket has moved on, perhaps by someone else's hand; look at what happened and go on from there."
    );

    /// <summary>The ticket was taken from the caller's department before this step came; the errors tell by whom.</summary>
    public static readonly ProblemCode LeftDepartment = new(
        "ticket_left_department",
        409,
        "该工单已不由贵单位办理，此次操作没有执行，请保存好已填写的内容。",
        "The ticket is no longer your department's and nothing was changed; keep what you wrote."
    );

    /// <summary>The caller's role does not take the step.</summary>
    public static readonly ProblemCode NotYours = new(
        "ticket_step_not_yours",
        403,
        "您的岗位不能执行此操作，请由相应岗位办理。",
        "This step is not your role's; ask a colleague whose it is."
    );

    /// <summary>An appeal cannot be closed before its follow-up.</summary>
    public static readonly ProblemCode FollowUpFirst = new(
        "follow_up_first",
        409,
        "诉求类工单须先回访再办结，请先完成回访。",
        "An appeal is followed up before it is closed; make the follow-up call first."
    );

    /// <summary>The time to return a ticket has passed.</summary>
    public static readonly ProblemCode TooLateToReturn = new(
        "too_late_to_return",
        409,
        "已超过退单时限（派单后 2 个工作日），请继续办理或联系人才办改派。",
        "Two working days have passed since dispatch; answer the ticket or ask the office to reassign it."
    );

    /// <summary>More time is asked for before the deadline only.</summary>
    public static readonly ProblemCode TooLateToExtend = new(
        "too_late_to_extend",
        409,
        "已过办理期限，不能再申请延期，请尽快答复。",
        "The deadline has passed, so it cannot be extended; answer as soon as you can."
    );

    /// <summary>An extension was asked for already and waits for its decision.</summary>
    public static readonly ProblemCode ExtensionPending = new(
        "extension_pending",
        409,
        "已有待审批的延期申请，请等待审批结果。",
        "An extension already waits for its decision; wait for it."
    );

    /// <summary>The extension was decided, or the caller told, already.</summary>
    public static readonly ProblemCode ExtensionDecided = new(
        "extension_decided",
        409,
        "该延期申请已处理，请刷新页面查看结果。",
        "This extension was already dealt with; reload the page."
    );

    /// <summary>Whoever asked for the extension cannot decide it.</summary>
    public static readonly ProblemCode SecondPersonRequired = new(
        "extension_second_person",
        403,
        "申请人不能审批自己的延期申请，请由另一位工作人员审批。",
        "Whoever asked for an extension cannot decide it; another person must."
    );

    /// <summary>Only tickets of the same caller are merged.</summary>
    public static readonly ProblemCode OtherCaller = new(
        "merge_other_caller",
        409,
        "只能合并同一来电人的工单，不同来电人的工单请使用关联。",
        "Only tickets of the same caller are merged; link tickets of different callers instead."
    );

    /// <summary>A ticket and itself.</summary>
    public static readonly ProblemCode SameTicket = new(
        "same_ticket",
        409,
        "不能与自身合并或关联，请选择另一张工单。",
        "A ticket is not merged or linked with itself; choose another."
    );

    /// <summary>An escalated ticket is closed by the office.</summary>
    public static readonly ProblemCode OfficeCloses = new(
        "office_closes_escalated",
        409,
        "督办工单须由人才办办结，请联系人才办。",
        "An escalated ticket is closed by the office; ask them to."
    );

    /// <summary>A colleague took this call.</summary>
    public static readonly ProblemCode CallTaken = new(
        "call_taken",
        409,
        "该来电已由其他坐席登记，请刷新页面查看。",
        "A colleague already took this call; reload the page."
    );

    /// <summary>The caller withheld their number.</summary>
    public static readonly ProblemCode NumberWithheld = new(
        "number_withheld",
        409,
        "来电人隐藏了号码，无法回拨，请等候其再次来电。",
        "The caller withheld their number and cannot be called back; wait for them to call again."
    );

    /// <summary>The day's follow-up call was made.</summary>
    public static readonly ProblemCode TriedToday = new(
        "follow_up_tried_today",
        409,
        "今天已回访未接通，请于下一个工作日再次回访。",
        "The caller was not reached today; call again on the next working day."
    );
}
