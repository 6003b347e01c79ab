using TalentCard.Contracts.Reports;

namespace TalentCard.Core.Reports;

internal enum ReportState
{
    Draft,
    Approved,
    Sent,
}

internal enum ReportAction
{
    Remark,
    Approve,
    Send,
}

/// <summary>draft → approved → sent: what may be done in which state, and where it leads.</summary>
internal static class ReportStates
{
    /// <summary>Every change of a report.</summary>
    public static readonly Transitions<ReportState, ReportAction> Changes = new(
        (_, action) => action == ReportAction.Send ? ReportProblems.NotApproved : ReportProblems.NotDraft,
        (ReportState.Draft, ReportAction.Remark, ReportState.Draft),
        (ReportState.Draft, ReportAction.Approve, ReportState.Approved),
        (ReportState.Approved, ReportAction.Send, ReportState.Sent)
    );
}
