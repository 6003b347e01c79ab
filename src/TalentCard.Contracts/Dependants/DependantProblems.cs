using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Dependants;

/// <summary>Refusals of dependants.</summary>
public static class DependantProblems
{
    /// <summary>The holder has filed this person, who waits or is confirmed.</summary>
    public static readonly ProblemCode AlreadyFiled = new(
        "dependant_already_filed",
        409,
        "您已登记过该家属，请在“家属”页面查看办理情况。",
        "You have filed this person already; see the family page for where it stands."
    );

    /// <summary>The holder has a spouse on file, or this spouse is another holder's.</summary>
    public static readonly ProblemCode SpouseTaken = new(
        "dependant_spouse_taken",
        409,
        "您或该配偶名下已有一条有效的配偶登记，请先结束原登记，或联系人才办核实。",
        "You or this person already have a spouse on file; end that entry first, or ask the talent office."
    );

    /// <summary>The person holds a card of their own.</summary>
    public static readonly ProblemCode OwnCard = new(
        "dependant_own_card",
        409,
        "该家属本人持有优才卡，请直接使用本人的卡，无需登记为家属。",
        "This person holds a talent card; let them use their own, they need not be filed."
    );

    /// <summary>A child of 18 or more.</summary>
    public static readonly ProblemCode OfAge = new(
        "dependant_of_age",
        409,
        "子女已满 18 周岁，不能登记为家属；如出生日期有误，请更正后重新提交。",
        "The child is 18 or older and cannot be filed; if the date of birth is wrong, correct it and send it again."
    );

    /// <summary>The holder has as many on file as may be.</summary>
    public static readonly ProblemCode TooMany = new(
        "dependant_too_many",
        409,
        "登记的家属已达上限，请先结束不再需要的登记。",
        "You have as many dependants on file as may be; end one that is no longer needed first."
    );

    /// <summary>The entry's state does not take this step.</summary>
    public static readonly ProblemCode Decided = new(
        "dependant_decided",
        409,
        "该登记已办理或已结束，请刷新页面查看最新情况。",
        "This entry has been decided or has ended; load the page again to see where it stands."
    );

    /// <summary>Only a confirmed dependant has a code.</summary>
    public static readonly ProblemCode NotActive = new(
        "dependant_not_active",
        409,
        "该家属尚未通过核对或登记已结束，暂不能出示家属码，请联系人才办。",
        "This dependant is not confirmed, or the entry has ended; no code can be shown. Ask the talent office."
    );
}
