using TalentCard.Contracts.Reports;

namespace TalentCard.Core.Reports;

/// <summary>draft → approved → sent: what may be done in which state, and where it leads.</summary>
internal static class ReportStates
{
    private static readonly Dictionary<(string State, string Action), string> Steps = new()
    {
        [("draft", "remark")] = "draft",
        [("draft", "approve")] = "approved",
        [("approved", "send")] = "sent",
    };

    /// <summary>The state after the action.</summary>
    /// <exception cref="RefusedException"><c>report_not_draft</c> or <c>report_not_approved</c>.</exception>
    public static string After(string state, string action) => Steps.TryGetValue((state, action), out var next)
        ? next
        : throw new RefusedException(Refusal(action));

    private static ProblemCode Refusal(string action) => action == "send" ? ReportProblems.NotApproved : ReportProblems.NotDraft;
}
