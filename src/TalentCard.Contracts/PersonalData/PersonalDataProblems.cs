using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.PersonalData;

/// <summary>Refusals of erasures.</summary>
public static class PersonalDataProblems
{
    /// <summary>The talent's last wish waits for the office's decision.</summary>
    public static readonly ProblemCode ErasurePending = new(
        "erasure_pending",
        409,
        "您已提交过删除申请，请等待人才办处理。",
        "You have asked for it already; wait for the talent office's decision."
    );

    /// <summary>Somebody has decided it.</summary>
    public static readonly ProblemCode ErasureDecided = new(
        "erasure_decided",
        409,
        "该申请已处理，请刷新页面。",
        "This request has been decided; load the page again."
    );

    /// <summary>A card of the talent is still good, or could come back.</summary>
    public static readonly ProblemCode ErasureCardLive = new(
        "erasure_card_live",
        409,
        "该人才还有未终止的优才卡，请先注销优才卡再删除。",
        "A card of this talent has not ended; revoke it first, then erase."
    );
}
