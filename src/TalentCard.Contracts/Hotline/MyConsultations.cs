using System.ComponentModel.DataAnnotations;

namespace TalentCard.Contracts.Hotline;

/// <summary>A question that a talent sends from their phone.</summary>
/// <param name="Kind"><c>policy_question</c>, <c>policy_redemption</c>, <c>appeal</c> or <c>suggestion</c>.</param>
/// <param name="Title">2 to 100 characters.</param>
/// <param name="Content">2 to 4,000 characters.</param>
/// <param name="Place">Where, in words.</param>
public sealed record MyNewConsultation(
    [property: Required, AllowedValues("policy_question", "policy_redemption", "appeal", "suggestion")] string Kind,
    [property: Required, StringLength(100, MinimumLength = 2)] string Title,
    [property: Required, StringLength(4000, MinimumLength = 2)] string Content,
    [property: StringLength(200)] string? Place = null
);

/// <summary>A matter of the talent's own, whether asked by phone or from the app.</summary>
/// <param name="Id">Id of the ticket.</param>
/// <param name="Number">Its number.</param>
/// <param name="Kind"><c>policy_question</c>, <c>policy_redemption</c>, <c>appeal</c> or <c>suggestion</c>.</param>
/// <param name="Title">The matter in a line.</param>
/// <param name="State">As <see cref="TicketSummary.State"/>.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="DueAt">When the answer is due.</param>
/// <param name="RepliedAt">When it was answered.</param>
public sealed record MyConsultation(
    Guid Id,
    string Number,
    string Kind,
    string Title,
    string State,
    DateTimeOffset ReceivedAt,
    DateTimeOffset DueAt,
    DateTimeOffset? RepliedAt
);

/// <summary>A matter of the talent's own with its course. Nothing internal is in it.</summary>
/// <param name="Consultation">The matter.</param>
/// <param name="Content">What they said.</param>
/// <param name="Place">Where.</param>
/// <param name="Department">The department that answers it.</param>
/// <param name="Reply">The answer.</param>
/// <param name="Question">What is asked of them while it waits for them.</param>
/// <param name="MergedInto">Number of their own other matter that it was merged into.</param>
/// <param name="Course">The steps that concern them, oldest first.</param>
public sealed record MyConsultationDetail(
    MyConsultation Consultation,
    string Content,
    string? Place,
    string? Department,
    string? Reply,
    string? Question,
    string? MergedInto,
    IReadOnlyList<MyConsultationStep> Course
);

/// <summary>A step as the caller sees it: no names of staff, no internal words.</summary>
/// <param name="At">When.</param>
/// <param name="Action">As <see cref="TicketStep.Action"/>.</param>
/// <param name="ToState">State after it.</param>
/// <param name="Text">What was said to them: an answer, a question, why it takes longer.</param>
/// <param name="DueAt">When the answer was due after it.</param>
public sealed record MyConsultationStep(DateTimeOffset At, string Action, string ToState, string? Text, DateTimeOffset DueAt);

/// <summary>What the talent adds while the matter waits for them.</summary>
/// <param name="Text">2 to 4,000 characters.</param>
public sealed record MySupplement([property: Required, StringLength(4000, MinimumLength = 2)] string Text);
