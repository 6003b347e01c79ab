using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Notifications;

/// <summary>Refusals around messages.</summary>
public static class NotificationProblems
{
    /// <summary>Somebody has sent the message again, or dropped it, already.</summary>
    public static readonly ProblemCode DeadLetterDecided = new(
        "dead_letter_decided",
        409,
        "这条消息已被处理，请刷新页面。",
        "Somebody has dealt with this message already; reload the page."
    );

    /// <summary>Nobody can switch this kind of messages off.</summary>
    public static readonly ProblemCode Mandatory = new(
        "notification_mandatory",
        409,
        "此类消息关系到您的权益，不能关闭。",
        "Messages of this kind concern your rights and cannot be switched off."
    );

    /// <summary>A talent's phone and e-mail are the office's record.</summary>
    public static readonly ProblemCode AddressOfTheOffice = new(
        "address_of_the_office",
        409,
        "手机号和邮箱以人才办登记的为准，如需修改请联系人才办。",
        "Your phone and e-mail are those that the talent office has on record; ask the office to change them."
    );
}
