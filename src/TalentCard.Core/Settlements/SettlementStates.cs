using TalentCard.Contracts.Settlements;

namespace TalentCard.Core.Settlements;

internal enum SettlementState
{
    DrawnUp,
    Confirmed,
    Disputed,
    Answered,
    Approved,
    Paid,
}

internal enum SettlementAction
{
    Confirm,
    Dispute,
    Answer,
    Approve,
    Pay,
}

/// <summary>drawn_up → confirmed, or disputed → answered → …; then approved → paid.</summary>
internal static class SettlementStates
{
    /// <summary>Every step of a statement.</summary>
    public static readonly Transitions<SettlementState, SettlementAction> Steps = new(
        (_, _) => SettlementProblems.WrongState,
        (SettlementState.DrawnUp, SettlementAction.Confirm, SettlementState.Confirmed),
        (SettlementState.DrawnUp, SettlementAction.Dispute, SettlementState.Disputed),
        (SettlementState.Disputed, SettlementAction.Answer, SettlementState.Answered),
        (SettlementState.Answered, SettlementAction.Confirm, SettlementState.Confirmed),
        (SettlementState.Answered, SettlementAction.Dispute, SettlementState.Disputed),
        (SettlementState.Answered, SettlementAction.Approve, SettlementState.Approved),
        (SettlementState.Confirmed, SettlementAction.Approve, SettlementState.Approved),
        (SettlementState.Approved, SettlementAction.Pay, SettlementState.Paid)
    );

    /// <summary>The policy of whoever takes a step; its route has the same.</summary>
    public static string Policy(SettlementAction action) =>
        action switch
        {
            SettlementAction.Confirm or SettlementAction.Dispute => Policies.SettlementPartner,
            SettlementAction.Pay => Policies.SettlementPayment,
            _ => Policies.CityOffice,
        };
}
