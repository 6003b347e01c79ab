using TalentCard.Contracts.Cards;

namespace TalentCard.Core.Cards;

/// <summary>Why a card does not take a change.</summary>
internal static class CardRefusal
{
    private static readonly Dictionary<string, ProblemCode> Known = new[]
    {
        CardProblems.IsActive,
        CardProblems.IsSuspended,
        CardProblems.IsExpired,
        CardProblems.IsRevoked,
        CardProblems.IsReplaced,
        CardProblems.TooEarlyToRenew,
        CardProblems.ContractEndsFirst,
    }.ToDictionary(problem => problem.Code);

    /// <summary>The refusal whose code was kept.</summary>
    public static ProblemCode OfCode(string code) => Known[code];

    /// <summary>What a card in this state says to a change that it does not take.</summary>
    public static ProblemCode Of(CardState state) =>
        state switch
        {
            CardState.Active => CardProblems.IsActive,
            CardState.Suspended => CardProblems.IsSuspended,
            CardState.Expired => CardProblems.IsExpired,
            CardState.Revoked => CardProblems.IsRevoked,
            _ => CardProblems.IsReplaced,
        };

    /// <summary>Why the card refuses the action today; null where it takes it.</summary>
    public static ProblemCode? Of(CardAction action, RenewableCard card, DateOnly today)
    {
        var state = Words.Parse<CardState>(card.State);
        if (!Card.Changes.Takes(state, action))
            return Of(state);
        if (action != CardAction.Renew)
            return null;
        if (card.ValidTo.AddDays(-Card.RenewalDays) > today)
            return CardProblems.TooEarlyToRenew;
        var renewed = card.RenewedTo(today);
        return renewed <= card.ValidTo || renewed < today ? CardProblems.ContractEndsFirst : null;
    }
}

/// <summary>What decides whether a card takes a change, and how far it is renewed.</summary>
/// <param name="State">State as shown.</param>
/// <param name="ValidTo">Its last day.</param>
/// <param name="ContractEnd">The talent's.</param>
/// <param name="ValidYears">How long a card of its tier runs.</param>
internal sealed record RenewableCard(string State, DateOnly ValidTo, DateOnly ContractEnd, int ValidYears)
{
    /// <summary>The last day of the card if it were renewed today.</summary>
    public DateOnly RenewedTo(DateOnly today) => Card.LastDay(today, ValidYears, ContractEnd);
}
