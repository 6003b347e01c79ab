using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Settlements;

/// <summary>Refusals of settlements and prices.</summary>
public static class SettlementProblems
{
    /// <summary>A step that the statement's state does not take.</summary>
    public static readonly ProblemCode WrongState = new(
        "settlement_wrong_state",
        409,
        "结算单当前状态不能办理此操作，请刷新页面查看最新状态。",
        "The statement's present state does not take this step; look at it again."
    );

    /// <summary>The approval by whoever answered the partner's dispute.</summary>
    public static readonly ProblemCode SecondPerson = new(
        "settlement_second_person_required",
        403,
        "答复过异议的人不能审批，请由另一位工作人员审批。",
        "Whoever answered the dispute cannot approve; another person has to."
    );

    /// <summary>A month that is drawn up already.</summary>
    public static readonly ProblemCode MonthDrawnUp = new(
        "settlement_month_drawn_up",
        409,
        "该月结算单已经生成，之后的变动会列入下一期结算单。",
        "This month is drawn up already; what changes later stands in the next one."
    );

    /// <summary>A month that is not over.</summary>
    public static readonly ProblemCode MonthNotOver = new(
        "settlement_month_not_over",
        409,
        "该月尚未结束，请选择已经结束的月份。",
        "This month is not over; choose one that is."
    );

    /// <summary>Two people said the same price at the same moment.</summary>
    public static readonly ProblemCode PriceTaken = new(
        "price_taken",
        409,
        "另一位工作人员刚刚制定了同一价格，请刷新页面核对后再提交。",
        "Somebody else has just set this price; look at it again before setting yours."
    );
}
