using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.ThinkTank;

/// <summary>Refusals of the think tank.</summary>
public static class ThinkTankProblems
{
    /// <summary>A village, term or proposal of the same kind has this name.</summary>
    public static readonly ProblemCode NameTaken = new(
        "think_tank_name_taken",
        409,
        "该名称已被使用，请更换名称。",
        "This name is in use already; choose another."
    );

    /// <summary>The account is no expert's, or another expert's.</summary>
    public static readonly ProblemCode AccountTaken = new(
        "expert_account_taken",
        409,
        "该账号不是专家账号，或已关联其他专家，请另选账号。",
        "The account is not an expert's or belongs to another expert; choose another."
    );

    /// <summary>Locks and bans that exclude each other, or more locks than the expert's capacity.</summary>
    public static readonly ProblemCode LocksImpossible = new(
        "locks_impossible",
        422,
        "锁定的结对不成立：同一结对不能既锁定又排除，锁定数也不能超过专家容量，请调整后重试。",
        "The locks cannot hold: a pair is locked and banned at once, or an expert has more locks than capacity; change them and solve again."
    );

    /// <summary>The same person may not adopt or reject their own proposal.</summary>
    public static readonly ProblemCode SecondPersonRequired = new(
        "proposal_second_person",
        409,
        "方案须由另一位工作人员审批，请换人操作。",
        "A proposal is decided by a second person; ask a colleague."
    );

    /// <summary>Adopted or rejected before.</summary>
    public static readonly ProblemCode ProposalDecided = new(
        "proposal_decided",
        409,
        "该方案已经审批，请刷新查看结果。",
        "This proposal has been decided already; reload it."
    );

    /// <summary>Another proposal of the term was adopted since this one was solved.</summary>
    public static readonly ProblemCode TermChanged = new(
        "pairing_term_changed",
        409,
        "本期已采用另一方案，此方案已过时，请重新求解后再审批。",
        "Another proposal of this term was adopted meanwhile; solve again and adopt the new one."
    );

    /// <summary>Rule: a visit lies within a pairing with the place, or follows a request assigned to the expert.</summary>
    public static readonly ProblemCode VisitOutsidePairing = new(
        "visit_outside_pairing",
        409,
        "服务日期不在结对期内：只能登记结对期内或受派求助之后的服务，请核对日期。",
        "Rule \"within the pairing\": the day lies outside your pairing with this place and before any request assigned to you; check the date."
    );

    /// <summary>Rule: a visit is logged after it took place.</summary>
    public static readonly ProblemCode VisitInFuture = new(
        "visit_in_future",
        409,
        "服务日期晚于今天：只能登记已经发生的服务，请核对日期。",
        "Rule \"not in the future\": the day is still to come; log the visit afterwards."
    );

    /// <summary>Rule: a visit is logged within some days.</summary>
    public static readonly ProblemCode VisitTooLate = new(
        "visit_too_late",
        409,
        "已超过登记期限：服务须在规定天数内登记，请联系人才办。",
        "Rule \"logged in time\": the visit lies too far back to be logged; ask the talent office."
    );

    /// <summary>Rule: one visit to a place counts once a day.</summary>
    public static readonly ProblemCode VisitLogged = new(
        "visit_already_logged",
        409,
        "当日服务已登记：同一天同一地点只计一次，请勿重复登记。",
        "Rule \"once a day\": this day's visit to this place is logged already."
    );

    /// <summary>Rule: the phone was near the place.</summary>
    public static readonly ProblemCode VisitTooFar = new(
        "visit_too_far",
        409,
        "定位距离服务地点过远：请到现场后登记，或关闭定位改用照片。",
        "Rule \"at the place\": the phone was too far from the place; log it there, or without its position."
    );

    /// <summary>The request is not in the state that the change needs.</summary>
    public static readonly ProblemCode RequestClosed = new(
        "help_request_closed",
        409,
        "该求助已办结，不能再更改。",
        "This request is closed and does not change any more."
    );

    /// <summary>The photo of a visit is no picture.</summary>
    public static readonly ProblemCode NotAPhoto = new(
        "visit_photo",
        422,
        "照片须为完整的 JPG 或 PNG 图片，请重新选择。",
        "The photo is not a whole JPG or PNG; choose another."
    );

    /// <summary>A rule begins tomorrow at the earliest.</summary>
    public static readonly ProblemCode RuleInForce = new(
        "think_tank_rule_in_force",
        409,
        "规则不能改变今天及以前的事项，请选择明天或更晚的生效日期。",
        "A rule cannot change today or the past; let it begin tomorrow or later."
    );

    /// <summary>Shares that do not make a whole.</summary>
    public static readonly ProblemCode Shares = new(
        "think_tank_shares",
        422,
        "匹配度的五项权重合计须为 100，年度评分的三项合计也须为 100，请核对。",
        "The five shares of the fit make 100 together, and so do the three of the year's score; check them."
    );

    /// <summary>A speciality of the same group worth more than one above the need.</summary>
    public static readonly ProblemCode Parts = new(
        "think_tank_parts",
        422,
        "“同组专业”的折算不能高于“上级专业”，请核对。",
        "A speciality of the same group cannot be worth more than one above the need; check both."
    );
}
