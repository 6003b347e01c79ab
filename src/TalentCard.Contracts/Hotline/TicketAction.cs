using System.Text.Json.Serialization;

namespace TalentCard.Contracts.Hotline;

/// <summary>A step of a ticket's life.</summary>
[JsonConverter(typeof(WordConverter<TicketAction>))]
public enum TicketAction
{
    /// <summary>受理: it is taken; no state comes before.</summary>
    Receive,

    /// <summary>Answered at the desk.</summary>
    Answer,

    /// <summary>派单.</summary>
    Dispatch,

    /// <summary>The department takes it on.</summary>
    Accept,

    /// <summary>退单.</summary>
    Return,

    /// <summary>改派.</summary>
    Reassign,

    /// <summary>The caller is asked something; the deadline stands still.</summary>
    Wait,

    /// <summary>The caller has answered the staff.</summary>
    Resume,

    /// <summary>The caller has answered from the phone.</summary>
    Supplement,

    /// <summary>Answered by the department.</summary>
    Reply,

    /// <summary>延期 is asked for.</summary>
    AskExtension,

    /// <summary>The office approves it.</summary>
    ApproveExtension,

    /// <summary>The office rejects it.</summary>
    RejectExtension,

    /// <summary>The caller was told of it.</summary>
    TellExtension,

    /// <summary>回访: done.</summary>
    FollowUp,

    /// <summary>回访: nobody was reached, and it is tried again.</summary>
    TryFollowUp,

    /// <summary>办结.</summary>
    Close,

    /// <summary>重新办理.</summary>
    Reopen,

    /// <summary>督办.</summary>
    Escalate,

    /// <summary>Kind or urgency is corrected.</summary>
    Amend,

    /// <summary>It goes on in another ticket.</summary>
    Merge,

    /// <summary>Linked to another ticket.</summary>
    Link,

    /// <summary>An internal note.</summary>
    Note,
}
