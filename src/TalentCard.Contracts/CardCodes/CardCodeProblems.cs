using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.CardCodes;

/// <summary>Why no code is made of a card.</summary>
public static class CardCodeProblems
{
    /// <summary>The card is suspended.</summary>
    public static readonly ProblemCode CardSuspended = new(
        "no_code_suspended",
        409,
        "该优才卡已挂失，请联系人才办解除挂失。",
        "The card is suspended; ask the talent office to resume it."
    );

    /// <summary>The card was revoked or replaced.</summary>
    public static readonly ProblemCode CardRevoked = new(
        "no_code_revoked",
        409,
        "该优才卡已注销或已补发新卡，请联系人才办。",
        "The card was revoked or replaced; ask the talent office."
    );

    /// <summary>The card's last day is over.</summary>
    public static readonly ProblemCode CardExpired = new(
        "no_code_expired",
        409,
        "该优才卡已过有效期，请联系人才办续期。",
        "The card has expired; ask the talent office to renew it."
    );
}
